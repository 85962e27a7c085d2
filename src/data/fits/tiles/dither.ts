const tableLength = 10_000;
const zeroWhereDithered2 = -2147483646; // SUBTRACTIVE_DITHER_2 keeps exact zeros apart under this number

let table: Float64Array | undefined;

/**
 * The 10,000 random numbers from 0 to 1 that quantised images are dithered with, each rounded to single precision: Park and
 * Miller's generator from seed 1. Source: FITS standard 4.0, section 10.2 and appendix I.
 */
function ditherNumbers(): Float64Array {
  if (table) return table;
  table = new Float64Array(tableLength);
  let seed = 1;
  for (let i = 0; i < tableLength; i++) {
    seed = (16807 * seed) % 2147483647;
    table[i] = Math.fround(seed / 2147483647);
  }
  return table;
}

/** How a tile's floats were made whole numbers. */
export interface Quantisation {
  scale: number;
  zero: number;
  /** The whole number that stands for NaN, where there is one. */
  blank?: number;
  /** SUBTRACTIVE_DITHER_1 or _2; 0 where nothing was added. */
  dither: 0 | 1 | 2;
  /** Where the random numbers of the tile begin: its row in the table from 0, plus ZDITHER0, less 1. */
  seed: number;
}

/**
 * The (n) floats of a tile: (q − random + ½) · scale + zero in double precision, rounded once where `out` is of singles.
 *
 * @param stored (n)
 * @param out takes as many values as `stored` has, from `at` on
 */
export function unquantise(
  stored: Int32Array | Int16Array | Uint8Array,
  out: Float32Array | Float64Array,
  at: number,
  { scale, zero, blank, dither, seed }: Quantisation,
): void {
  const count = stored.length;
  if (dither === 0) {
    for (let i = 0; i < count; i++) out[at + i] = stored[i] * scale + zero;
  } else {
    const random = ditherNumbers();
    let row = ((seed % tableLength) + tableLength) % tableLength;
    let next = Math.floor(random[row] * 500);
    for (let i = 0; i < count; ) {
      const run = Math.min(count - i, tableLength - next);
      subtractNoise(stored.subarray(i, i + run), random.subarray(next, next + run), out, at + i, {
        scale,
        zero,
      });
      i += run;
      next += run;
      if (next === tableLength) {
        row = row + 1 === tableLength ? 0 : row + 1;
        next = Math.floor(random[row] * 500);
      }
    }
  }
  if (dither === 2) {
    for (let i = 0; i < count; i++) if (stored[i] === zeroWhereDithered2) out[at + i] = 0;
  }
  if (blank !== undefined) {
    for (let i = 0; i < count; i++) if (stored[i] === blank) out[at + i] = Number.NaN;
  }
}

/** (q − random + ½) · scale + zero, four at a time, which is a quarter faster. */
function subtractNoise(
  stored: Int32Array | Int16Array | Uint8Array,
  random: Float64Array,
  out: Float32Array | Float64Array,
  at: number,
  { scale, zero }: { scale: number; zero: number },
): void {
  const count = stored.length;
  const fours = count - (count % 4);
  for (let i = 0; i < fours; i += 4) {
    const to = at + i;
    out[to] = (stored[i] - random[i] + 0.5) * scale + zero;
    out[to + 1] = (stored[i + 1] - random[i + 1] + 0.5) * scale + zero;
    out[to + 2] = (stored[i + 2] - random[i + 2] + 0.5) * scale + zero;
    out[to + 3] = (stored[i + 3] - random[i + 3] + 0.5) * scale + zero;
  }
  for (let i = fours; i < count; i++) out[at + i] = (stored[i] - random[i] + 0.5) * scale + zero;
}
