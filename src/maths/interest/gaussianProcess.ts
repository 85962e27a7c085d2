import { dot, GrowingCholesky, packedRow } from '../linear/cholesky.ts';
import { type Covariance, covarianceAt, squaredDistance } from './covariance.ts';
import { baseJitter } from './marginalLikelihood.ts';

/** Each observation as all the others would have predicted it. */
interface LeftOut {
  mean: Float64Array;
  /** Of the observation, its noise included. */
  std: Float64Array;
}

const workPerStep = 2_000_000; // products between two yields: a few milliseconds
const largestJitter = 1e-2; // of the amplitude; a matrix that needs more is no covariance

/**
 * Exact Gaussian-process regression with given hyperparameters (Rasmussen & Williams 2006, algorithm 2.1), the mean of
 * the observations as its prior mean. Observations come and go: what is appended costs a row of the factor each, what
 * is taken off the end costs nothing.
 */
export class GaussianProcess {
  readonly covariance: Covariance;
  readonly columns: number;
  /** (size, columns) row-major */
  points: Float64Array = new Float64Array(0);
  /** Prior mean: the mean of the targets, or as given. */
  centre = 0;
  /** (size) K⁻¹ (targets − centre) */
  weights: Float64Array = new Float64Array(0);
  private targets: Float64Array = new Float64Array(0);
  private factor = new GrowingCholesky();
  private jitter = baseJitter;
  private readonly givenCentre?: number;

  /**
   * @param columns numbers a point holds
   * @param centre prior mean; default the mean of the observations, as scikit-learn's normalize_y
   */
  constructor(covariance: Covariance, columns: number, centre?: number) {
    this.covariance = covariance;
    this.columns = columns;
    this.givenCentre = centre;
  }

  /** Observations learnt. */
  get size(): number {
    return this.factor.size;
  }

  /** Rows of the Cholesky factor of K, packed. */
  get packed(): Float64Array {
    return this.factor.packed;
  }

  /**
   * Brings the model to these observations: the leading ones it holds already are kept, whatever their targets. Where
   * the covariance is not positive definite to rounding, all are factored anew with ten times the jitter. Abandoned,
   * the generator leaves a model that can learn again.
   *
   * @param points (m, columns) row-major
   * @param targets (m)
   * @yields observations learnt so far, every few milliseconds
   * @throws RangeError where no jitter up to a hundredth of the amplitude helps
   */
  *learnSteps(points: Float64Array, targets: ArrayLike<number>): Generator<number, void> {
    const m = targets.length;
    if (points.length !== m * this.columns) {
      throw new RangeError(`need ${m} points of ${this.columns} numbers; got ${points.length} numbers`);
    }
    const known = this.commonPrefix(points);
    this.truncate(this.jitter > baseJitter && known < this.size ? 0 : known);
    this.points = points;
    let work = 0;
    while (this.size < m) {
      const i = this.size;
      if (!this.factor.append(this.covariancesOf(i))) {
        this.jitter *= 10;
        if (!(this.jitter <= largestJitter * this.covariance.amplitude)) {
          throw new RangeError(`need a positive definite covariance; got none at observation ${i}`);
        }
        this.factor.truncate(0);
      }
      work += (i * i) / 2 + i * this.columns;
      if (work > workPerStep) {
        work = 0;
        yield i;
      }
    }
    this.targets = Float64Array.from(targets);
    this.centre = this.givenCentre ?? this.targets.reduce((sum, y) => sum + y, 0) / Math.max(1, m);
    this.weights = this.targets.map(y => y - this.centre);
    this.factor.solveLower(this.weights);
    this.factor.solveUpper(this.weights);
  }

  /** In nats (Rasmussen & Williams 2006, eq. 5.8). */
  logMarginalLikelihood(): number {
    const n = this.size;
    let fit = 0;
    for (let i = 0; i < n; i++) fit += this.weights[i] * (this.targets[i] - this.centre);
    return -0.5 * fit - 0.5 * this.factor.logDeterminant() - (n / 2) * Math.log(2 * Math.PI);
  }

  /**
   * Largest expected value of the function at an observation: what is best so far, where observations are noisy
   * (the plug-in of Picheny et al. 2013, §3.1). An observation that stands alone above its neighbours counts for less
   * than it says, so that one lucky 5 does not make everything else look hopeless. −∞ without observations.
   */
  bestMean(): number {
    const ownNoise = this.covariance.noise + this.jitter;
    // K = Kf + σ² I, therefore Kf K⁻¹ y = y − σ² K⁻¹ y.
    const means = this.targets.map((y, i) => y - ownNoise * this.weights[i]);
    return means.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  }

  /**
   * Leave-one-out predictions of the last `count` observations (Rasmussen & Williams 2006, eq. 5.12), the prior mean
   * and the hyperparameters being those of all.
   */
  leaveOut(count: number): LeftOut {
    const n = this.size;
    const kept = Math.min(count, n);
    const mean = new Float64Array(kept);
    const std = new Float64Array(kept);
    const column = new Float64Array(n);
    for (let k = 0; k < kept; k++) {
      const i = n - kept + k;
      column.fill(0);
      column[i] = 1;
      this.factor.solveLower(column, i); // column i of L⁻¹, whose squares sum to [K⁻¹]ᵢᵢ
      const inverse = dot(column, i, column, i, n - i);
      mean[k] = this.targets[i] - this.weights[i] / inverse;
      std[k] = Math.sqrt(1 / inverse);
    }
    return { mean, std };
  }

  private truncate(size: number): void {
    this.factor.truncate(size);
    if (size === 0) this.jitter = baseJitter;
  }

  private commonPrefix(points: Float64Array): number {
    const limit = Math.min(this.size * this.columns, points.length);
    let k = 0;
    while (k < limit && points[k] === this.points[k]) k++;
    return Math.floor(k / this.columns);
  }

  /** (i + 1) covariances of observation i with those before it and with itself */
  private covariancesOf(i: number): Float64Array {
    const row = new Float64Array(i + 1);
    for (let j = 0; j < i; j++) {
      row[j] = covarianceAt(this.covariance, squaredDistance(this.points, i, this.points, j, this.columns));
    }
    row[i] = this.covariance.amplitude + this.covariance.noise + this.jitter;
    return row;
  }
}

/**
 * Squared distances of all pairs.
 *
 * @param points (n, columns) row-major
 * @returns (n (n + 1) / 2) a packed lower triangle with zeros on its diagonal
 */
export function squaredDistances(points: Float64Array, columns: number): Float64Array {
  const n = points.length / columns;
  const squared = new Float64Array(packedRow(n));
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, k++) squared[k] = squaredDistance(points, i, points, j, columns);
  }
  return squared;
}
