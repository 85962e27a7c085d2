import type { IngestProblem } from '../../contracts/ingest.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { gunzip } from '../fits/gunzip.ts';

/** A table's text, and what was uncertain about reading it. */
interface TableText {
  text: string;
  problems: IngestProblem[];
}

const mostTextBytes = 2 ** 29 - 24; // the longest text that V8 and SpiderMonkey hold, in letters
const lookedAtBytes = 4096; // enough to see the zeros of UTF-16 or of a binary file
const zeroShare = 0.3; // of every second byte: Latin letters in UTF-16 have a zero there

/**
 * The text of a file, unpacked where it is gzipped: UTF-8, UTF-16, or else Windows-1252 (Latin-1 with quotes and dashes), which is reported.
 *
 * @throws UnreadableError where it can no longer be read or is not text
 */
export async function readTableText(file: Blob, name: string): Promise<TableText> {
  checkLength(file.size, name);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new UnreadableError(`${name} can no longer be read (${reasonOf(error)}): open it again.`);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    bytes = await gunzip(bytes, mostTextBytes, name);
  }
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), problems: [] };
  if (bytes.subarray(0, lookedAtBytes).includes(0)) {
    throw new UnreadableError(
      `${name} is not text: a table is needed as comma, tab or semicolon separated text.`,
    );
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] }; // drops a byte order mark
  } catch {
    const text = windows1252(bytes);
    const word = /[\p{L}\p{N}]*[\u0080-\u00ff\u2018-\u2122][\p{L}\p{N}]*/u.exec(text)?.[0] ?? '';
    const sentence = `${name} is not in UTF-8: it was read as Windows-1252 (Latin-1), which gives words such as “${word}”; save it as UTF-8 if they are wrong.`;
    return { text, problems: [{ sentence }] };
  }
}

/** @throws UnreadableError for a file that is longer than any text may be: read, it would pass for another encoding */
function checkLength(byteLength: number, name: string): void {
  if (byteLength <= mostTextBytes) return;
  throw new UnreadableError(
    `${name} has ${Math.round(byteLength / 1e6)} MB, and a browser reads at most ${Math.floor(mostTextBytes / 1e6)} MB of text: save the table as Parquet or FITS, or divide it.`,
  );
}

/** Recognises UTF-16 by its byte order mark, as spreadsheets write it, or by the zeros of its Latin letters. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = bytes.subarray(0, lookedAtBytes);
  for (const [i, byte] of looked.entries()) if (byte === 0) zeros[i % 2]++;
  const half = looked.length / 2;
  if (half >= 2 && zeros[0] === 0 && zeros[1] > zeroShare * half) return 'utf-16le';
  if (half >= 2 && zeros[1] === 0 && zeros[0] > zeroShare * half) return 'utf-16be';
  return undefined;
}

/** What Windows-1252 has for the bytes 0x80 to 0x9f; all others are as in Latin-1. */
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Decoded by hand, because decoders of that name differ: Node's reads it as Latin-1. */
function windows1252(bytes: Uint8Array): string {
  const latin = new TextDecoder('latin1').decode(bytes);
  return latin.replace(/[\u0080-\u009f]/g, letter => windowsLetters[letter.charCodeAt(0) - 0x80]);
}
