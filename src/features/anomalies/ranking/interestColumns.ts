import type { Column, NumberColumn } from '../../../contracts/column.ts';
import { formatCount } from '../../../ui/text/quantity.ts';

/** Source of every column this room publishes. */
export const interestSource = 'anomalies';

/** What the map can be coloured by, in the order of the room's buttons. */
export const interestColumnNames = ['interest', 'uncertainty', 'rating', 'unusual'] as const;
type InterestColumnName = (typeof interestColumnNames)[number];

/** By catalogue row, (n) each; NaN where there is none. */
export interface InterestValues {
  interest: Float32Array | null;
  uncertainty: Float32Array | null;
  rating: Float32Array | null;
  unusual: Float32Array | null;
}

/**
 * A search's results as columns.
 *
 * @param search its name
 * @param rated how many ratings they come from
 * @param others columns of the catalogue and other rooms, whose names are not used
 */
export function interestColumns(
  values: InterestValues,
  search: string,
  rated: number,
  others: readonly Column[],
): NumberColumn[] {
  const ratings = rated === 1 ? 'one rating' : `${formatCount(rated)} ratings`;
  const descriptions: Record<InterestColumnName, string> = {
    interest: `How much each galaxy is expected to interest you, 0 to 5, from ${ratings} in “${search}”.`,
    uncertainty: `Standard deviation of your expected rating in “${search}”, in points.`,
    rating: `Your ratings in “${search}”, 0 to 5.`,
    unusual: 'How far each galaxy stands out from the others: unusual, not yet your interest.',
  };
  return interestColumnNames.flatMap(name => {
    const own = values[name];
    if (!own) return [];
    const column: NumberColumn = {
      kind: 'number',
      name: nameOf(name, others),
      source: interestSource,
      group: 'Anomalies',
      description: descriptions[name],
      values: own,
    };
    return [column];
  });
}

/** The name of a column: a longer one where another column has that name. */
export function nameOf(name: InterestColumnName, others: readonly Column[]): string {
  const taken = others.some(column => column.name === name && column.source !== interestSource);
  return taken ? `${name} (${interestSource})` : name;
}

/**
 * Puts numbers at their catalogue rows.
 *
 * @param values (m)
 * @param rows (m) catalogue row of each value
 * @param n rows of the catalogue
 * @returns (n); NaN where there is no value
 */
export function valuesByRow(values: ArrayLike<number>, rows: ArrayLike<number>, n: number): Float32Array {
  const all = new Float32Array(n).fill(Number.NaN);
  for (let i = 0; i < rows.length; i++) all[rows[i]] = values[i];
  return all;
}
