import { type ByteSource, bytesOfBuffer } from '../bytes/byteSource.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { ByteWindow } from './byteWindow.ts';
import { cardBytes, readCards } from './fitsCards.ts';
import { type FitsHdu, hduOf } from './fitsHdu.ts';
import { FitsHeader } from './fitsHeader.ts';
import { gunzip } from './gunzip.ts';

/** A FITS file whose headers were read; its data are read when asked for. */
export interface FitsFile {
  name: string;
  /** Its bytes, unpacked where they were gzipped. */
  source: ByteSource;
  /** In the file's order; at least one. */
  hdus: FitsHdu[];
  /** What could not be read behind them, as sentences. */
  problems: string[];
}

const blockBytes = 2880; // headers and data come in blocks of this many bytes
const mostHeaderBytes = 4000 * blockBytes; // 144,000 cards: above every real header, below what would stall a page
const mostUnpackedBytes = 1e9; // what a worker can hold; larger files are read by ranges, which a gzipped one does not allow

/**
 * Reads all headers of a FITS file by ranges, so that the size of its data does not matter; a gzipped file is unpacked first.
 * A later extension that is damaged is told in `problems`, and what comes before it is kept.
 *
 * @throws UnreadableError for a file that is no FITS, is packed otherwise, or whose first header is damaged
 */
export async function openFits(packed: ByteSource): Promise<FitsFile> {
  const source = await unpacked(packed);
  const window = new ByteWindow(source);
  const hdus: FitsHdu[] = [];
  const problems: string[] = [];
  let at = 0;
  while (at < source.byteLength) {
    try {
      const found = await readHdu(source, window, hdus.length, at);
      if (!found) break; // padding or other bytes after the last extension, as the standard allows
      const { hdu } = found;
      hdus.push(hdu);
      at = hdu.dataStart + Math.ceil(hdu.dataBytes / blockBytes) * blockBytes;
    } catch (error) {
      if (hdus.length === 0 || !(error instanceof UnreadableError)) throw error;
      problems.push(`${reasonOf(error)}. What comes before it was read.`);
      break;
    }
  }
  const last = hdus.at(-1);
  if (!last) throw new UnreadableError(`${source.name} is empty: a FITS file is needed.`);
  if (!last.isWhole) {
    const missing = last.dataStart + last.dataBytes - source.byteLength;
    problems.push(
      `${source.name} is cut short: ${missing.toLocaleString('en')} bytes of ${last.header.place} are missing.`,
    );
  }
  return { name: source.name, source, hdus, problems };
}

async function unpacked(source: ByteSource): Promise<ByteSource> {
  const start = new Uint8Array(await source.slice(0, Math.min(source.byteLength, 3)));
  if (start[0] === 0x42 && start[1] === 0x5a && start[2] === 0x68) {
    throw new UnreadableError(
      `${source.name} is packed with bzip2, which browsers cannot unpack: unpack it (bunzip2) and open it again.`,
    );
  }
  if (start[0] !== 0x1f || start[1] !== 0x8b) return source;
  const whole = new Uint8Array(await source.slice(0));
  const bytes = await gunzip(whole, mostUnpackedBytes, source.name);
  return bytesOfBuffer(bytes.buffer, source.name.replace(/\.gz$/i, ''));
}

/** One header and where its data lie; undefined where no header begins. */
async function readHdu(
  source: ByteSource,
  window: ByteWindow,
  index: number,
  at: number,
): Promise<{ hdu: FitsHdu } | undefined> {
  const place = index === 0 ? source.name : `extension ${index} of ${source.name}`;
  const begins = index === 0 ? 'SIMPLE  =' : 'XTENSION=';
  const first = source.byteLength - at < begins.length ? '' : latin1(await window.read(at, begins.length));
  if (first !== begins) {
    if (index > 0) return undefined;
    throw new UnreadableError(`${source.name} is not a FITS file: it does not begin with “SIMPLE  =”.`);
  }
  let text = '';
  for (let from = at; ; from += blockBytes) {
    if (from + blockBytes > source.byteLength || from - at >= mostHeaderBytes) {
      throw new UnreadableError(`${place} has a header without an end: the file is cut short or damaged.`);
    }
    const block = latin1(await window.read(from, blockBytes));
    text += block;
    if (hasEnd(block)) break;
  }
  const header = new FitsHeader(readCards(text), place);
  return { hdu: hduOf(header, index, at + text.length, source.byteLength) };
}

/** Whether a block has the card that ends a header. */
function hasEnd(block: string): boolean {
  for (let at = 0; at < block.length; at += cardBytes) {
    if (block.startsWith('END', at) && block.slice(at + 3, at + cardBytes).trim() === '') return true;
  }
  return false;
}

const latin1Decoder = new TextDecoder('latin1');

function latin1(bytes: Uint8Array): string {
  return latin1Decoder.decode(bytes);
}
