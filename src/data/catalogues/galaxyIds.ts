import { type Column, nullCode } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';
import { firstFew } from '../bytes/unreadable.ts';

/** Names an id column goes by, lower case, the surest first. */
export const idNames: readonly string[] = [
  'id',
  'id_str',
  'iauname',
  'iau_name',
  'objid',
  'dr7objid',
  'dr8objid',
  'galaxy_id',
  'galaxyid',
  'object_id',
  'objectid',
  'source_id',
  'specobjid',
  'targetid',
  'asset_id',
  'name',
];

export interface GalaxyIds {
  /** (n) unique */
  ids: string[];
  /** Name of the column they were taken from; absent where rows were counted. */
  column?: string;
  problems: IngestProblem[];
}

/** Finds the id column by name; without one, ids are the row numbers from 0. Repeated and missing ids are told and made unique. */
export function findIds(columns: readonly Column[], n: number): GalaxyIds {
  const found = idColumn(columns);
  if (found) return { column: found.column, ...uniqueIds(found.values, `column ${found.column}`) };
  return { ids: Array.from({ length: n }, (_, row) => String(row)), problems: [] };
}

/** The surest id column and its words as they stand; undefined where no column goes by such a name. */
export function idColumn(
  columns: readonly Column[],
): { column: string; values: (string | null)[] } | undefined {
  for (const name of idNames) {
    const column = columns.find(c => c.name.toLowerCase() === name);
    const values = column && textsOf(column);
    if (values) return { column: column.name, values };
  }
  return undefined;
}

/** A column's values as id words; undefined where it holds fractions, which identify nothing. */
function textsOf(column: Column): (string | null)[] | undefined {
  if (column.kind === 'text') return column.values;
  if (column.kind === 'category') {
    return Array.from(column.codes, code => (code === nullCode ? null : column.categories[code]));
  }
  const texts: (string | null)[] = [];
  for (const value of column.values) {
    if (!Number.isNaN(value) && !Number.isSafeInteger(value)) return undefined;
    texts.push(Number.isNaN(value) ? null : String(value));
  }
  return texts;
}

/**
 * Makes ids unique: a repeated one gets "-2", "-3", …, a missing one "row 17".
 *
 * @param where how the problem sentence names their origin
 */
export function uniqueIds(
  values: readonly (string | null)[],
  where: string,
): { ids: string[]; problems: IngestProblem[] } {
  const seen = new Set<string>();
  const all = new Set(values);
  const repeated = new Set<string>();
  let missing = 0;
  const ids = values.map((value, row) => {
    if (value === null || value === '') missing++;
    else if (seen.has(value)) repeated.add(value);
    const base = value === null || value === '' ? `row ${row}` : value;
    let id = base;
    for (let copy = 2; seen.has(id) || (id !== value && all.has(id)); copy++) id = `${base}-${copy}`;
    seen.add(id);
    return id;
  });
  const problems: IngestProblem[] = [];
  if (repeated.size > 0) {
    problems.push({
      sentence: `${repeated.size === 1 ? 'One id appears' : `${repeated.size} ids appear`} more than once in ${where} (${firstFew([...repeated])}): repeats are kept and numbered -2, -3, ….`,
    });
  }
  if (missing > 0) {
    problems.push({
      sentence: `${missing} of ${values.length} rows have no id in ${where}: they are called by their row number.`,
    });
  }
  return { ids, problems };
}
