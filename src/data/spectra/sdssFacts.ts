import type { FitsFile } from '../fits/fitsFile.ts';
import { readBinaryTable } from '../fits/tables/binaryTable.ts';
import type { TableColumn } from '../fits/tables/tableColumn.ts';
import type { SpectrumEntry } from './spectraFile.ts';

const wanted = new Set(
  'z z_err zwarning class subclass plug_ra plug_dec ra dec plate mjd fiberid specobjid bestobjid objid thing_id targetid'.split(
    ' ',
  ),
);

/** What is known of a spectrum besides its numbers. */
type SpectrumFacts = SpectrumEntry & { title?: string };

/**
 * What SDSS's spec files say of their object in a table of one row (SPECOBJ): redshift, class, place, plate. Of other files whatever
 * of it such a table or the headers hold.
 */
export async function sdssFacts(file: FitsFile): Promise<SpectrumFacts> {
  const cells = new Map<string, number | bigint | string>();
  for (const hdu of file.hdus) {
    if (hdu.kind !== 'binaryTable' || hdu.header.number('NAXIS2') !== 1 || !hdu.isWhole) continue;
    const { columns } = await readBinaryTable(file, hdu, name => wanted.has(name.toLowerCase()));
    for (const column of columns) {
      const value = firstCell(column);
      if (value !== undefined && !cells.has(column.name.toLowerCase()))
        cells.set(column.name.toLowerCase(), value);
    }
  }
  for (const { header } of file.hdus) {
    for (const [keyword, name] of headerWords) {
      const value = header.get(keyword);
      if ((typeof value === 'number' || typeof value === 'bigint') && !cells.has(name))
        cells.set(name, value);
    }
  }
  return factsOf(cells);
}

const headerWords = [
  ['PLATEID', 'plate'],
  ['MJD', 'mjd'],
  ['FIBERID', 'fiberid'],
  ['PLUG_RA', 'plug_ra'],
  ['PLUG_DEC', 'plug_dec'],
  ['RA', 'ra'],
  ['DEC', 'dec'],
  ['REDSHIFT', 'z'],
] as const;

function firstCell(column: TableColumn): number | bigint | string | undefined {
  if (column.kind === 'texts') return column.values[0]?.trim() || undefined;
  if (column.kind !== 'numbers' || column.perRow === 0) return undefined;
  return column.values[0];
}

const mostRedshift = 9; // a “z” beyond it is a magnitude

/** @param cells by lower-case name */
export function factsOf(cells: ReadonlyMap<string, number | bigint | string>): SpectrumFacts {
  const number = (...names: string[]) => {
    for (const name of names) {
      const value = cells.get(name);
      if (value !== undefined && value !== '' && Number.isFinite(Number(value))) return Number(value);
    }
    return undefined;
  };
  const [plate, mjd, fibre] = [number('plate'), number('mjd'), number('fiberid')];
  const hasPlate = plate !== undefined && mjd !== undefined && fibre !== undefined;
  const four = (value: number) => String(value).padStart(4, '0');
  const ids = ['bestobjid', 'objid', 'specobjid', 'targetid', 'thing_id'].flatMap(name => {
    const value = cells.get(name);
    return value === undefined || String(value) === '0' ? [] : [String(value).trim()];
  });
  const error = number('z_err', 'zerr', 'redshift_err');
  const [raDeg, decDeg] = [number('plug_ra', 'ra'), number('plug_dec', 'dec')];
  const words = [cells.get('class'), cells.get('subclass')].filter(
    word => typeof word === 'string' && word !== '',
  );
  const told = number('redshift', 'z');
  const redshift = told !== undefined && told > -0.1 && told < mostRedshift ? told : undefined;
  return {
    names: [
      ...ids,
      ...(hasPlate ? [`spec-${four(plate)}-${mjd}-${four(fibre)}`, `${plate}-${mjd}-${fibre}`] : []),
    ],
    ...(hasPlate && { title: `SDSS, plate ${plate}, MJD ${mjd}, fibre ${fibre}` }),
    ...(raDeg !== undefined && decDeg !== undefined && { raDeg, decDeg }),
    ...(redshift !== undefined && { redshift }),
    ...(redshift !== undefined && error !== undefined && error > 0 && { redshiftError: error }), // negative ones are codes
    ...((number('zwarning') ?? 0) !== 0 && {
      redshiftWarning: `Its source is not sure of the redshift (ZWARNING ${number('zwarning')}).`,
    }),
    ...(words.length > 0 && { classWords: words.join(' ') }),
  };
}
