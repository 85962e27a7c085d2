import type { Random } from '../../../src/maths/statistics/random.ts';

const extremes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]; // where integers turn over

/** A damaged copy of a file's bytes: one to three changes of the kinds that files suffer, each within [start, end). */
export function mutated(original: Uint8Array, random: Random, start = 0, end = original.length): Uint8Array {
  let bytes = Array.from(original);
  let stop = end;
  const at = () => start + random.integer(Math.max(1, stop - start));
  const changes = 1 + random.integer(3);
  for (let i = 0; i < changes; i++) {
    const place = at();
    const length = 1 + random.integer(16);
    const before = bytes.length;
    switch (random.integer(7)) {
      case 0: // one bit
        bytes[place] ^= 1 << random.integer(8);
        break;
      case 1: // one byte
        bytes[place] = random.integer(256);
        break;
      case 2: // an extreme number of four bytes
        writeNumber(bytes, place, extremes[random.integer(extremes.length)]);
        break;
      case 3: // cut off
        bytes = bytes.slice(0, place);
        break;
      case 4: // a gap
        bytes.splice(place, length);
        break;
      case 5: // strange bytes put in
        bytes.splice(place, 0, ...Array.from({ length }, () => random.integer(256)));
        break;
      default: {
        // a piece of the file itself, over another piece or between
        const piece = bytes.slice(at()).slice(0, length);
        bytes.splice(place, random.integer(2) * piece.length, ...piece);
      }
    }
    stop = Math.max(start, Math.min(bytes.length, stop + bytes.length - before));
  }
  return Uint8Array.from(bytes);
}

function writeNumber(bytes: number[], at: number, value: number): void {
  for (let i = 0; i < 4 && at + i < bytes.length; i++) bytes[at + i] = Math.floor(value / 256 ** i) & 0xff;
}
