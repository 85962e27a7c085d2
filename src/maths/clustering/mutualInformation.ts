import { logGamma } from '../statistics/logGamma.ts';
import { type Contingency, contingencyOf } from './contingency.ts';

/** Σ p ln(p / (p_row p_column)), in nats. */
export function mutualInformation({ counts, rows, columns, total }: Contingency): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at];
    if (count === 0) continue;
    const [row, column] = [Math.floor(at / columns.length), at % columns.length];
    sum += (count / total) * Math.log((count * total) / (rows[row] * columns[column]));
  }
  return Math.max(0, sum);
}

/** −Σ p ln p of counts, in nats. */
function entropyOfCounts(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i];
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] > 0) sum -= (counts[i] / total) * Math.log(counts[i] / total);
  }
  return sum;
}

/** Mutual information over the mean of the two entropies, 0–1 (scikit-learn's default); 1 where neither labelling divides anything. */
export function normalisedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = contingencyOf(a, b);
  const mean = (entropyOfCounts(table.rows) + entropyOfCounts(table.columns)) / 2;
  return mean > 0 ? mutualInformation(table) / mean : 1;
}

/**
 * Adjusted mutual information (Vinh, Epps & Bailey 2010): (MI − E[MI]) / (mean entropy − E[MI]), 0 in expectation where the
 * labellings are independent and 1 where they are the same. May be slightly below 0.
 *
 * @param a whole numbers ≥ 0; negative ones and NaN are left out, also in `b`
 */
export function adjustedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = contingencyOf(a, b);
  if (table.rows.length <= 1 && table.columns.length <= 1) return 1; // neither divides anything, as scikit-learn has it
  return adjustment(table)(mutualInformation(table));
}

/**
 * How mutual information is adjusted for tables with the sums of this one.
 *
 * @param factorials (n) numbers and one more, or longer; see {@link logFactorials}
 */
export function adjustment(
  table: Contingency,
  factorials: Float64Array = logFactorials(table.total),
): (information: number) => number {
  const expected = expectedMutualInformation(table, factorials);
  const mean = (entropyOfCounts(table.rows) + entropyOfCounts(table.columns)) / 2;
  const room = mean - expected;
  const least = Number.EPSILON; // rounding may make the room 0 or less
  const whole = room < 0 ? Math.min(room, -least) : Math.max(room, least);
  return information => (information - expected) / whole;
}

/**
 * The mutual information of two labellings with the same numbers of each label, averaged over all permutations: sums over
 * the hypergeometric distribution of every cell (Vinh et al. 2010, eq. 24a).
 *
 * @param logFactorial (n) numbers and one more, or longer; see {@link logFactorials}
 */
export function expectedMutualInformation(
  { rows, columns, total: n }: Contingency,
  logFactorial: Float64Array = logFactorials(n),
): number {
  let expected = 0;
  for (const a of rows) {
    for (const b of columns) {
      const fixed =
        logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b] - logFactorial[n];
      for (let both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
        const logChance =
          fixed -
          logFactorial[both] -
          logFactorial[a - both] -
          logFactorial[b - both] -
          logFactorial[n - a - b + both];
        expected += (both / n) * Math.log((n * both) / (a * b)) * Math.exp(logChance);
      }
    }
  }
  return expected;
}

/** ln k! of k from 0 to n: made once for many tables of the same things. @returns (n) numbers and one more */
export function logFactorials(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => logGamma(k + 1));
}
