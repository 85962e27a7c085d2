import { describe, expect, it } from 'vitest';
import { startOf } from '../../../src/maths/layout/mapStart.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const n = 400;
const source = createRandom(5);
const values = Float32Array.from({ length: 3 * n }, (_, i) => source.normal() * [4, 2, 1][i % 3]);
const starts = (kind: 'components' | 'dot' | 'random', seed = 1) =>
  startOf(kind, values, 3, createRandom(seed));
const rms = (places: Float64Array) => Math.sqrt(places.reduce((sum, x) => sum + x * x, 0) / places.length);

/** Pearson's correlation of a map's axis with a component. */
function correlation(places: Float64Array, axis: number): number {
  const [a, b] = [0, 1].map(which =>
    Array.from({ length: n }, (_, i) => (which === 0 ? places[2 * i + axis] : values[3 * i + axis])),
  );
  const mean = (all: number[]) => all.reduce((sum, x) => sum + x, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0);
  return (
    sum(i => (a[i] - ma) * (b[i] - mb)) / Math.sqrt(sum(i => (a[i] - ma) ** 2) * sum(i => (b[i] - mb) ** 2))
  );
}

describe('startOf', () => {
  it('follows the first two components, spread or in a dot', () => {
    for (const kind of ['components', 'dot'] as const) {
      for (const axis of [0, 1]) expect(correlation(starts(kind), axis)).toBeGreaterThan(0.999);
    }
    expect(rms(starts('components'))).toBeCloseTo(3, 2);
    expect(rms(starts('dot'))).toBeCloseTo(1e-4, 6);
  });

  it('knows nothing of the components where it is random, and fills a square', () => {
    for (const axis of [0, 1]) expect(Math.abs(correlation(starts('random'), axis))).toBeLessThan(0.2);
    expect(rms(starts('random'))).toBeCloseTo(10 / Math.sqrt(3), 0); // of the uniform distribution on ± 10
    expect(Math.max(...starts('random').map(Math.abs))).toBeLessThanOrEqual(10);
  });

  it('depends on the seed alone', () => {
    expect(starts('random', 3)).toEqual(starts('random', 3));
    expect(starts('random', 3)).not.toEqual(starts('random', 4));
  });
});
