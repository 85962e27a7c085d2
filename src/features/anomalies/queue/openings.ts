import type { Column, NumberColumn } from '../../../contracts/column.ts';
import type { Card } from '../state/card.ts';
import { unpredicted } from '../state/upcoming.ts';

const highest = 7; // a search has to begin with what is looked for …
const lowest = 3; // … and with enough of the rest for the model to tell them apart
/** How many galaxies a search from votes, or from the unusual, begins with. */
export const openingCount = highest + lowest;

/** Columns that say of what there is much in a galaxy: Galaxy Zoo's answers, from a catalogue or a network, recognised by name, and a clustering's surprise. */
export function voteColumns(columns: readonly Column[]): NumberColumn[] {
  const answers = (column: Column): column is NumberColumn =>
    column.kind === 'number' &&
    !/total-votes|asked about/.test(column.name) &&
    (/_fraction$|_debiased$|^Class\d+\.\d+$/.test(column.name) ||
      column.source === 'network' ||
      isSurprise(column));
  return columns.filter(answers);
}

/** Whether a column is a clustering's surprise. */
export const isSurprise = ({ name, source }: Column) => source === 'clusters' && name === 'surprise';

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

/** The ten galaxies that most surprise a clustering. @param values (n) NaN where it was not asked */
export function surpriseOpening(values: ArrayLike<number>, rows: Uint32Array): Card[] {
  const known = rows.filter(row => !Number.isNaN(values[row]));
  return unusualOpening(known.sort((a, b) => values[b] - values[a] || a - b));
}
