import { TileError } from './tileError.ts';

/**
 * PLIO_1: lines of few different whole numbers, as IRAF keeps its masks: instructions of 4 bits, each with 12 bits of data.
 * Source: FITS standard 4.0, section 10.4.3; IRAF's plio package.
 *
 * @param bytes (2 · words) of big-endian 16-bit words: a head, then the instructions
 * @param out (count) takes the numbers; those no instruction reaches are 0
 * @throws TileError where the instructions go beyond the bytes
 */
export function decodePlio(bytes: Uint8Array, out: Int32Array): void {
  const words = bytes.length >> 1;
  const word = (i: number) => {
    if (i >= words) throw new TileError('is cut short');
    return ((bytes[2 * i] << 24) >> 16) | bytes[2 * i + 1];
  };
  if (words < 4) throw new TileError('is cut short');
  const isOld = word(2) > 0;
  const end = isOld ? word(2) : (word(4) << 15) + word(3);
  const begin = isOld ? 3 : word(1);
  if (begin < 3 || end > words) throw new TileError('is damaged');
  out.fill(0);
  let value = 1;
  let at = 0;
  for (let i = begin; i < end && at < out.length; i++) {
    const instruction = (word(i) >> 12) & 15;
    const data = word(i) & 4095;
    switch (instruction) {
      case 0: // zeros
        at += data;
        break;
      case 1: // sets the value; its high part is the next word
        value = (word(i + 1) << 12) + data;
        i++;
        break;
      case 2:
        value += data;
        break;
      case 3:
        value -= data;
        break;
      case 4: // the value, so often
        out.fill(value, at, at + data);
        at += data;
        break;
      case 5: // zeros, and the value at their end
        at += data;
        if (at > 0 && at <= out.length) out[at - 1] = value;
        break;
      case 6: // changes the value and writes it once
      case 7:
        value += instruction === 6 ? data : -data;
        out[at++] = value;
        break;
      default:
        throw new TileError('is damaged');
    }
  }
}
