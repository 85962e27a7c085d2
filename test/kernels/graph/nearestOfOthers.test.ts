import { describe, expect, it } from 'vitest';
import { nearestByDefinition } from '../../../src/kernels/graph/exactNeighbours.ts';
import { nearestOfOthersSteps, type OthersNeighbours } from '../../../src/kernels/graph/nearestOfOthers.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const columns = 9;

function cloud(n: number, seed: number, wide = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: n * columns }, (_, i) => (wide * random.normal()) / (1 + (i % columns)));
}

function search(values: Float32Array, others: Float32Array, k: number, lists: number): OthersNeighbours {
  const parts = [];
  for (const step of nearestOfOthersSteps({ values, columns }, others, { k, lists })) {
    if (typeof step !== 'number') parts.push(step);
  }
  expect(parts).toHaveLength(1);
  return parts[0];
}

describe('the nearest points of others', () => {
  it.each([
    ['a cloud', cloud(900, 1), cloud(150, 2)],
    ['others far outside', cloud(900, 3), cloud(40, 4, 1000)],
    ['all points on one spot', new Float32Array(50 * columns).fill(2), cloud(9, 5)],
    ['one point', cloud(1, 6), cloud(3, 7)],
  ])('are those of the definition where all lists are searched: %s', (_, values, others) => {
    const k = Math.min(6, values.length / columns);
    const { indices, distances } = search(values, others, k, 1000);
    for (let i = 0; i < others.length / columns; i++) {
      const exact = nearestByDefinition({ values, columns }, i, k, others);
      exact.distances.forEach((distance, r) => {
        const found = distances[i * k + r];
        expect(found).toBeGreaterThanOrEqual(distance);
        expect(found).toBeLessThanOrEqual(1.01 * distance + 1e-9); // 16 bits leave the order of near ties open
      });
      expect(new Set(indices.subarray(i * k, (i + 1) * k)).size).toBe(k);
    }
  });

  it('are mostly found in a few lists', () => {
    const [values, others] = [cloud(2500, 8), cloud(200, 9)];
    const { indices } = search(values, others, 5, 8);
    let found = 0;
    for (let i = 0; i < 200; i++) {
      const known = new Set(nearestByDefinition({ values, columns }, i, 5, others).indices);
      for (let r = 0; r < 5; r++) if (known.has(indices[i * 5 + r])) found++;
    }
    expect(found / 1000).toBeGreaterThan(0.85);
    expect(found / 1000).toBeLessThan(1); // or the test would not tell lists from all
  });
});
