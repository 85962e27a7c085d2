import type { ByteSource } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** A block of an ASDF file: the bytes of one or more arrays. */
export interface AsdfBlock {
  /** Where its bytes begin. */
  start: number;
  /** As they are stored. */
  storedBytes: number;
  /** Unpacked. */
  bytes: number;
  /** "zlib", "bzp2", "lz4"; empty where they are stored as they are. */
  packing: string;
}

const magic = [0xd3, 0x42, 0x4c, 0x4b]; // "\xd3BLK"
const fixedBytes = 48; // of a header, behind magic and its length
const leadBytes = 6;
const mostBlocks = 100_000;
const isStreamed = 1; // a flag: the block reaches to the end of the file
const mostRatio = 1032; // deflate makes of a byte no more
const mostUnpackedBytes = 1e9; // what a worker can hold

/**
 * Where the blocks of an ASDF file lie, from one header to the next. Source: the ASDF Standard 1.6, "Block".
 *
 * @param from where the first begins
 */
export async function findBlocks(source: ByteSource, from: number): Promise<AsdfBlock[]> {
  const blocks: AsdfBlock[] = [];
  let at = await afterZeros(source, from);
  while (at + leadBytes + fixedBytes <= source.byteLength && blocks.length < mostBlocks) {
    const view = new DataView(await source.slice(at, at + leadBytes + fixedBytes));
    if (magic.some((byte, i) => view.getUint8(i) !== byte)) break; // the index of blocks, or nothing
    const headerBytes = view.getUint16(4);
    const start = at + leadBytes + headerBytes;
    const [allocated, used, bytes] = [14, 22, 30].map(field => Number(view.getBigUint64(field)));
    const packing = String.fromCharCode(...new Uint8Array(view.buffer, 10, 4)).replace(/\0+$/, '');
    const rest = Math.max(0, source.byteLength - start);
    const streamed = (view.getUint32(6) & isStreamed) !== 0;
    blocks.push(
      streamed
        ? { start, storedBytes: rest, bytes: rest, packing: '' }
        : { start, storedBytes: used, bytes: packing === '' ? used : bytes, packing },
    );
    if (streamed || start + allocated <= at) break;
    at = start + allocated;
  }
  return blocks;
}

const zerosAtOnce = 65_536;

/** The tree may be followed by room for a longer one. */
async function afterZeros(source: ByteSource, from: number): Promise<number> {
  for (let at = from; at < source.byteLength; at += zerosAtOnce) {
    const bytes = new Uint8Array(await source.slice(at, Math.min(source.byteLength, at + zerosAtOnce)));
    const first = bytes.findIndex(byte => byte !== 0);
    if (first >= 0) return at + first;
  }
  return source.byteLength;
}

/**
 * The bytes of a block, unpacked.
 *
 * @throws UnreadableError where they are cut short, damaged, or packed with something that is not read
 */
export async function readBlock(source: ByteSource, block: AsdfBlock): Promise<Uint8Array<ArrayBuffer>> {
  const { start, storedBytes, bytes, packing } = block;
  if (start + storedBytes > source.byteLength) {
    throw new UnreadableError(`${source.name} is cut short: a block of it is not whole. Fetch it again.`);
  }
  if (bytes > mostUnpackedBytes || (packing !== '' && bytes > mostRatio * (storedBytes + 1))) {
    throw new UnreadableError(`${source.name} claims a block of ${bytes} bytes, more than can be read here.`);
  }
  const stored = new Uint8Array(await source.slice(start, start + storedBytes));
  if (packing === '') return stored;
  if (packing !== 'zlib') {
    const name = packing === 'bzp2' ? 'bzip2' : packing;
    throw new UnreadableError(
      `${source.name} is packed with ${name}, which is not read: save it with zlib (all_array_compression="zlib").`,
    );
  }
  const found = await inflated(stored, bytes);
  if (!found) throw new UnreadableError(`${source.name} has a packed block that is damaged. Fetch it again.`);
  return found;
}

/** Exactly so many bytes; undefined where there are others, or none can be unpacked. */
async function inflated(
  stored: Uint8Array<ArrayBuffer>,
  count: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = new Blob([stored]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const bytes = new Uint8Array(count);
  let at = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return at === count ? bytes : undefined;
      if (at + value.length > count) {
        await reader.cancel();
        return undefined;
      }
      bytes.set(value, at);
      at += value.length;
    }
  } catch {
    return undefined;
  }
}
