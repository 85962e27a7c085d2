import type { LayoutOptions } from '../../src/contracts/layout.ts';
import type { OthersNeighbours } from '../../src/kernels/graph/nearestOfOthers.ts';
import { mapDescent } from '../../src/kernels/layout/mapDescent.ts';
import { strengthsSteps } from '../../src/maths/layout/fuzzyGraph.ts';
import { umapCurve } from '../../src/maths/layout/umapCurve.ts';
import type { Random } from '../../src/maths/statistics/random.ts';

const refiningEpochs = 30; // umap-learn's for more than 10,000 new points
const refiningRate = 0.25; // of the step length of a map from nothing, as umap-learn's transform takes

/**
 * Places of galaxies among settled ones: the mean of their neighbours by strength of membership, then some epochs of the
 * descent in which only the new ones move.
 *
 * @param settled (n, 2) row-major
 * @param neighbours among the settled, of the new ones
 * @yields every few milliseconds
 * @returns (m, 2) row-major
 */
export function* placePartSteps(
  settled: Float32Array,
  neighbours: OthersNeighbours,
  options: Pick<LayoutOptions, 'minimumDistance'>,
  random: Random,
): Generator<void, Float32Array> {
  const { k, indices } = neighbours;
  const n = settled.length / 2;
  const m = indices.length / k;
  const weights = yield* strengthsSteps(neighbours);
  const start = new Float64Array(2 * (n + m));
  start.set(settled);
  for (let i = 0; i < m; i++) start.set(meanByStrength(settled, neighbours, weights, i), 2 * (n + i));
  const graph = { n: n + m, rows: indices, columns: indices.map((_, e) => n + Math.floor(e / k)), weights };
  const { positions, steps } = mapDescent(graph, start, {
    curve: umapCurve(options.minimumDistance ?? 0.1),
    epochs: refiningEpochs,
    rate: refiningRate,
    random,
    movesTails: false,
  });
  for (const _ of steps) yield;
  return positions.slice(2 * n);
}

function meanByStrength(
  settled: Float32Array,
  { k, indices }: OthersNeighbours,
  weights: Float64Array,
  i: number,
): [number, number] {
  let [x, y, total] = [0, 0, 0];
  for (let e = i * k; e < (i + 1) * k; e++) {
    x += weights[e] * settled[2 * indices[e]];
    y += weights[e] * settled[2 * indices[e] + 1];
    total += weights[e];
  }
  return [x / total, y / total];
}
