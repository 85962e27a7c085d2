import type { LayoutOptions, MapLayout } from '../../src/contracts/layout.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { mapDescent } from '../../src/kernels/layout/mapDescent.ts';
import { type FuzzyGraph, fuzzyGraphSteps } from '../../src/maths/layout/fuzzyGraph.ts';
import { startFromMap, startOf } from '../../src/maths/layout/mapStart.ts';
import { umapCurve } from '../../src/maths/layout/umapCurve.ts';
import { type UmapOptions, umapSteps } from '../../src/maths/layout/umapOptimiser.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { findNeighbours, type MapJob } from './neighbourGraph.ts';

/** Gets positions, (n, 2) row-major, while they settle; a new set is only sent once the last was taken. */
export type PositionSink = (positions: Float32Array) => unknown;

/**
 * First step length of a map that goes on from an earlier one; 1 would throw it about before it settles again. On 4,002
 * galaxies grown from 1,000 these moved by 0.39 of the map's spread at 0.25 (0.73 at 1), and the map was no worse for it.
 */
const continuedRate = 0.25;
const showEveryMs = 250; // a few times a second: settling is seen, the map is not kept busy

/**
 * Passes over the graph by number of points: umap-js's rule, but 250 in place of its 200. A map that starts from components
 * is truer for them: on 10,001 real galaxies every one of three seeds was (.969 against .968, where umap-js has .973).
 */
function defaultEpochs(n: number): number {
  return n <= 2500 ? 500 : n <= 5000 ? 400 : n <= 7500 ? 300 : 250;
}

/**
 * One UMAP layout: neighbour graph, fuzzy graph, stochastic gradient descent.
 *
 * Our own kernels on typed arrays, not the package umap-js, do the work: its graph keeps every edge under a text key and
 * its optimiser runs on arrays of arrays, neither in steps that hear a cancel. umap-js is the oracle of our tests.
 *
 * @param matrix (n, k) components
 */
export async function settleMap(
  matrix: Matrix,
  options: LayoutOptions,
  show: PositionSink,
  job: MapJob,
  clock: Clock,
): Promise<MapLayout> {
  const { rows: n, columns, values } = matrix;
  if (values.length !== n * columns) {
    throw new RangeError(`need ${n} × ${columns} components; got ${values.length} numbers`);
  }
  const neighbours = options.neighbours ?? 15; // McInnes et al. 2018; the point itself counts as one
  if (!(neighbours >= 2)) throw new RangeError(`need at least 2 neighbours; got ${neighbours}`);
  const random = createRandom(options.seed);
  const fallback = startOf(options.startsAt ?? 'components', values, columns, random);
  if (n < 3) {
    const given = options.start?.every(Number.isFinite) ? options.start : fallback;
    return { positions: Float32Array.from(given), neighbourRecall: 1 };
  }
  const k = Math.min(neighbours - 1, n - 1);
  const { graph: knn, recall } = await findNeighbours(matrix, k, job, clock);
  const positions = options.start ? startFromMap(options.start, knn, fallback, random) : fallback;
  const emit = createEmitter(show, clock);
  emit(positions);
  await job.breathe();
  const epochs = options.epochs ?? defaultEpochs(n);
  const graph = await runSteps(fuzzyGraphSteps(knn), job, clock);
  const settling = descent(graph, positions, {
    curve: umapCurve(options.minimumDistance ?? 0.1), // umap-learn's default
    epochs,
    rate: options.start ? continuedRate : 1,
    random,
  });
  await runSteps(settling.steps, job, clock, done => {
    job.report({ phase: 'Settling the map', done: Math.floor(done), total: epochs, unit: 'epochs' });
    emit(settling.positions);
  });
  return { positions: Float32Array.from(settling.positions), neighbourRecall: recall };
}

/** The descent in WebAssembly; in doubles, five times as slow, where its memory cannot be had. */
function descent(
  graph: FuzzyGraph,
  start: Float64Array,
  options: UmapOptions,
): { positions: ArrayLike<number>; steps: Generator<number, void> } {
  try {
    return mapDescent(graph, start, options);
  } catch {
    return { positions: start, steps: umapSteps(graph, start, options) };
  }
}

/** Sends copies at most every `showEveryMs`, and none while the last is still on its way. */
function createEmitter(show: PositionSink, clock: Clock): (positions: ArrayLike<number>) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  let taken = true;
  let failure: unknown;
  return positions => {
    if (failure !== undefined) throw failure;
    if (!taken || clock() - lastMs < showEveryMs) return;
    lastMs = clock();
    taken = false;
    Promise.resolve(show(Float32Array.from(positions))).then(
      () => {
        taken = true;
      },
      error => {
        failure = error ?? new Error('The map could not take its positions.');
      },
    );
  };
}
