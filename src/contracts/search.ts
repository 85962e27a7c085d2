import type { Metric } from '../maths/neighbours/metrics.ts';
import type { JobPort } from './job.ts';
import type { Matrix } from './matrix.ts';

/** What a search compares by. */
export interface SearchOptions {
  metric: Metric;
  /** How many leading components are compared, 1 … the matrix's columns. */
  components: number;
  /** Neighbours wanted; fewer come back where there are fewer galaxies. */
  k: number;
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
}

/** workers/search.worker.ts: exact nearest neighbours. */
export interface SearchWorker {
  /** The components to search in; rows is the catalogue row of each matrix row, ascending. */
  setComponents(matrix: Matrix, rows: Uint32Array): Promise<void>;
  /** The galaxies nearest to one of the catalogue. */
  nearestToRow(row: number, options: SearchOptions, job?: JobPort): Promise<Neighbours>;
  /** The galaxies nearest to a vector from outside, (components). */
  nearestToVector(vector: Float32Array, options: SearchOptions, job?: JobPort): Promise<Neighbours>;
  /** (n) distance of every matrix row to a catalogue row, for the column `similarity`. */
  distancesToRow(row: number, options: SearchOptions, job?: JobPort): Promise<Float32Array>;
}
