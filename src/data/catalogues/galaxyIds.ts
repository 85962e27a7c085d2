import { type Column, type NumberColumn, nullCode, type TextRows } from '../../contracts/column.ts';
import type { IdRows, IngestProblem } from '../../contracts/ingest.ts';
import { indexedIds, type PackedIds, packIds } from '../bytes/packedIds.ts';
import { PackedTexts, packTexts } from '../bytes/packedTexts.ts';
import { firstFew } from '../bytes/unreadable.ts';
import { idNames } from '../tables/idNames.ts';

interface GalaxyIds {
  /** (n) unique */
  ids: PackedIds;
  /** Name of the column they were taken from; absent where rows were counted. */
  column?: string;
  problems: IngestProblem[];
}

/**
 * Finds the id column by name; without one, ids are the row numbers from 0. Repeated and missing ids are reported and made
 * unique; a column whose ids lost digits as floating-point numbers is reported and not used.
 */
export function findIds(columns: readonly Column[], n: number): GalaxyIds {
  const { column, values, lost } = idColumn(columns);
  const problems = lost.map(lostDigitsTold);
  if (column !== undefined && values) {
    const unique = uniqueIds(values, `column ${column}`);
    return { column, ids: unique.ids, problems: [...problems, ...unique.problems] };
  }
  return { ids: packIds(rowNumbers(n)), problems };
}

/** The most likely id column by name and its words, if there is one; and the columns so named that lost digits. */
export function idColumn(columns: readonly Column[]): {
  column?: string;
  values?: TextRows;
  lost: NumberColumn[];
} {
  const lost: NumberColumn[] = [];
  for (const name of idNames) {
    const column = columns.find(c => c.name.toLowerCase() === name);
    if (!column) continue;
    if (column.kind === 'number' && lostDigits(column)) lost.push(column);
    else {
      const values = textsOf(column);
      if (values) return { column: column.name, values, lost };
    }
  }
  return { lost };
}

const exactInSingle = 2 ** 24; // larger whole numbers are not all distinct as 32-bit floats

/** Whether it holds whole numbers so large that floating-point numbers no longer tell neighbours apart. */
function lostDigits({ values }: NumberColumn): boolean {
  const most = values instanceof Float32Array ? exactInSingle : Number.MAX_SAFE_INTEGER;
  let beyond = false;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return false; // a measurement
    if (Math.abs(value) > most) beyond = true;
  }
  return beyond;
}

function lostDigitsTold({ name, values }: NumberColumn): IngestProblem {
  const digits = values instanceof Float32Array ? 7 : 15;
  const example = values.find(value => Math.abs(value) > exactInSingle && !Number.isNaN(value));
  return {
    sentence: `Column ${name} is not used as ids: it holds floating-point numbers such as ${example}, exact to only ${digits} digits, so that the last digits are lost and different galaxies may share an id; write ids as whole numbers or text.`,
  };
}

/** A column's values as id words; undefined where it holds fractions, which identify nothing. */
function textsOf(column: Column): TextRows | undefined {
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
export function uniqueIds(values: TextRows, where: string): { ids: PackedIds; problems: IngestProblem[] } {
  const ids = indexedIds(values instanceof PackedTexts ? values : packTexts(values));
  return ids ? { ids, problems: [] } : madeUnique([...values], where);
}

function rowNumbers(n: number): IdRows {
  return {
    length: n,
    at: String,
    *[Symbol.iterator]() {
      for (let row = 0; row < n; row++) yield String(row);
    },
  };
}

function madeUnique(
  values: readonly (string | null)[],
  where: string,
): { ids: PackedIds; problems: IngestProblem[] } {
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
      sentence: `${missing} of ${values.length} rows ${missing === 1 ? 'has' : 'have'} no id in ${where}: ${missing === 1 ? 'it is called by its' : 'they are called by their'} row number.`,
    });
  }
  return { ids: packIds(ids), problems };
}
