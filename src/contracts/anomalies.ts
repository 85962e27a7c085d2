import type { Acquisition, AskingReason } from '../maths/interest/acquisition.ts';
import type { BatchRule } from '../maths/interest/batch.ts';
import type { Covariance } from '../maths/interest/covariance.ts';
import type { KernelName } from '../maths/interest/kernels.ts';
import type { SixteenBitRows } from '../maths/neighbours/sixteenBitRows.ts';
import type { JobPort } from './job.ts';
import type { Matrix } from './matrix.ts';

/** Why a galaxy is asked about, in the words of the room. */
export type Reason =
  /** Drawn evenly from all: the model knows too little yet. */
  | 'random start'
  /** What the acquisition function says of it. */
  | AskingReason;

/** One person's answers. */
export interface Ratings {
  /**
   * (m) catalogue rows, each once, in the order in which they were rated. Keep that order when ratings are stored,
   * exported and imported: which of them the hyperparameters are fitted to depends on it, and with it the ranking.
   */
  rows: Uint32Array;
  /** (m) interest, 0 (none) … 5 (much); halves are welcome */
  scores: Float32Array;
}

/** What a ranking by interest is computed from. */
export interface RankOptions {
  ratings: Ratings;
  /** How alike two galaxies' interest is, by how near they are. Default `defaultKernel`. */
  kernel?: KernelName;
  /** What makes a galaxy worth asking about. Default `defaultAcquisition`. */
  acquisition?: Acquisition;
  /** Parameter of the acquisition, ≥ 0; `acquisitionFunctions` has its meaning and default. Unused where it has none. */
  tradeOff?: number;
  /** Galaxies wanted for rating next. Default 10; fewer come back where fewer are left. */
  batchSize?: number;
  /** Default 'believer'. */
  batchRule?: BatchRule;
  /**
   * While there are fewer ratings than this the batch is drawn at random. Default 10; 0 for a search that starts from
   * chosen examples (without any rating the batch is random all the same).
   */
  randomStart?: number;
  /** Catalogue rows not to be asked about again, though they have no rating: skipped ones, or a queue in hand. */
  leaveOut?: Uint32Array;
  /** Of random starts, optimiser starts, Thompson sampling and ties. The same arguments give the same answer. */
  seed: number;
}

/** A galaxy to be rated next, and why it is asked about. */
export interface Asked {
  /** Catalogue row. */
  row: number;
  reason: Reason;
  /** Predicted interest; NaN before there are ratings. May lie outside 0–5. */
  mean: number;
  /** Standard deviation of the rating to be given, the person's own scatter included; NaN before there are ratings. */
  std: number;
}

/**
 * What the kernel was found to be. Amplitude and noise are variances in points² (of a scale of 0–5), the length scale a
 * distance in whitened components, where each has unit variance.
 */
export interface InterestHyperparameters extends Pick<Covariance, 'amplitude' | 'lengthScale' | 'noise'> {
  /** Mixture of scales: small means many; absent for kernels without one. */
  shape?: number;
  /** Ratings these were fitted to; 0 where there were too few, and they are stated, not fitted. */
  fittedTo: number;
}

/** Each of the last ratings, as the model of all the others would have predicted it (leave-one-out). */
export interface CrossCheck {
  /** (≤ 20) catalogue rows, the latest last */
  rows: Uint32Array;
  /** (≤ 20) what the person said */
  scores: Float32Array;
  /** (≤ 20) what was expected; Rasmussen & Williams 2006, eq. 5.12 */
  mean: Float32Array;
  /** (≤ 20) with what standard deviation */
  std: Float32Array;
}

/** A shortcut that was taken in this answer, so that the room can say so. */
export interface Shortcut {
  kind: /** Standard deviations were computed for `count` galaxies: no other could have been in the batch. Exact. */
    | 'deviationsWhereTheyMatter'
    /** … and not for some that could: computing them would have taken too long. `count` were computed. */
    | 'deviationsForSome'
    /** Hyperparameters come from the first `count` of the ratings. The model itself uses all of them. */
    | 'hyperparametersFromSome'
    /** The batch was chosen among the `count` galaxies with the largest acquisition. */
    | 'batchAmongBest'
    /** Neighbours were looked for among `count` galaxies drawn evenly. */
    | 'neighboursAmongSome';
  /** Galaxies or ratings. */
  count: number;
  /** Out of how many. */
  total: number;
}

/** The catalogue ranked by one person's interest, and what to ask next. */
export interface Ranking {
  /** The version given with the components; an answer for another version is to be dropped. */
  version: number;
  /** (n) predicted interest of each row that was set, in that order; all NaN before there are ratings */
  mean: Float32Array;
  /** (n) standard deviation of a rating, as in `Asked`; NaN where it was not computed and cannot matter for the batch */
  std: Float32Array;
  /** (n) catalogue rows by falling interest, ratings overriding predictions; ties by row. Rows as set before ratings. */
  order: Uint32Array;
  /** (n) distance to the nearest rated galaxy in whitened components; all NaN before there are ratings */
  nearestRated: Float32Array;
  /**
   * (≤ 20) catalogue rows the model values most among the unrated ones that lie further from everything rated than
   * three quarters of the catalogue do: guesses, where a rating teaches most.
   */
  farFromRated: Uint32Array;
  /** (≤ batchSize) in the order to be asked; none twice, none rated or left out */
  batch: Asked[];
  /** Null before there are ratings. */
  hyperparameters: InterestHyperparameters | null;
  /** Of all ratings used, in nats; NaN before there are ratings. */
  logMarginalLikelihood: number;
  /** Empty below two ratings. */
  crossCheck: CrossCheck;
  /** Ratings of rows that have no components (yet): not used. */
  ratingsLeftOut: number;
  /** Empty when everything was computed in full. */
  shortcuts: Shortcut[];
}

/** Ways to find unusual galaxies without any rating: Liu et al. 2008, Breunig et al. 2000. */
export type UnsupervisedMethod = 'isolationForest' | 'localOutlierFactor';

/** What a ranking without ratings is computed from. */
export interface UnsupervisedOptions {
  method: UnsupervisedMethod;
  /** Of the trees, or of the galaxies compared with where there are more than 20,000. */
  seed: number;
}

/** A ranking without any rating: unusual, which is not the same as interesting. */
export interface UnusualRanking {
  version: number;
  /**
   * (n) the larger, the more unusual, in the order of the rows set. Isolation forest: 0–1, about 0.5 for a galaxy like
   * most (Liu et al. 2008). Local outlier factor: about 1 for a galaxy like its neighbours (Breunig et al. 2000).
   */
  scores: Float32Array;
  /** (n) catalogue rows by falling score; ties by row */
  order: Uint32Array;
  shortcuts: Shortcut[];
}

/**
 * workers/anomalies.worker.ts: a Gaussian process over the representation learns what one person cares about
 * (Walmsley et al. 2022, §5).
 *
 * A later call of `rank` supersedes an earlier one that still runs: the earlier rejects with an AbortError. So does a
 * later `setComponents` to everything under way. What one call leaves behind (factor, hyperparameters) only makes the
 * next quicker: one rating more appends one row, undo drops one. The answer depends on the arguments alone.
 */
export interface AnomaliesWorker {
  /**
   * The principal components to work in; the worker keeps the first 40 of them, whitened to unit variance.
   *
   * @param components (n, ≥ 1) by falling variance
   * @param rows (n) catalogue row of each of them, ascending
   * @param version comes back with every answer
   */
  setComponents(components: Matrix | SixteenBitRows, rows: Uint32Array, version: number): Promise<void>;
  /** Learns the ratings, ranks all galaxies and says which to ask about next. */
  rank(options: RankOptions, job?: JobPort): Promise<Ranking>;
  /**
   * Standard deviations of the ratings to be given, under the model of the last `rank` that ended: for a list in view,
   * or for a map by uncertainty where `rank` left some NaN.
   *
   * @param rows catalogue rows; default all that were set, in that order
   * @returns (rows.length)
   * @throws Error before a `rank` with ratings
   */
  deviations(rows?: Uint32Array, job?: JobPort): Promise<Float32Array>;
  /** A first ranking to rate from, for those with no idea yet. */
  unusual(options: UnsupervisedOptions, job?: JobPort): Promise<UnusualRanking>;
}
