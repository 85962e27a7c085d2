import type { Column, NumberColumn } from '../../../contracts/column.ts';
import type { Card } from '../state/card.ts';
import { unpredicted } from '../state/upcoming.ts';

const highest = 7; // a search has to begin with what is looked for …
const lowest = 3; // … and with enough of the rest for the model to tell them apart
/** How many galaxies a search from votes, or from the unusual, begins with. */
export const openingCount = highest + lowest;

/** Columns of Galaxy Zoo's answers, from a catalogue or a network: shares of volunteers for one answer, recognised by name. */
export function voteColumns(columns: readonly Column[]): NumberColumn[] {
  const answers = (column: Column): column is NumberColumn =>
    column.kind === 'number' &&
    !/total-votes|asked about/.test(column.name) &&
    (/_fraction$|_debiased$|^Class\d+\.\d+$/.test(column.name) || column.source === 'network');
  return columns.filter(answers);
}

/**
 * Galaxies a search from votes begins with: the seven highest in one answer, with three low ones among them.
 *
 * @param values (n) share of each galaxy; NaN where unknown
 * @param rows catalogue rows that can be ranked
 */
export function votesOpening(values: ArrayLike<number>, rows: Uint32Array): Card[] {
  const known = rows.filter(row => !Number.isNaN(values[row]));
  known.sort((a, b) => values[b] - values[a] || a - b);
  const top = known.slice(0, highest);
  // The very lowest are hundreds of zeros: galaxies spread over the lower half are more typical of the rest.
  const lower = known.slice(Math.max(top.length, Math.ceil(known.length / 2)));
  const bottom = Array.from({ length: Math.min(lowest, lower.length) }, (_, i) => {
    return lower[Math.floor(((i + 1) * (lower.length - 1)) / lowest)];
  });
  const cards = Array.from(top, row => unpredicted(row, 'volunteers say so'));
  for (const [i, row] of [...new Set(bottom)].entries()) {
    cards.splice(3 * i + 2, 0, unpredicted(row, 'volunteers say not')); // each after two of the others
  }
  return cards;
}

/** Galaxies a search from the unusual begins with: the ten most unusual. @param order (n) catalogue rows by falling score */
export function unusualOpening(order: Uint32Array): Card[] {
  return Array.from(order.subarray(0, openingCount), row => unpredicted(row, 'unusual'));
}
