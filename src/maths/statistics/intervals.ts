import { createRandom } from './random.ts';

/** A 95 % confidence interval, in the units of the figure it belongs to. */
export interface Interval {
  low: number;
  high: number;
}

const deviations95 = 1.959963984540054; // 95 % of a normal distribution lie within so many standard deviations of its mean

/**
 * 95 % interval of a share, which stays within 0 and 1 even for small n (Wilson 1927).
 *
 * @param successes 0 … n
 * @param n ≥ 1
 * @throws RangeError outside these ranges
 */
export function wilsonInterval(successes: number, n: number): Interval {
  if (!(n >= 1 && successes >= 0 && successes <= n)) {
    throw new RangeError(`need 0 ≤ successes ≤ n and n ≥ 1; got ${successes} of ${n}`);
  }
  const share = successes / n;
  const square = deviations95 ** 2 / n;
  const centre = (share + square / 2) / (1 + square);
  const half = (deviations95 * Math.sqrt((share * (1 - share)) / n + square / (4 * n))) / (1 + square);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * 95 % interval of any figure of a set of galaxies, by the percentile bootstrap (Efron & Tibshirani 1993). Resamples
 * whose figure is NaN (a class without members) are left out.
 *
 * @param count galaxies in the set
 * @param figure of the galaxies drawn: (count) indices 0 … count − 1, with repeats; the array is reused between calls
 * @param resamples default 1000: 25 of them lie beyond either end
 * @returns NaN at both ends where no resample gave a figure
 */
export function bootstrapInterval(
  count: number,
  figure: (drawn: Uint32Array) => number,
  seed: number,
  resamples = 1000,
): Interval {
  const steps = bootstrapSteps(count, figure, seed, resamples);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * `bootstrapInterval` a resample a step, for sets so large that a page has to breathe between them.
 *
 * @param figure of the galaxies drawn: (count) indices, as there
 */
export function* bootstrapSteps(
  count: number,
  figure: (drawn: Uint32Array) => number,
  seed: number,
  resamples = 1000,
): Generator<void, Interval> {
  const random = createRandom(seed);
  const drawn = new Uint32Array(count);
  const figures: number[] = [];
  for (let i = 0; i < resamples; i++) {
    for (let k = 0; k < count; k++) drawn[k] = random.integer(count);
    const value = figure(drawn);
    if (!Number.isNaN(value)) figures.push(value);
    yield;
  }
  if (figures.length === 0) return { low: Number.NaN, high: Number.NaN };
  figures.sort((a, b) => a - b);
  return {
    low: figures[Math.floor(figures.length * 0.025)],
    high: figures[Math.ceil(figures.length * 0.975) - 1],
  };
}
