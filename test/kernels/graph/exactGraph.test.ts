import { describe, expect, it } from 'vitest';
import { exactGraphSteps } from '../../../src/kernels/graph/exactGraph.ts';
import { nearestByDefinition } from '../../../src/kernels/graph/exactNeighbours.ts';
import type { KnnGraph } from '../../../src/maths/neighbours/knn.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function exactGraph(values: Float32Array, columns: number, k: number): KnnGraph {
  const steps = exactGraphSteps({ values, columns }, k);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const cloud = (n: number, columns: number, seed: number, value: (normal: number, i: number) => number) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: n * columns }, (_, i) => value(random.normal(), i));
};

describe('the exact graph in 16-bit numbers', () => {
  it.each([
    ['a cloud', 500, 13, 7, cloud(500, 13, 1, x => x)],
    ['columns of falling width', 700, 40, 14, cloud(700, 40, 2, (x, i) => x / (1 + (i % 40)))],
    ['far from the origin', 300, 5, 14, cloud(300, 5, 3, x => 1e5 + x)],
    [
      'one far outlier that leaves the others few bits',
      400,
      6,
      10,
      cloud(400, 6, 4, (x, i) => (i < 6 ? 1e6 : x)),
    ],
    ['many on one spot', 300, 4, 12, cloud(300, 4, 5, (x, i) => (i < 800 ? 1 : Math.round(x)))],
    ['all on one spot', 60, 3, 5, cloud(60, 3, 6, () => 2)],
    ['as many neighbours as there are others', 12, 8, 11, cloud(12, 8, 7, x => x)],
    ['two points', 2, 1, 1, cloud(2, 1, 8, x => x)],
    ['one column', 200, 1, 3, cloud(200, 1, 9, x => x)],
  ])('is the one of the definition: %s', (_, __, columns, k, values) => {
    const ours = exactGraph(values, columns, k);
    for (let row = 0; row < values.length / columns; row++) {
      const { indices, distances } = nearestByDefinition({ values, columns }, row, k);
      expect(ours.indices.slice(row * k, (row + 1) * k)).toEqual(indices);
      expect(ours.distances.slice(row * k, (row + 1) * k)).toEqual(distances);
    }
  });
});
