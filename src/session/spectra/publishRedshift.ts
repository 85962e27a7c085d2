import type { NumberColumn } from '../../contracts/column.ts';
import type { Spectrum } from '../../contracts/spectrum.ts';
import type { Session } from '../session.ts';

/**
 * Adds the redshift of a galaxy's spectrum to a column of such redshifts, which begins with the first of them; where its source is
 * not sure of one, a column beside it says of which.
 *
 * @param survey "SDSS DR17"
 * @returns the name of the column of redshifts
 */
export function publishRedshift(
  session: Session,
  survey: string,
  row: number,
  { redshift, redshiftWarning }: Required<Pick<Spectrum, 'redshift'>> & Pick<Spectrum, 'redshiftWarning'>,
): string {
  const n = session.catalogue.getState().catalogue?.rowCount ?? 0;
  const { columns, publish } = session.columns.getState();
  const name = `redshift (${survey})`;
  const unsure = `redshift uncertain (${survey})`;
  const source = `spectra of ${survey}`;
  const valuesOf = (column: string) => {
    const found = columns.find(
      (each): each is NumberColumn => each.name === column && each.kind === 'number',
    );
    return found?.values;
  };
  function put(column: string, description: string, values: Float64Array, value: number): void {
    values[row] = value;
    publish({ kind: 'number', name: column, description, source, values });
  }
  const [former, doubts] = [valuesOf(name), valuesOf(unsure)];
  if (row >= n || former?.[row] === redshift) return name;
  const copy = former ? Float64Array.from(former) : new Float64Array(n).fill(Number.NaN);
  put(name, 'Redshifts of the spectra that were looked at.', copy, redshift);
  if (doubts || redshiftWarning !== undefined) {
    const flags = doubts ? Float64Array.from(doubts) : copy.map(each => (Number.isNaN(each) ? each : 0));
    const meaning = '1 where the source is not sure of the redshift, 0 elsewhere.';
    put(unsure, meaning, flags, Number(redshiftWarning !== undefined));
  }
  return name;
}
