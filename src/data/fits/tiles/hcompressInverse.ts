import { levelsOf } from './hcompressBits.ts';
import { smoothCoefficients } from './hcompressSmooth.ts';

/** Roundings of one level, each a power of two or 0. */
interface Level {
  bit0: number;
  bit1: number;
  round0: number;
  round1: number;
  /** What is added to a negative number before it is cut: less than for a positive one, so that 0 stays 0. */
  negative0: number;
  negative1: number;
  /** Sums are divided by this: 2, and 4 at the last level. */
  divisor: number;
}

/**
 * Undoes the H-transform in place. A level adds to its sums the low bits the transform had taken from them, which the
 * differences still have: that is what makes it lossless. Source: `hinv` of the H-transform by White, Postman & Lattanzi 1992.
 *
 * @param a (rows · columns), whole numbers
 * @param smoothing by how much a coefficient may be changed to smooth the image; 0 leaves all as they are
 */
export function inverseHTransform(a: Float64Array, rows: number, columns: number, smoothing = 0): void {
  const levels = levelsOf(rows, columns);
  if (levels === 0) return; // one pixel, which is its own sum
  const half = 2 ** (levels - 1);
  const level: Level = {
    bit0: half,
    bit1: 2 * half,
    round0: Math.floor(half / 2),
    round1: half,
    negative0: Math.floor(half / 2) - 1,
    negative1: half - 1,
    divisor: 2,
  };
  a[0] = cut(a[0], 2 * half, 2 * half - 1, 4 * half);
  const spare = new Float64Array(Math.max(rows, columns));
  let [height, width, rowsLeft, columnsLeft, step] = [1, 1, rows, columns, 2 * half];
  for (let k = levels - 1; k >= 0; k--) {
    [step, height, width] = [step / 2, 2 * height, 2 * width];
    if (rowsLeft <= step) height--;
    else rowsLeft -= step;
    if (columnsLeft <= step) width--;
    else columnsLeft -= step;
    if (k === 0) {
      level.negative0 = 0;
      level.divisor = 4;
    }
    for (let i = 0; i < height; i++) interleave(a, i * columns, 1, width, spare);
    for (let j = 0; j < width; j++) interleave(a, j, columns, height, spare);
    if (smoothing > 0) smoothCoefficients(a, { height, width, columns }, smoothing);
    expandLevel(a, height, width, columns, level);
    level.bit1 = level.bit0;
    level.bit0 /= 2;
    level.round1 = level.round0;
    level.round0 = Math.floor(level.round0 / 2);
    level.negative1 = level.negative0;
    level.negative0 = level.round0 - 1;
  }
}

/** Rounds to a multiple of `bit`. */
function cut(value: number, positive: number, negative: number, bit: number): number {
  return Math.floor((value + (value >= 0 ? positive : negative)) / bit) * bit;
}

/** 1 where the two's complement of a whole number has this bit. */
function hasBit(value: number, bit: number): number {
  const quotient = Math.floor(value / bit);
  return quotient - 2 * Math.floor(quotient / 2);
}

/** The first half of a line goes to its even places, the second to its odd ones. */
function interleave(a: Float64Array, at: number, step: number, length: number, spare: Float64Array): void {
  const half = (length + 1) >> 1;
  for (let i = half; i < length; i++) spare[i - half] = a[at + i * step];
  for (let i = half - 1; i > 0; i--) a[at + 2 * i * step] = a[at + i * step];
  for (let i = half; i < length; i++) a[at + (2 * (i - half) + 1) * step] = spare[i - half];
}

/** Four coefficients of a square become four sums of a grid twice as fine. */
function expandLevel(a: Float64Array, height: number, width: number, columns: number, level: Level): void {
  const { bit0, bit1, round0, round1, negative0, negative1, divisor } = level;
  const [evenHeight, evenWidth] = [height - (height % 2), width - (width % 2)];
  for (let i = 0; i < evenHeight; i += 2) {
    const row = i * columns;
    for (let j = 0; j < evenWidth; j += 2) {
      const s00 = row + j;
      const s10 = s00 + columns;
      let sum = a[s00];
      let x = cut(a[s10], round1, negative1, bit1);
      let y = cut(a[s00 + 1], round1, negative1, bit1);
      const c = cut(a[s10 + 1], round0, negative0, bit0);
      const low0 = hasBit(c, bit0) * bit0;
      x -= x >= 0 ? low0 : -low0;
      y -= y >= 0 ? low0 : -low0;
      const low1 = ((hasBit(c, bit1) + hasBit(x, bit1) + hasBit(y, bit1)) % 2) * bit1;
      if (sum >= 0 || low0 !== 0) sum += low0 - low1;
      else sum += low1;
      a[s10 + 1] = Math.floor((sum + x + y + c) / divisor);
      a[s10] = Math.floor((sum + x - y - c) / divisor);
      a[s00 + 1] = Math.floor((sum - x + y - c) / divisor);
      a[s00] = Math.floor((sum - x - y + c) / divisor);
    }
    if (evenWidth < width) expandPair(a, row + evenWidth, row + evenWidth + columns, level);
  }
  if (evenHeight < height) {
    const row = evenHeight * columns;
    for (let j = 0; j < evenWidth; j += 2) expandPair(a, row + j, row + j + 1, level);
    if (evenWidth < width) a[row + evenWidth] = Math.floor(a[row + evenWidth] / divisor);
  }
}

/** At an odd edge: two coefficients become two sums. */
function expandPair(
  a: Float64Array,
  first: number,
  second: number,
  { bit1, round1, negative1, divisor }: Level,
): void {
  const difference = cut(a[second], round1, negative1, bit1);
  const low1 = hasBit(difference, bit1) * bit1;
  const sum = a[first] + (a[first] >= 0 ? -low1 : low1);
  a[second] = Math.floor((sum + difference) / divisor);
  a[first] = Math.floor((sum - difference) / divisor);
}
