import { type Column, nullCode, type TextRows } from '../../contracts/column.ts';
import { type PackedTexts, TextPacker } from '../bytes/packedTexts.ts';
import { mostCategories } from '../tables/columnTyping.ts';

/** Galaxies that come below those of a catalogue: their columns, and which of their rows come. */
interface AddedRows {
  /** What they came from: it tells two columns of one name apart. */
  name: string;
  columns: readonly Column[];
  /** (m) rows of `columns` that are added, ascending. */
  rows: Uint32Array;
}

/**
 * A catalogue's columns with galaxies below its own. A column of the same name and kind goes on; others are empty where they have
 * no values. One that holds words on one side and numbers on the other, or numbers of another unit, is two columns: the new one says
 * where it came from.
 *
 * @param own (n) columns of the catalogue
 * @param taken names that no new column may have besides
 */
export function addedColumns(
  own: readonly Column[],
  n: number,
  added: AddedRows,
  taken: readonly string[] = [],
): Column[] {
  const names = new Set([...own.map(({ name }) => name), ...taken]);
  const used = new Set<Column>();
  const longer = own.map(column => {
    const more = added.columns.find(each => each.name === column.name && goesOn(column, each));
    if (more) used.add(more);
    return withRowsBelow(column, more, added.rows);
  });
  const fresh = added.columns
    .filter(column => !used.has(column))
    .map(column => {
      const base = names.has(column.name) ? `${column.name} (${added.name})` : column.name;
      let name = base;
      for (let copy = 2; names.has(name); copy++) name = `${base} (${copy})`;
      names.add(name);
      return { ...withRowsBelow(emptyLike(column, n), column, added.rows), name };
    });
  return [...longer, ...fresh];
}

/** Whether two columns of one name hold the same: words, or numbers whose units do not differ as far as both are told. */
function goesOn(own: Column, more: Column): boolean {
  if (own.kind !== 'number' || more.kind !== 'number') return own.kind !== 'number' && more.kind !== 'number';
  return own.unit === undefined || more.unit === undefined || own.unit === more.unit;
}

/**
 * A column with more rows below its own; they are empty without `more`.
 *
 * @param rows (m) rows of `more` that come below
 */
export function withRowsBelow(column: Column, more: Column | undefined, rows: Uint32Array): Column {
  const m = rows.length;
  if (column.kind === 'number') {
    const n = column.values.length;
    const values =
      column.values instanceof Float32Array && (!more || holdsSingles(more))
        ? new Float32Array(n + m)
        : new Float64Array(n + m);
    values.set(column.values);
    for (let i = 0; i < m; i++) values[n + i] = more?.kind === 'number' ? more.values[rows[i]] : Number.NaN;
    return { ...column, values };
  }
  const words = Array.from(rows, row => (more ? wordAt(more, row) : null));
  if (column.kind === 'category') return withWordsBelow(column, words);
  return { ...column, values: textsBelow(column.values, words) };
}

/** The first rows of a column. */
export function firstRowsOf(column: Column, n: number): Column {
  if (column.kind === 'number') return { ...column, values: column.values.slice(0, n) };
  if (column.kind === 'category') return { ...column, codes: column.codes.slice(0, n) };
  const packer = new TextPacker(n);
  for (let row = 0; row < n; row++) packer.add(column.values.at(row) ?? null);
  return { ...column, values: packer.finish() };
}

function holdsSingles(column: Column): boolean {
  return column.kind === 'number' && column.values instanceof Float32Array;
}

/** Categories keep their codes, new words come after them; too many of them are text. */
function withWordsBelow(
  column: Extract<Column, { kind: 'category' }>,
  words: readonly (string | null)[],
): Column {
  const codeOf = new Map(column.categories.map((word, code) => [word, code]));
  for (const word of words) if (word !== null && !codeOf.has(word)) codeOf.set(word, codeOf.size);
  if (codeOf.size > mostCategories) {
    const { categories, codes, ...head } = column;
    const own: TextRows = Array.from(codes, code => (code === nullCode ? null : categories[code]));
    return { ...head, kind: 'text', values: textsBelow(own, words) };
  }
  const n = column.codes.length;
  const codes = new Uint8Array(n + words.length);
  codes.set(column.codes);
  for (const [i, word] of words.entries()) codes[n + i] = word === null ? nullCode : codeOf.get(word)!;
  return { ...column, categories: [...codeOf.keys()], codes };
}

function textsBelow(own: TextRows, words: readonly (string | null)[]): PackedTexts {
  const packer = new TextPacker(own.length + words.length);
  for (const text of own) packer.add(text);
  for (const word of words) packer.add(word);
  return packer.finish();
}

function wordAt(column: Column, row: number): string | null {
  if (column.kind === 'text') return column.values.at(row) ?? null;
  if (column.kind === 'number') return null;
  return column.codes[row] === nullCode ? null : column.categories[column.codes[row]];
}

function emptyLike(column: Column, n: number): Column {
  if (column.kind === 'number')
    return {
      ...column,
      values: (holdsSingles(column) ? new Float32Array(n) : new Float64Array(n)).fill(Number.NaN),
    };
  if (column.kind === 'category') return { ...column, codes: new Uint8Array(n).fill(nullCode) };
  return { ...column, values: new Array<null>(n).fill(null) };
}
