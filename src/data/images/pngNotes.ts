import { crc32 } from '../bytes/crc32.ts';

const headerEnd = 33; // signature of 8 bytes, then the chunk IHDR of 25

/**
 * Writes notes into a PNG, each an iTXt chunk behind its header (PNG specification, third edition, 11.3.3.4).
 *
 * @param png (bytes) a whole file
 * @param notes texts by keyword: 1 to 79 letters of Latin-1
 * @param dpi dots an inch on paper, for the chunk pHYs; default: not said
 * @returns (bytes) a whole file
 * @throws RangeError where it does not begin as a PNG, or a keyword does not fit
 */
export function withPngNotes(
  png: Uint8Array,
  notes: Readonly<Record<string, string>>,
  dpi?: number,
): Uint8Array<ArrayBuffer> {
  if (png.length < headerEnd || png[1] !== 0x50 || png[2] !== 0x4e || png[3] !== 0x47)
    throw new RangeError('need a PNG to write notes into; got something else');
  const chunks = Object.entries(notes).map(([keyword, text]) => textChunk(keyword, text));
  if (dpi !== undefined) chunks.unshift(sizeChunk(dpi));
  const whole = new Uint8Array(png.length + chunks.reduce((sum, { length }) => sum + length, 0));
  whole.set(png.subarray(0, headerEnd));
  let at = headerEnd;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  whole.set(png.subarray(headerEnd), at);
  return whole;
}

function textChunk(keyword: string, text: string): Uint8Array {
  if (!/^[\x21-\x7e]{1,79}$/.test(keyword))
    throw new RangeError(`need a keyword of 1 to 79 letters; got “${keyword}”`);
  const encoder = new TextEncoder();
  // keyword, end; not compressed, no method; no language, no translated keyword; the text in UTF-8
  return chunkOf([encoder.encode(`iTXt${keyword}`), Uint8Array.of(0, 0, 0, 0, 0), encoder.encode(text)]);
}

const inchesPerMetre = 39.3701;

/** Pixels a metre along either axis (11.3.4.3). */
function sizeChunk(dpi: number): Uint8Array {
  const content = new Uint8Array(9);
  const view = new DataView(content.buffer);
  view.setUint32(0, Math.round(dpi * inchesPerMetre));
  view.setUint32(4, Math.round(dpi * inchesPerMetre));
  content[8] = 1; // the unit is the metre
  return chunkOf([new TextEncoder().encode('pHYs'), content]);
}

/** @param content name of four letters, then the data */
function chunkOf(content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const chunk = new Uint8Array(length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, length - 4); // the name does not count
  let at = 4;
  for (const part of content) {
    chunk.set(part, at);
    at += part.length;
  }
  view.setUint32(at, crc32(chunk.subarray(4, at)));
  return chunk;
}
