import { logGamma } from '../statistics/logGamma.ts';
import { normalCumulative } from '../statistics/normalDistribution.ts';

/**
 * The chance of at least so many of a kind in a sample drawn without replacement (hypergeometric, upper tail).
 *
 * @param seen of the kind in the sample
 * @param sample galaxies in the sample
 * @param kind of the kind in all
 * @param all galaxies in all
 * @returns 0–1
 */
export function hypergeometricTail(seen: number, sample: number, kind: number, all: number): number {
  const most = Math.min(sample, kind);
  const least = Math.max(0, sample + kind - all);
  if (seen <= least) return 1;
  let sum = 0;
  for (let k = seen; k <= most; k++) {
    const term = Math.exp(logChoose(kind, k) + logChoose(all - kind, sample - k) - logChoose(all, sample));
    sum += term;
    if (term <= 1e-17 * sum && k > (sample * kind) / all) break; // beyond the mean the terms only fall, to 0 at last
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** The ranks of a column's values among all that have one. */
interface MidRanks {
  /** (n) 1 … count, the mean of its places for tied values; NaN where there is no value */
  ranks: Float32Array;
  count: number;
  /** Σ (t³ − t) over groups of t tied values */
  ties: number;
}

/** @param values (n) NaN where there is none */
export function midRanks(values: ArrayLike<number>): MidRanks {
  const ascending = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) ascending[count++] = values[i];
  const sorted = ascending.subarray(0, count).sort(); // numbers alone: to sort rows by them takes an object a row
  let ties = 0;
  for (let from = 0, to = 0; from < count; from = to) {
    while (to < count && sorted[to] === sorted[from]) to++;
    ties += (to - from) ** 3 - (to - from);
  }
  const ranks = new Float32Array(values.length).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    const from = firstWhere(count, at => sorted[at] >= value);
    let to = from + 1;
    if (sorted[to] === value) to = firstWhere(count, at => sorted[at] > value); // most have no equal
    ranks[i] = (from + to + 1) / 2;
  }
  return { ranks, count, ties };
}

/** The first of 0 … n − 1 for which it holds, as it does for all that follow; n where there is none. */
function firstWhere(n: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Wilcoxon's rank-sum test of a sample against the rest, by the normal approximation with ties and without continuity
 * correction (Mann & Whitney 1947).
 *
 * @param rankSum of the sample's ranks
 * @param sample galaxies in the sample that have a value
 * @returns the chance that one of the sample has more than one of the rest, 0–1, and the two-sided p; NaN and 1 where
 * either side is empty or all are alike
 */
export function rankSumTest(
  rankSum: number,
  sample: number,
  { count, ties }: Pick<MidRanks, 'count' | 'ties'>,
): { above: number; p: number } {
  const rest = count - sample;
  if (sample === 0 || rest === 0) return { above: Number.NaN, p: 1 };
  const u = rankSum - (sample * (sample + 1)) / 2;
  const variance = ((sample * rest) / 12) * (count + 1 - ties / (count * (count - 1)));
  const above = u / (sample * rest);
  if (!(variance > 0)) return { above, p: 1 };
  const z = (u - (sample * rest) / 2) / Math.sqrt(variance);
  return { above, p: Math.min(1, 2 * normalCumulative(-Math.abs(z))) };
}

/**
 * Which of many tests hold when a share of false discoveries is allowed (Benjamini & Hochberg 1995).
 *
 * @param p (tests) 0–1
 * @param rate of false ones among those that hold, 0–1
 * @returns the largest p that holds; −1 where none does
 */
export function discoveryLimit(p: readonly number[], rate: number): number {
  const ascending = Float64Array.from(p).sort();
  for (let i = ascending.length - 1; i >= 0; i--) {
    if (ascending[i] <= (rate * (i + 1)) / ascending.length) return ascending[i];
  }
  return -1;
}
