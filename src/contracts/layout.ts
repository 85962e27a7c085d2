import type { MapStart } from '../maths/layout/mapStart.ts';
import type { SixteenBitRows } from '../maths/neighbours/sixteenBitRows.ts';
import type { JobPort } from './job.ts';
import type { Basis, Matrix } from './matrix.ts';

/** The components of all galaxies added so far, and how much of the variance they keep. */
export interface Components {
  /** (rows, k), in the order of `rows` */
  matrix: SixteenBitRows;
  /** (rows) which catalogue rows these are, ascending */
  rows: Uint32Array;
  /** (k) share of the representation's variance each component holds, 0–1 */
  explainedVarianceRatio: Float64Array;
  /** What they were made with: {@link LayoutWorker.setBasis} takes it, so that others can be projected after the worker is gone. */
  basis: Basis;
}

/** Options of a UMAP layout. */
export interface LayoutOptions {
  /** Neighbours in the UMAP graph; default 15 (McInnes et al. 2018). */
  neighbours?: number;
  /** Least distance between points in the map; default 0.1. */
  minimumDistance?: number;
  /** Default: umap-js's own rule by size (200 … 500). */
  epochs?: number;
  seed: number;
  /** Where galaxies begin that `start` gives no place; default their components. */
  startsAt?: MapStart;
  /** (rows, 2) row-major positions to start from, so that a growing map keeps its shape; NaN where there is none. */
  start?: Float32Array;
}

/** A settled map. */
export interface MapLayout {
  /** (rows, 2) row-major */
  positions: Float32Array;
  /** Share of the nearest neighbours that the search behind the map found, 0–1; 1 where it was exact. */
  neighbourRecall: number;
}

/** workers/layout.worker.ts: representations in, components and map positions out. */
export interface LayoutWorker {
  /** Starts anew: representations of `dimension` numbers will follow, to be reduced to `components` components. */
  begin(dimension: number, components: number): Promise<void>;
  /** Adds representations, (rows.length, dimension) row-major, and updates the incremental PCA (Ross et al. 2008). */
  add(rows: Uint32Array, vectors: Float32Array): Promise<void>;
  /** Components of everything added so far under the present basis. */
  components(job?: JobPort): Promise<Components>;
  /** Components of vectors from outside under the present basis: (m, dimension) → (m, k). */
  project(vectors: Float32Array): Promise<Matrix>;
  /** Gives the basis of a catalogue that came with components of its own, so that `project` works for it. */
  setBasis(mean: Float32Array, axes: Matrix): Promise<void>;
  /**
   * UMAP of (n, k) components: neighbour graph, then the optimiser, step by step. `onPositions` gets (n, 2) positions a few
   * times a second while they settle; NaN where a galaxy has no place yet.
   */
  layout(
    matrix: Matrix | SixteenBitRows,
    options: LayoutOptions,
    onPositions: (positions: Float32Array) => void,
    job?: JobPort,
  ): Promise<MapLayout>;
  /** Says that the neighbours found so far are enough: maps that still look for more begin to settle. */
  enough(): Promise<void>;
  /** Positions for galaxies not in the layout: the inverse-distance mean of their 5 nearest placed ones. (m, 2) */
  place(placed: Matrix, positions: Float32Array, added: Matrix, job?: JobPort): Promise<Float32Array>;
}
