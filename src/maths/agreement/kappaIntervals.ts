import { bootstrapSteps, type Interval } from '../statistics/intervals.ts';
import { cohenKappa } from './cohenKappa.ts';
import { fleissKappa, type GalaxyAgreement } from './fleissKappa.ts';

/** A κ with its 95 % interval from resampled galaxies (percentile bootstrap). */
export interface JudgedKappa extends Interval {
  /** NaN where it is not defined. */
  value: number;
  /** Number of galaxies it was computed from. */
  galaxies: number;
}

const mostDraws = 2_000_000; // galaxies drawn in all resamples together: about a tenth of a second
const usualResamples = 1000;
const fewestResamples = 200; // leaves five beyond either end of the interval

/**
 * Cohen's κ of two people over the galaxies that both judged, in steps of one resample.
 *
 * @param first (galaxies) class of each, 0 … classes − 1
 * @param second (galaxies) likewise
 * @param weights (classes, classes) row-major, of `disagreementWeights`
 * @param seed of the bootstrap
 */
export function* cohenKappaSteps(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weights: ArrayLike<number>,
  seed: number,
): Generator<void, JudgedKappa> {
  const classes = Math.round(Math.sqrt(weights.length));
  const galaxies = first.length;
  const counts = new Uint32Array(classes * classes);
  const kappaOf = (drawn: Uint32Array) => {
    counts.fill(0);
    for (let i = 0; i < drawn.length; i++) counts[first[drawn[i]] * classes + second[drawn[i]]]++;
    return cohenKappa(counts, weights);
  };
  return yield* judged(galaxies, kappaOf, seed);
}

/**
 * Fleiss's κ over the galaxies that two or more people judged, in steps of one resample.
 *
 * @param agreement (galaxies) of `galaxyAgreement`
 * @param weights (classes, classes) row-major, those it was made with
 * @param seed of the bootstrap
 */
export function* fleissKappaSteps(
  agreement: GalaxyAgreement,
  weights: ArrayLike<number>,
  seed: number,
): Generator<void, JudgedKappa> {
  const shared = Uint32Array.from(agreement.disagreement.keys()).filter(
    g => !Number.isNaN(agreement.disagreement[g]),
  );
  const places = new Uint32Array(shared.length);
  const kappaOf = (drawn: Uint32Array) => {
    for (let i = 0; i < drawn.length; i++) places[i] = shared[drawn[i]];
    return fleissKappa(agreement, weights, places);
  };
  return yield* judged(shared.length, kappaOf, seed);
}

function* judged(
  galaxies: number,
  kappaOf: (drawn: Uint32Array) => number,
  seed: number,
): Generator<void, JudgedKappa> {
  const value = kappaOf(Uint32Array.from({ length: galaxies }, (_, i) => i));
  if (Number.isNaN(value)) return { value, low: Number.NaN, high: Number.NaN, galaxies };
  const resamples = Math.min(usualResamples, Math.max(fewestResamples, Math.floor(mostDraws / galaxies)));
  return { value, galaxies, ...(yield* bootstrapSteps(galaxies, kappaOf, seed, resamples)) };
}
