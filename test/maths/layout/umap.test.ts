import { UMAP } from 'umap-js';
import { describe, expect, it } from 'vitest';
import { fuzzyGraph } from '../../../src/maths/layout/fuzzyGraph.ts';
import { umapCurve } from '../../../src/maths/layout/umapCurve.ts';
import { umapSteps } from '../../../src/maths/layout/umapOptimiser.ts';
import { type KnnGraph, knnGraph } from '../../../src/maths/neighbours/knn.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import curves from '../oracles/umapCurve.json' with { type: 'json' };
import { waves } from '../oracles/waves.ts';

/** What umap-js keeps to itself and these tests compare with. */
interface Insides {
  graph: { getAll(): { row: number; col: number; value: number }[] };
  optimizationState: { a: number; b: number; headEmbedding: number[][]; tailEmbedding: number[][] };
}

const rows = 180;
const columns = 6;

function cloud(): Float32Array {
  const values = waves(rows, columns);
  for (const twin of [0, 2]) values.copyWithin(twin * columns, columns, 2 * columns); // rows 0, 1 and 2 coincide
  return values;
}

/** umap-js given our neighbours, itself first as it wants them. */
function peer(values: Float32Array, knn: KnnGraph, random: () => number, nEpochs: number): UMAP {
  const umap = new UMAP({ nNeighbors: knn.k + 1, minDist: 0.1, random, nEpochs });
  const points = Array.from({ length: rows }, (_, i) => i);
  umap.setPrecomputedKNN(
    points.map(i => [i, ...knn.indices.subarray(i * knn.k, (i + 1) * knn.k)]),
    points.map(i => [0, ...knn.distances.subarray(i * knn.k, (i + 1) * knn.k)]),
  );
  umap.initializeFit(points.map(i => Array.from(values.subarray(i * columns, (i + 1) * columns))));
  return umap;
}

describe('the fuzzy graph', () => {
  it('equals umap-js edge by edge, duplicates included', () => {
    const values = cloud();
    const knn = knnGraph(values, columns, columns, 14, 'euclidean');
    const umap = peer(values, knn, createRandom(1).uniform, 50) as unknown as Insides;
    const theirs = umap.graph.getAll().filter(edge => edge.value > 0);
    const ours = fuzzyGraph(knn);
    expect(Array.from(ours.rows)).toEqual(theirs.map(edge => edge.row));
    expect(Array.from(ours.columns)).toEqual(theirs.map(edge => edge.col));
    theirs.forEach((edge, e) => {
      expect(ours.weights[e]).toBeCloseTo(edge.value, 12);
    });
  });

  it('is symmetric, with weights of 0 to 1', () => {
    const graph = fuzzyGraph(knnGraph(cloud(), columns, columns, 5, 'manhattan'));
    const weights = new Map(Array.from(graph.weights, (w, e) => [`${graph.rows[e]} ${graph.columns[e]}`, w]));
    expect(weights.size).toBe(graph.weights.length);
    graph.weights.forEach((w, e) => {
      expect(w >= 0 && w <= 1).toBe(true);
      expect(weights.get(`${graph.columns[e]} ${graph.rows[e]}`)).toBe(w);
    });
  });
});

describe('the membership curve', () => {
  it.each(curves)(
    'agrees with umap-learn for a minimum distance of $minimumDistance',
    ({ minimumDistance, a, b }) => {
      const curve = umapCurve(minimumDistance);
      expect(Math.abs(curve.a / a - 1)).toBeLessThan(1e-5);
      expect(Math.abs(curve.b / b - 1)).toBeLessThan(1e-5);
    },
  );

  it('needs a distance', () => {
    expect(() => umapCurve(-1)).toThrow('need a minimum distance of 0 … 3; got -1');
  });
});

describe('the optimiser', () => {
  it('moves every point as umap-js does from the same start with the same random numbers', () => {
    const values = cloud();
    const knn = knnGraph(values, columns, columns, 14, 'euclidean');
    const random = createRandom(7);
    const epochs = 30;
    const umap = peer(values, knn, random.uniform, epochs);
    const state = (umap as unknown as Insides).optimizationState;
    const positions = Float64Array.from(state.headEmbedding.flat());
    const ourRandom = createRandom(7);
    for (let i = 0; i < rows * 2; i++) ourRandom.uniform(); // umap-js drew its start from the same stream
    const curve = { a: state.a, b: state.b };
    for (const done of umapSteps(fuzzyGraph(knn), positions, { curve, epochs, random: ourRandom })) {
      umap.step();
      if (done > 5) break; // the descent is chaotic: rounding grows a hundredfold a pass, 4e-10 by the fifth
      const theirs = umap.getEmbedding().flat();
      expect(Math.max(...theirs.map((value, i) => Math.abs(value - positions[i])))).toBeLessThan(1e-6);
    }
  });

  it('repeats itself exactly for a seed', () => {
    const graph = fuzzyGraph(knnGraph(cloud(), columns, columns, 5, 'euclidean'));
    const run = (seed: number) => {
      const random = createRandom(seed);
      const positions = Float64Array.from({ length: 2 * rows }, () => random.normal());
      for (const _ of umapSteps(graph, positions, { curve: umapCurve(0.1), epochs: 40, random }));
      return positions;
    };
    expect(run(3)).toEqual(run(3));
    expect(run(4)).not.toEqual(run(3));
    expect(run(3).every(Number.isFinite)).toBe(true);
  });
});
