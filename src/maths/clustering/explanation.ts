import type { Random } from '../statistics/random.ts';
import type { Contingency } from './contingency.ts';
import { adjustment, logFactorials, mutualInformation } from './mutualInformation.ts';

/** How much of a division of galaxies one thing explains. */
export interface Explanation {
  /** Adjusted mutual information: 0 by chance, 1 where they are the same division. */
  agreement: number;
  /** Standard deviation of that with the labels shuffled: what chance does with these sizes. */
  chance: number;
  /** Whether it is more than chance: beyond three of its deviations, and more than a hundredth. */
  telling: boolean;
}

const permutations = 40; // enough for the deviation to about a tenth of itself
const beyond = 3; // deviations: with a hundred columns a false one in ten catalogues
const least = 0.01; // agreement that a person could not see

/** What one column explains of a division, and of each of its parts against all the others. */
interface DivisionExplained {
  whole: Explanation;
  /** By label of the division, ascending. */
  parts: Map<number, Explanation>;
}

/**
 * Compares a division of galaxies (their clusters) with a column of labels or bins. Chance is that of permutations of the
 * column, each of which serves the whole and every part: only counts are made anew.
 *
 * @param division (n) whole numbers ≥ 0; galaxies with negative ones are left out
 * @param labels (n) the same
 */
export function explainDivision(division: Int32Array, labels: Int32Array, random: Random): DivisionExplained {
  const [own, other] = [new Int32Array(division.length), new Int32Array(division.length)];
  let n = 0;
  for (let i = 0; i < division.length; i++) {
    if (division[i] < 0 || labels[i] < 0) continue;
    own[n] = division[i];
    other[n++] = labels[i];
  }
  const rows = gapless(own.subarray(0, n));
  const columns = gapless(other.subarray(0, n));
  const factorials = logFactorials(n);
  const table = countPairs(rows.places, columns.places, rows.labels.length, columns.labels.length);
  const asked = [table, ...rows.labels.map((_, row) => againstOthers(table, row))].map(each => {
    const divides = each.rows.filter(Boolean).length > 1 && columns.labels.length > 1; // what does not, explains nothing
    return { table: each, adjust: divides ? adjustment(each, factorials) : () => 0, squares: 0 };
  });
  const shuffled = columns.places;
  for (let round = 0; round < permutations; round++) {
    random.shuffle(shuffled);
    const drawn = countPairs(rows.places, shuffled, rows.labels.length, columns.labels.length); // its sums are the table's
    for (const [i, each] of asked.entries()) {
      const by = i === 0 ? drawn : againstOthers(drawn, i - 1);
      each.squares += each.adjust(mutualInformation(by)) ** 2 / permutations; // the mean is 0 by its definition
    }
  }
  const [whole, ...parts] = asked.map(each => {
    const agreement = each.adjust(mutualInformation(each.table));
    const chance = Math.sqrt(each.squares);
    return { agreement, chance, telling: agreement > Math.max(least, beyond * chance) };
  });
  return { whole, parts: new Map(parts.map((part, row) => [rows.labels[row], part])) };
}

/** Labels as places among those that occur. @returns labels ascending, and (n) the place of each */
function gapless(values: Int32Array): { labels: number[]; places: Int32Array } {
  const labels = [...new Set(values)].sort((a, b) => a - b);
  const placeOf = new Int32Array((labels.at(-1) ?? -1) + 1);
  for (const [place, label] of labels.entries()) placeOf[label] = place;
  return { labels, places: values.map(label => placeOf[label]) };
}

/** @param own (n) rows @param other (n) columns */
function countPairs(own: Int32Array, other: Int32Array, high: number, wide: number): Contingency {
  const counts = new Float64Array(high * wide);
  for (let i = 0; i < own.length; i++) counts[own[i] * wide + other[i]]++;
  const [rows, columns] = [new Float64Array(high), new Float64Array(wide)];
  for (let at = 0; at < counts.length; at++) {
    rows[Math.floor(at / wide)] += counts[at];
    columns[at % wide] += counts[at];
  }
  return { counts, rows, columns, total: own.length };
}

/** One row, and the sum of all the others. */
function againstOthers({ counts, rows, columns, total }: Contingency, row: number): Contingency {
  const wide = columns.length;
  const both = new Float64Array(2 * wide);
  for (let column = 0; column < wide; column++) {
    both[column] = counts[row * wide + column];
    both[wide + column] = columns[column] - both[column];
  }
  return { counts: both, rows: Float64Array.of(rows[row], total - rows[row]), columns, total };
}

/**
 * Bins of equal numbers of galaxies for a column of numbers, so that mutual information can be counted.
 *
 * @param values NaN where empty
 * @param bins at most; equal values are never parted, so there may be fewer. Default 5
 * @returns (n) bin from 0, or −1 where empty
 */
export function quantileBins(values: ArrayLike<number>, bins = 5): Int32Array {
  const sorted = Float64Array.from(values)
    .filter(value => !Number.isNaN(value))
    .sort();
  const edges = Array.from(
    { length: bins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)],
  );
  return Int32Array.from(values, value =>
    Number.isNaN(value) ? -1 : edges.reduce((bin, edge) => bin + Number(value >= edge), 0),
  );
}
