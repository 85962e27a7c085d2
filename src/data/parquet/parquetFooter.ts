import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { ByteSource } from '../bytes/byteSource.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { readThriftStruct } from './thriftStruct.ts';

const endBytes = 8; // the footer's length, and "PAR1"
const usualBytes = 512 * 1024; // one request that holds nearly every footer

/**
 * Reads the footer of a Parquet file. The lengths it states are checked before anything of that size is allocated.
 *
 * @param firstBytes read at first; a longer footer takes another request. Default 512 kB
 * @throws UnreadableError with one sentence where the file does not end with a footer
 */
export async function readFooter(bytes: ByteSource, firstBytes = usualBytes): Promise<FileMetaData> {
  try {
    let tail = await bytes.slice(Math.max(0, bytes.byteLength - firstBytes), bytes.byteLength);
    const length = footerLength(tail, bytes.byteLength);
    if (length + endBytes > tail.byteLength) {
      tail = await bytes.slice(bytes.byteLength - length - endBytes, bytes.byteLength);
    }
    readThriftStruct({ view: new DataView(tail, tail.byteLength - length - endBytes, length), offset: 0 });
    return parquetMetadata(tail, { geoparquet: false });
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(
      `${bytes.name} is cut short or damaged: its ${bytes.byteLength} bytes do not end with a Parquet footer (${reasonOf(error)}); copy or download it again.`,
    );
  }
}

function footerLength(tail: ArrayBuffer, byteLength: number): number {
  const view = new DataView(tail);
  if (view.byteLength < endBytes || view.getUint32(view.byteLength - 4) !== 0x50415231) {
    throw new RangeError('need "PAR1" at the end; got something else');
  }
  const length = view.getUint32(view.byteLength - endBytes, true);
  if (length <= byteLength - endBytes) return length;
  throw new RangeError(`need a footer of at most ${byteLength - endBytes} bytes; got a claim of ${length}`);
}
