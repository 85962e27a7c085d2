import type { Covariance } from '../../src/maths/interest/covariance.ts';
import { GaussianProcess } from '../../src/maths/interest/gaussianProcess.ts';
import { fitHyperparametersSteps, usualCovariance } from '../../src/maths/interest/hyperparameters.ts';
import { ratingPrior } from '../../src/maths/interest/hyperprior.ts';
import type { KernelName } from '../../src/maths/interest/kernels.ts';

/**
 * How many ratings there are when hyperparameters are fitted anew; between two of these one factor grows by rows. Fitted
 * every five ratings instead, sixty of them found as many (rings 5.8 against 5.6, mergers 6.3 and 6.3, irregular 6.2 and
 * 6.2; the set of `ratingPrior`, at a median length scale of √20).
 */
const fittedAt = [10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500];
/**
 * All starts of the optimiser run on this many of the ratings; one more run, from the best of them, uses all to be fitted.
 * At 500 ratings this took 7 s instead of 10, to the same optimum within 1e-9 nat (seen without a prior).
 */
const startsOn = 150;
/**
 * Ratings imagined beside the person's until there are enough to fit to: an ordinary galaxy is of little interest. A
 * search that begins with examples has nothing but fives, and by those alone every galaxy would be a five.
 */
const imagined = [1, 1];
const keptFits = 12; // undo over a boundary and back needs two; a few searches side by side, some more

/** Ratings with their places, those without components left out. */
export interface KnownRatings {
  /** (m) rows of the points */
  indices: Uint32Array;
  /** (m) 0–5 */
  scores: Float64Array;
}

/** A process conditioned on all ratings, and how its hyperparameters came about. */
export interface LearntInterest {
  process: GaussianProcess;
  /** Ratings the hyperparameters were fitted to; 0 where they are the usual ones. */
  fittedTo: number;
}

/**
 * The model of one person's interest. It depends on the ratings and the seed alone, however they came about; what an
 * earlier call left only saves time.
 */
export class InterestModel {
  private readonly points: Float32Array;
  private readonly columns: number;
  private readonly fits = new Map<string, Covariance>();
  private process?: GaussianProcess;
  /** How many ratings the hyperparameters of `process` were fitted to. */
  private fittedTo = 0;

  /** @param points (n, columns) row-major, whitened */
  constructor(points: Float32Array, columns: number) {
    this.points = points;
    this.columns = columns;
  }

  /** @yields how far it has come, 0–1, every few milliseconds */
  *learnSteps(ratings: KnownRatings, kernel: KernelName, seed: number): Generator<number, LearntInterest> {
    const count = ratings.scores.length;
    const fittedTo = fittedAt.findLast(each => each <= count) ?? 0;
    if (fittedTo === 0) {
      const scores = Float64Array.from([...ratings.scores, ...imagined]);
      const covariance = usualCovariance(kernel, varianceOf(scores), this.columns);
      this.process = new GaussianProcess(covariance, this.columns, meanOf(scores));
    } else {
      const covariance = yield* this.fitSteps(ratings, fittedTo, kernel, seed);
      if (this.fittedTo === 0 || !this.process || !sameCovariance(this.process.covariance, covariance)) {
        this.process = new GaussianProcess(covariance, this.columns);
      }
    }
    this.fittedTo = fittedTo;
    const { process } = this;
    for (const done of process.learnSteps(this.pointsOf(ratings.indices), ratings.scores)) yield done / count;
    return { process, fittedTo };
  }

  private *fitSteps(
    { indices, scores }: KnownRatings,
    count: number,
    kernel: KernelName,
    seed: number,
  ): Generator<number, Covariance> {
    const key = [kernel, seed, ...indices.slice(0, count), ...scores.slice(0, count)].join(' ');
    const known = this.fits.get(key);
    if (known) return known;
    const search = (used: number, from?: Covariance) =>
      fitHyperparametersSteps(
        kernel,
        this.pointsOf(indices.slice(0, used)),
        this.columns,
        scores.slice(0, used),
        {
          seed,
          prior: ratingPrior(this.columns),
          from,
          starts: from ? 1 : undefined,
        },
      );
    let { covariance } = yield* search(Math.min(count, startsOn));
    if (count > startsOn) ({ covariance } = yield* search(count, covariance));
    this.fits.set(key, covariance);
    for (const oldest of this.fits.keys()) if (this.fits.size > keptFits) this.fits.delete(oldest);
    return covariance;
  }

  /** (indices.length, columns) */
  private pointsOf(indices: Uint32Array): Float64Array {
    const { columns } = this;
    const own = new Float64Array(indices.length * columns);
    indices.forEach((index, i) => {
      own.set(this.points.subarray(index * columns, (index + 1) * columns), i * columns);
    });
    return own;
  }
}

function meanOf(scores: Float64Array): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function varianceOf(scores: Float64Array): number {
  const mean = meanOf(scores);
  return scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
}

function sameCovariance(a: Covariance, b: Covariance): boolean {
  return (
    a.kernel === b.kernel &&
    a.amplitude === b.amplitude &&
    a.lengthScale === b.lengthScale &&
    a.shape === b.shape &&
    a.noise === b.noise
  );
}
