import { type PackedTexts, textOfBytes } from './packedTexts.ts';

const upperA = 65;
const upperZ = 90;
const toLower = 32;

/**
 * Finds a part of packed texts without regard to case, as `text.toLowerCase().indexOf(part)` does, by their bytes: no string is
 * made of a text, unless it holds letters beyond ASCII.
 *
 * @param part in lower case
 * @returns where the part begins in the text of a row, −1 where it does not
 */
export function partFinder(
  { bytes, starts }: Pick<PackedTexts, 'bytes' | 'starts'>,
  part: string,
): (row: number) => number {
  const codes = Uint8Array.from(part, letter => letter.charCodeAt(0));
  const isPlain = isAscii(part);
  const length = codes.length;
  const first = codes[0];
  return row => {
    const start = starts[row];
    const end = starts[row + 1];
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte >= 0x80) return textOfBytes(bytes, start, end).toLowerCase().indexOf(part);
      if (!isPlain || lowered(byte) !== first || at + length > end) continue;
      let same = 1;
      while (same < length && lowered(bytes[at + same]) === codes[same]) same++;
      if (same === length) return at - start;
    }
    return length === 0 ? 0 : -1;
  };
}

function lowered(byte: number): number {
  return byte >= upperA && byte <= upperZ ? byte + toLower : byte;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}
