import {
  type CategoryColumn,
  type Column,
  type NumberColumn,
  nullCode,
  type TextColumn,
  type TextRows,
} from '../../contracts/column.ts';
import { commonBytes } from '../bytes/commonBytes.ts';
import { ByteWords, hexOf } from './byteWords.ts';

/** A run of a column's raw values as a file gave them, from row `rowStart` on; rows of no chunk are null. */
export interface RawChunk {
  rowStart: number;
  values: ArrayLike<unknown>;
}

/** What a column is called, and what it means. */
export interface ColumnHead {
  name: string;
  source: string;
  description?: string;
  unit?: string;
}

/** Most different words of a category column: code 255 is null, and one code stays free for "other". */
export const mostCategories = 254;
/** A word column counts as categories when each word appears twice on average; else it is text (names, ids). */
export const repeatsOfCategory = 2;

/**
 * Makes a column of raw values: numbers (booleans and whole numbers too), categories (few words, often repeated), or
 * text. Whole numbers beyond 2⁵³ become exact text, because no float holds them.
 *
 * @param n rows of the catalogue
 * @param single true to keep numbers in 32 bits, where the file has no more
 */
export function columnOf(head: ColumnHead, n: number, chunks: readonly RawChunk[], single = false): Column {
  const found = kindsOf(chunks);
  if (!found.words && !found.bigWhole) return numberColumn(head, n, chunks, single);
  const values = wordsOf(n, chunks, new ByteWords()) ?? wordsOf(n, chunks)!;
  return wordColumn(head, values, found.bigWhole && !found.words);
}

/** Category where words repeat, else text. `exact` keeps text, for whole numbers that no float holds. */
export function wordColumn(head: ColumnHead, values: TextRows, exact = false): CategoryColumn | TextColumn {
  const codeOf = new Map<string, number>();
  let filled = 0;
  for (const value of values) {
    if (value === null) continue;
    filled++;
    if (!codeOf.has(value)) codeOf.set(value, codeOf.size);
    if (codeOf.size > mostCategories) break; // text, however many more there are
  }
  if (
    exact ||
    codeOf.size === 0 ||
    codeOf.size > mostCategories ||
    codeOf.size * repeatsOfCategory > filled
  ) {
    return { ...head, kind: 'text', values };
  }
  const codes = new Uint8Array(commonBytes(values.length));
  let row = 0;
  for (const value of values) codes[row++] = value === null ? nullCode : codeOf.get(value)!;
  return { ...head, kind: 'category', categories: [...codeOf.keys()], codes };
}

function numberColumn(
  head: ColumnHead,
  n: number,
  chunks: readonly RawChunk[],
  single: boolean,
): NumberColumn {
  const values = single ? new Float32Array(commonBytes(4 * n)) : new Float64Array(commonBytes(8 * n));
  values.fill(Number.NaN);
  for (const { rowStart, values: raw } of chunks) {
    for (let i = 0; i < raw.length; i++) {
      const value = raw[i];
      if (value !== null && value !== undefined) values[rowStart + i] = Number(value);
    }
  }
  return { ...head, kind: 'number', values };
}

function kindsOf(chunks: readonly RawChunk[]): { words: boolean; bigWhole: boolean } {
  let bigWhole = false;
  for (const { values } of chunks) {
    if (values instanceof Float32Array || values instanceof Float64Array || values instanceof Int32Array)
      continue;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
        continue;
      if (typeof value !== 'bigint') return { words: true, bigWhole };
      if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) bigWhole = true;
    }
  }
  return { words: false, bigWhole };
}

/** @returns (n) the words, undefined where bytes are not text; without `bytes`, bytes are written in hexadecimal */
function wordsOf(n: number, chunks: readonly RawChunk[], bytes?: ByteWords): (string | null)[] | undefined {
  const words = new Array<string | null>(n).fill(null);
  const hexes = new Map<Uint8Array, string>(); // so that a dictionary's value is converted once
  for (const { rowStart, values } of chunks) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      let word: string | null | undefined;
      if (!(value instanceof Uint8Array)) word = textOf(value);
      else if (bytes) word = bytes.textOf(value);
      else {
        word = hexes.get(value) ?? hexOf(value);
        hexes.set(value, word);
      }
      if (word === undefined) return undefined;
      words[rowStart + i] = word;
    }
  }
  return words;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
