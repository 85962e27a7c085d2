import type { UmapCurve } from '../../maths/layout/umapCurve.ts';

const keptBits = 6; // of the fraction: 64 steps from one power of two to the next, an error under 1e-4
/** Bits of a float below those that number the step. */
export const spareBits = 23 - keptBits;
const nearest = 1e-6; // squared distance below which the forces are held: a thousandth of the least distance of points
const farthest = 1e5; // beyond it: some thirty times the width of a map

/**
 * UMAP's attraction and repulsion by squared distance s (McInnes, Healy & Melville 2018, section 3.2), with the curve's a
 * and b:
 *
 *     pull(s) = −2ab s^(b−1) / (1 + a s^b)        push(s) = 2b / ((0.001 + s) (1 + a s^b))
 *
 * Both depend on s alone, so they are read from tables whose step is the float's own exponent and leading six bits: no
 * power, no logarithm. Between two steps they are interpolated linearly.
 */
export interface ForceTable {
  /** Bits of the float at the first step. */
  firstBits: number;
  /** Steps; each table has two entries more, so that the last can be interpolated too. */
  steps: number;
  pull: Float32Array;
  push: Float32Array;
}

/** Tables for a curve. */
export function forceTable({ a, b }: UmapCurve): ForceTable {
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  const bitsOf = (value: number) => {
    float[0] = value;
    return (bits[0] >> spareBits) << spareBits;
  };
  const firstBits = bitsOf(nearest);
  const steps = (bitsOf(farthest) - firstBits) >> spareBits;
  const squares = Array.from({ length: steps + 2 }, (_, step) => {
    bits[0] = firstBits + (step << spareBits);
    return float[0];
  });
  return {
    firstBits,
    steps,
    pull: Float32Array.from(squares, s => (-2 * a * b * s ** (b - 1)) / (1 + a * s ** b)),
    push: Float32Array.from(squares, s => (2 * b) / ((0.001 + s) * (1 + a * s ** b))), // 0.001 keeps it finite, as in umap-learn
  };
}

const { fround } = Math;
const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** A force read from its table (entries): `pull` or `push` of {@link ForceTable}, rounded as the kernel rounds. */
export function plainForce({ firstBits, steps }: ForceTable, table: Float32Array, square: number): number {
  float[0] = square;
  let off = Math.max(0, bits[0] - firstBits);
  let step = off >>> spareBits;
  if (step >= steps) {
    step = steps;
    off = 0;
  }
  const share = fround((off & (2 ** spareBits - 1)) * 2 ** -spareBits);
  return fround(table[step] + fround(fround(table[step + 1] - table[step]) * share));
}
