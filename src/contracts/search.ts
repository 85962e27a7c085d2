import type { Metric } from '../maths/neighbours/metrics.ts';
import type { JobPort } from './job.ts';

/** What a search compares by. */
export interface SearchOptions {
  metric: Metric;
  /** How many leading components are compared, 1 … all. */
  components: number;
  /** Neighbours wanted; fewer come back where there are fewer galaxies. */
  k: number;
  /** (catalogue rows) 0 where a galaxy is no answer; default: all may be. */
  mask?: Uint8Array;
}

/** The result of a search. */
export interface Neighbours {
  /** (≤ k) catalogue rows by rising distance; ties by row. The query itself is left out when it is a row. */
  rows: Uint32Array;
  /** (≤ k) in the metric's unit, rising */
  distances: Float64Array;
  /**
   * Where the nearest distance stands among 2,000 seeded random pairs of the catalogue: 0.01 means nearer than 99 % of
   * them. Above 0.25 the interface says that even the nearest is far.
   */
  nearestQuantile: number;
  /** Median distance of those pairs: what is typical here. NaN where there are fewer than two galaxies. */
  typicalDistance: number;
}

/**
 * workers/search.worker.ts: exact nearest neighbours among components kept in 16 bits, off by at most 1.6e-5 of a
 * galaxy's largest. A galaxy with a component that is not finite is never an answer.
 */
export interface SearchWorker {
  /** Starts anew: the components of these catalogue rows, ascending, will follow. */
  begin(rows: Uint32Array, columns: number): Promise<void>;
  /**
   * Components of the next galaxies, (m, columns) row-major; after the last of them it can be searched. Gives the array
   * back once they are taken, for the next ones: else a heap of used ones would wait to be collected.
   */
  add(values: Float32Array): Promise<Float32Array>;
  /**
   * Searches from now on in components that lie in a memory shared with this thread (`createSharedRows` of kernels/search), all
   * written and not to change any more: no copy is made.
   *
   * @param rows (n) catalogue row of each galaxy, ascending
   */
  adopt(rows: Uint32Array, columns: number, memory: WebAssembly.Memory): Promise<void>;
  /** The galaxies nearest to one of the catalogue. */
  nearestToRow(row: number, options: SearchOptions, job?: JobPort): Promise<Neighbours>;
  /** The galaxies nearest to a vector from outside, (components). */
  nearestToVector(vector: Float32Array, options: SearchOptions, job?: JobPort): Promise<Neighbours>;
  /** (n) distance of every galaxy to one of the catalogue in single precision, for the column `similarity`. */
  distancesToRow(row: number, options: SearchOptions, job?: JobPort): Promise<Float32Array>;
}
