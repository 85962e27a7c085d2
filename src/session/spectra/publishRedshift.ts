import type { NumberColumn } from '../../contracts/column.ts';
import type { Session } from '../session.ts';

/**
 * Adds the redshift of a galaxy's spectrum to a column of such redshifts, which begins with the first of them.
 *
 * @param survey "SDSS DR17"
 * @returns the column's name
 */
export function publishRedshift(
  { catalogue, columns }: Session,
  survey: string,
  row: number,
  redshift: number,
): string {
  const name = `redshift (${survey})`;
  const n = catalogue.getState().catalogue?.rowCount ?? 0;
  const former = columns
    .getState()
    .columns.find((column): column is NumberColumn => column.name === name && column.kind === 'number');
  if (row >= n || former?.values[row] === redshift) return name;
  const values = former ? Float64Array.from(former.values) : new Float64Array(n).fill(Number.NaN);
  values[row] = redshift;
  columns.getState().publish({
    kind: 'number',
    name,
    description: 'Redshifts of the spectra that were looked at.',
    source: `spectra of ${survey}`,
    values,
  });
  return name;
}
