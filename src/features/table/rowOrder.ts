import { type Column, nullCode } from '../../contracts/column.ts';
import type { IdRows } from '../../contracts/ingest.ts';
import { hasRow, type RowMask } from '../../maths/catalogue/rowMask.ts';

/** What a table is sorted by. */
export interface SortBy {
  /** Null is the id. */
  column: string | null;
  descending: boolean;
}

/**
 * Rows in the order of a column. Empty values come last either way; equal ones stay in the order of the catalogue.
 *
 * @param rows rows to sort; left as they are
 * @param column null sorts by id
 * @param ids (n)
 */
export function sortedRows(
  rows: Uint32Array,
  column: Column | null,
  ids: IdRows,
  descending: boolean,
): Uint32Array {
  if (column === null) return sortedByText(rows, [...ids], descending);
  if (column.kind === 'text') return sortedByText(rows, [...column.values], descending);
  if (column.kind === 'number') return sortedByNumber(rows, column.values, descending);
  return sortedByNumber(rows, ranksOf(column.codes, column.categories), descending);
}

/** Rows whose id holds `text`, whatever its case; all of them for an empty text. @returns (m) ascending */
export function rowsWithId(ids: IdRows, text: string): Uint32Array {
  const wanted = text.trim().toLowerCase();
  const rows = new Uint32Array(ids.length);
  let count = 0;
  for (let row = 0; row < ids.length; row++) {
    if (wanted === '' || ids.at(row)!.toLowerCase().includes(wanted)) rows[count++] = row;
  }
  return rows.slice(0, count);
}

/**
 * Those of some rows that pass the filters and are among others.
 *
 * @param rows (m)
 * @param passing null for all
 * @param others ascending; null for all
 */
export function rowsAmong(
  rows: Uint32Array,
  passing: RowMask | null,
  others: Uint32Array | null,
): Uint32Array {
  if (!passing && !others) return rows;
  const own = others && new Set(others);
  return rows.filter(row => (!passing || hasRow(passing, row)) && (!own || own.has(row)));
}

function sortedByNumber(rows: Uint32Array, values: ArrayLike<number>, descending: boolean): Uint32Array {
  const [filled, empty] = parted(rows, row => !Number.isNaN(values[row]));
  if (descending) filled.sort((a, b) => values[b] - values[a] || a - b);
  else filled.sort((a, b) => values[a] - values[b] || a - b);
  return joined(filled, empty);
}

/** By code units: the order of digits and plain letters, the same on every machine. */
function sortedByText(
  rows: Uint32Array,
  values: readonly (string | null)[],
  descending: boolean,
): Uint32Array {
  const [filled, empty] = parted(rows, row => values[row] !== null);
  const up = (a: number, b: number) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0);
  filled.sort(descending ? (a, b) => up(b, a) || a - b : (a, b) => up(a, b) || a - b);
  return joined(filled, empty);
}

/** Place of each galaxy's category among the categories in alphabetical order; NaN for null. */
function ranksOf(codes: Uint8Array, categories: readonly string[]): Float32Array {
  const rank = new Float32Array(256).fill(Number.NaN);
  const order = categories.map((_, code) => code).sort((a, b) => (categories[a] < categories[b] ? -1 : 1));
  order.forEach((code, place) => {
    if (code !== nullCode) rank[code] = place;
  });
  return Float32Array.from(codes, code => rank[code]);
}

function parted(rows: Uint32Array, isFilled: (row: number) => boolean): [Uint32Array, Uint32Array] {
  return [rows.filter(isFilled), rows.filter(row => !isFilled(row))];
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
