import type { Column } from '../../contracts/column.ts';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';

/** Some galaxies of a catalogue, with every column: the content of a file. */
export interface SomeGalaxies {
  /** (m) */
  ids: readonly string[];
  /** (m) degrees, ICRS; both or neither. */
  raDeg?: Float64Array;
  decDeg?: Float64Array;
  /** Of m galaxies each; none is called id, ra or dec where those stand beside them. */
  columns: readonly Column[];
}

/** @param rows (m) catalogue rows, in the order of the file @param columns of the whole catalogue */
export function someGalaxies(
  { ids, raDeg, decDeg }: Pick<OpenedCatalogue, 'ids' | 'raDeg' | 'decDeg'>,
  columns: readonly Column[],
  rows: Uint32Array,
): SomeGalaxies {
  const placed = raDeg !== undefined && decDeg !== undefined;
  const taken = new Set(placed ? ['id', 'ra', 'dec'] : ['id']);
  return {
    ids: Array.from(rows, row => ids.at(row)),
    ...(placed && {
      raDeg: Float64Array.from(rows, row => raDeg[row]),
      decDeg: Float64Array.from(rows, row => decDeg[row]),
    }),
    columns: columns.filter(({ name }) => !taken.has(name.toLowerCase())).map(column => atRows(column, rows)),
  };
}

function atRows(column: Column, rows: Uint32Array): Column {
  if (column.kind === 'category')
    return { ...column, codes: Uint8Array.from(rows, row => column.codes[row]) };
  if (column.kind === 'text')
    return { ...column, values: Array.from(rows, row => column.values.at(row) ?? null) };
  const values =
    column.values instanceof Float32Array
      ? Float32Array.from(rows, row => column.values[row])
      : Float64Array.from(rows, row => column.values[row]);
  return { ...column, values };
}
