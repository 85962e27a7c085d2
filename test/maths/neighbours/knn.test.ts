import { describe, expect, it } from 'vitest';
import { distance } from '../../../src/maths/neighbours/distance.ts';
import { knnGraph, knnGraphSteps } from '../../../src/maths/neighbours/knn.ts';
import { type Metric, metricNames } from '../../../src/maths/neighbours/metrics.ts';
import { Nearest } from '../../../src/maths/neighbours/nearest.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const metrics = metricNames;

/** The definition, written apart from the code under test, in double precision. */
function plainDistance(metric: Metric, a: number[], b: number[]): number {
  if (metric === 'euclidean') return Math.sqrt(a.reduce((sum, x, j) => sum + (x - b[j]) ** 2, 0));
  if (metric === 'manhattan') return a.reduce((sum, x, j) => sum + Math.abs(x - b[j]), 0);
  const dot = a.reduce((sum, x, j) => sum + x * b[j], 0);
  const norms = Math.sqrt(a.reduce((sum, x) => sum + x * x, 0) * b.reduce((sum, x) => sum + x * x, 0));
  return 1 - dot / norms;
}

function bruteForce(values: Float32Array, columns: number, length: number, k: number, metric: Metric) {
  const n = values.length / columns;
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from(values.subarray(i * columns, i * columns + length)),
  );
  return rows.map((row, i) =>
    rows
      .map((other, j) => ({ j, d: plainDistance(metric, row, other) }))
      .filter(({ j }) => j !== i)
      .sort((a, b) => a.d - b.d || a.j - b.j)
      .slice(0, k),
  );
}

function cloud(n: number, columns: number, seed: number, offset = 0): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: n * columns }, (_, i) => offset + random.normal() / (1 + (i % columns)));
}

describe.each(metrics)('the exact neighbour graph, %s', metric => {
  // n on both sides of the tile and block sizes; far from the origin, where |a|² − 2ab + |b|² is at its worst
  it.each([
    { n: 2, columns: 3, length: 3, k: 1, offset: 0 },
    { n: 33, columns: 5, length: 5, k: 32, offset: 0 },
    { n: 131, columns: 7, length: 4, k: 10, offset: 0 },
    { n: 200, columns: 64, length: 64, k: 15, offset: 1000 },
  ])('equals brute force: n = $n, $length of $columns columns, k = $k, offset $offset', setting => {
    const { n, columns, length, k, offset } = setting;
    const values = cloud(n, columns, n, metric === 'cosine' ? 0 : offset);
    const graph = knnGraph(values, columns, length, k, metric);
    bruteForce(values, columns, length, k, metric).forEach((expected, i) => {
      expect(Array.from(graph.indices.subarray(i * k, (i + 1) * k))).toEqual(expected.map(({ j }) => j));
      expected.forEach(({ d }, r) => {
        expect(graph.distances[i * k + r]).toBeCloseTo(d, 12);
      });
    });
  });

  it('breaks ties by index', () => {
    const values = Float32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 5, -2); // four equal points, one apart
    const graph = knnGraph(values, 2, 2, 2, metric);
    expect(Array.from(graph.indices.subarray(0, 8))).toEqual([1, 2, 0, 2, 0, 1, 0, 1]);
  });
});

describe('the neighbour graph as steps', () => {
  it('reports rising shares up to 1 and can be left at any step', () => {
    const steps = knnGraphSteps(cloud(1500, 64, 2), 64, 64, 5, 'euclidean');
    const shares: number[] = [];
    for (let step = steps.next(); !step.done; step = steps.next()) shares.push(step.value);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares.every((share, i) => share > 0 && share <= 1 && (i === 0 || share >= shares[i - 1]))).toBe(
      true,
    );
  });

  it('refuses impossible sizes', () => {
    const values = new Float32Array(12);
    expect(() => knnGraph(values, 5, 5, 1, 'euclidean')).toThrow('need rows of 5 numbers; got 12 numbers');
    expect(() => knnGraph(values, 3, 4, 1, 'euclidean')).toThrow('got length = 4, columns = 3');
    expect(() => knnGraph(values, 3, 3, 4, 'euclidean')).toThrow('need 1 ≤ k < n; got k = 4, n = 4');
  });
});

describe('cosine distance of zero vectors', () => {
  it('is 1 to anything else, 0 to another, in pairs and in the graph', () => {
    const values = Float32Array.of(0, 0, 3, 4, 0, 0, -3, -4.5);
    expect(distance('cosine', values, 0, values, 4, 2)).toBe(0);
    expect(distance('cosine', values, 0, values, 2, 2)).toBe(1);
    const graph = knnGraph(values, 2, 2, 3, 'cosine');
    expect(Array.from(graph.indices.subarray(0, 3))).toEqual([2, 1, 3]);
    expect(Array.from(graph.distances.subarray(0, 3))).toEqual([0, 1, 1]);
    expect(Array.from(graph.indices.subarray(3, 6))).toEqual([0, 2, 3]); // the opposite one is at almost 2
  });
});

describe('the k nearest of a stream', () => {
  it('are those of a full sort, whatever the order they come in', () => {
    const random = createRandom(4);
    const all = Array.from({ length: 300 }, (_, index) => ({ index, distance: random.integer(40) }));
    const sorted = [...all].sort((a, b) => a.distance - b.distance || a.index - b.index).slice(0, 25);
    const nearest = new Nearest(25);
    for (const item of random.shuffle(all)) nearest.offer(item.index, item.distance);
    nearest.offer(999, Number.NaN);
    const { indices, distances } = nearest.take();
    expect(Array.from(indices)).toEqual(sorted.map(item => item.index));
    expect(Array.from(distances)).toEqual(sorted.map(item => item.distance));
  });

  it('are fewer where there are fewer, and none for k = 0', () => {
    const few = new Nearest(3);
    few.offer(7, 2);
    few.offer(1, Number.NaN);
    expect(Array.from(few.take().indices)).toEqual([7]);
    const none = new Nearest(0);
    none.offer(1, 1);
    expect(none.take().indices.length).toBe(0);
  });
});
