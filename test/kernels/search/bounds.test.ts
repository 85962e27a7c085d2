import { describe, expect, it } from 'vitest';
import { boundQuery } from '../../../src/kernels/search/queryBounds.ts';
import { boundRows } from '../../../src/kernels/search/rowBounds.ts';
import { type Metric, metricNames } from '../../../src/maths/neighbours/metrics.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(31);
const n = 500;
const unit = 0.25;

/** Length of a − b in the metric; for the cosine a and b are of unit length, and their chord counts. */
function gap(metric: Metric, a: number[], b: number[]): number {
  const steps = a.map((x, j) => Math.abs(x - b[j]));
  return metric === 'manhattan' ? steps.reduce((sum, x) => sum + x) : Math.hypot(...steps);
}

/** Room for the bounds of so many rows. */
const boundsOf = (count: number) => ({
  squares: new Float32Array(count),
  leadingSquares: new Float32Array(count),
  factors: new Float32Array(count),
  errors: new Float32Array(count),
});

const unitVector = (a: number[]) => a.map(x => x / Math.hypot(...a));

describe.each(metricNames)('the bounds of rows, %s,', metric => {
  it.each([1, 3, 20, 64])('hold for each of them, and are tight, of %i numbers', length => {
    const scales = Float32Array.from({ length: n }, () => 2 ** (random.integer(8) - 12));
    const coarse = Array.from({ length: n }, () => Array.from({ length }, () => random.integer(255) - 127));
    const fine = Array.from({ length: n }, () => Array.from({ length }, () => random.integer(256) - 128));
    const square = (row: number[]) => row.reduce((sum, x) => sum + x * x, 0);
    const out = boundsOf(n);
    const parts = {
      scales,
      coarseSquares: Int32Array.from(coarse, square),
      leadingSquares: Int32Array.from(coarse, row => square(row.slice(0, 16))),
      fineSquares: Int32Array.from(fine, square),
    };
    boundRows(parts, metric, unit, length, out);
    let loosest = 0;
    for (let i = 0; i < n; i++) {
      if (out.errors[i] === Number.POSITIVE_INFINITY) continue; // no direction is known: fine where all codes are near 0
      const codes = coarse[i].map((x, j) => 256 * x + fine[i][j]);
      const values = metric === 'cosine' ? unitVector(codes) : codes.map(x => unit * scales[i] * x);
      const kept = coarse[i].map(x => x * out.factors[i]);
      const error = gap(metric, values, kept);
      expect(out.errors[i]).toBeGreaterThanOrEqual(error - (metric === 'cosine' ? 1e-7 : 0)); // the factor is a float
      expect(out.squares[i]).toBeLessThanOrEqual(square(kept));
      expect(out.squares[i]).toBeGreaterThanOrEqual(square(kept) * (1 - 2e-6));
      const leading = square(kept.slice(0, 16));
      expect(out.leadingSquares[i]).toBeLessThanOrEqual(leading);
      expect(out.leadingSquares[i]).toBeGreaterThanOrEqual(leading * (1 - 2e-6));
      loosest = Math.max(loosest, error > 0 ? out.errors[i] / error : 1);
    }
    if (metric === 'euclidean') expect(loosest).toBeLessThan(1 + 1e-5);
  });

  it.each([1, 3, 64, 4096])('reach as far as a query’s rounding, of %i numbers', length => {
    for (const size of [1e-30, 1, 1e9]) {
      const vector = Float32Array.from({ length }, () => size * random.normal());
      const query = boundQuery({ vector, metric, length }, unit)!;
      const exact = Array.from(vector, x => x * unit);
      const values = metric === 'cosine' ? unitVector(exact) : exact;
      const { codes, twiceFactor, square } = query.coded;
      const coded = Array.from(codes, code => (code * twiceFactor) / 2);
      const kept = metric === 'manhattan' ? Array.from(query.floats) : coded;
      const error = gap(metric, values, kept);
      const distance = metric === 'cosine' ? 0.3 : 0.3 * size;
      const least = metric === 'cosine' ? Math.sqrt(2 * distance) : unit * distance;
      expect(query.reachOf(distance)).toBeGreaterThanOrEqual(least + error);
      expect(query.reachOf(distance)).toBeLessThan((least + error) * (1 + 1e-3));
      expect(query.reachOf(0)).toBeGreaterThanOrEqual(error * (1 - 1e-12));
      const squareOf = (numbers: number[]) => numbers.reduce((sum, x) => sum + x * x, 0);
      expect(square).toBeLessThanOrEqual(squareOf(coded));
      const leading = squareOf(coded.slice(0, 16));
      expect(query.leadingSquare).toBeLessThanOrEqual(leading);
      expect(query.leadingSquare).toBeGreaterThanOrEqual(leading * (1 - 2e-6) - 1e-30);
      const largest = codes.reduce((most, code) => Math.max(most, Math.abs(code)), 0);
      expect(largest * 127 * length).toBeLessThan(2 ** 31); // scalar products with a row
    }
    expect(boundQuery({ vector: new Float32Array(length), metric, length }, unit) === null).toBe(
      metric === 'cosine',
    );
    expect(
      boundQuery({ vector: new Float32Array(length).fill(Number.NaN), metric, length }, unit),
    ).toBeNull();
    expect(boundQuery({ vector: new Float32Array(length).fill(1e20), metric, length }, unit)).toBeNull();
  });
});

describe('the bounds of a row without representation', () => {
  it('rule it out at any finite reach', () => {
    for (const metric of metricNames) {
      const out = boundsOf(1);
      const none = {
        scales: Float32Array.of(Number.NaN),
        coarseSquares: new Int32Array(1),
        leadingSquares: new Int32Array(1),
        fineSquares: new Int32Array(1),
      };
      boundRows(none, metric, 1, 8, out);
      expect(metric === 'manhattan' ? -out.errors[0] : out.squares[0]).toBe(Number.POSITIVE_INFINITY);
      expect(out.factors[0]).toBe(0);
    }
  });
});
