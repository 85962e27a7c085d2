/**
 * A set of catalogue rows, one bit a row: a filter, a selection, the rows that have a value. A plain value: it travels to
 * workers as it is, and a store replaces it instead of changing it.
 */
export interface RowMask {
  /** Rows of the catalogue, inside the set or not. */
  rowCount: number;
  /** (⌈rowCount / 32⌉) row r is bit r mod 32 of word ⌊r / 32⌋; bits beyond the last row are 0 */
  words: Uint32Array;
}

/** The empty set of a catalogue's rows. */
export function createRowMask(rowCount: number): RowMask {
  return { rowCount, words: new Uint32Array(Math.ceil(rowCount / 32)) };
}

/** All rows of a catalogue. */
export function wholeRowMask(rowCount: number): RowMask {
  return complementOf(createRowMask(rowCount));
}

/**
 * The set of these rows, in any order.
 *
 * @throws RangeError for a row the catalogue does not have
 */
export function rowMaskOf(rows: ArrayLike<number>, rowCount: number): RowMask {
  const mask = createRowMask(rowCount);
  for (let i = 0; i < rows.length; i++) {
    if (!(rows[i] >= 0 && rows[i] < rowCount)) {
      throw new RangeError(`need rows 0 … ${rowCount - 1}; got ${rows[i]}`);
    }
    setRow(mask, rows[i], true);
  }
  return mask;
}

/** The rows for which `holds` is true; called once a row, in order. */
export function rowsWhere(rowCount: number, holds: (row: number) => boolean): RowMask {
  const mask = createRowMask(rowCount);
  for (let row = 0; row < rowCount; row++) if (holds(row)) mask.words[row >>> 5] |= 1 << (row & 31);
  return mask;
}

/** Puts one row into a set that is being built, or takes it out. */
export function setRow({ words }: RowMask, row: number, on: boolean): void {
  if (on) words[row >>> 5] |= 1 << (row & 31);
  else words[row >>> 5] &= ~(1 << (row & 31));
}

/** Whether a row is in the set; false for rows the catalogue does not have. */
export function hasRow({ words }: RowMask, row: number): boolean {
  return ((words[row >>> 5] >>> (row & 31)) & 1) === 1;
}

/** Rows in the set. */
export function countRows({ words }: RowMask): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) count += bitCount(words[i]);
  return count;
}

/** Rows in both sets. @throws RangeError where they are of catalogues of different length */
export function bothOf(a: RowMask, b: RowMask): RowMask {
  checkSameLength(a, b);
  return { rowCount: a.rowCount, words: a.words.map((word, i) => word & b.words[i]) };
}

/** Rows in either set. @throws RangeError where they are of catalogues of different length */
export function eitherOf(a: RowMask, b: RowMask): RowMask {
  checkSameLength(a, b);
  return { rowCount: a.rowCount, words: a.words.map((word, i) => word | b.words[i]) };
}

/** Rows that are not in the set. */
export function complementOf({ rowCount, words }: RowMask): RowMask {
  const inverse = words.map(word => ~word);
  if (rowCount % 32 > 0) inverse[inverse.length - 1] &= 2 ** (rowCount % 32) - 1;
  return { rowCount, words: inverse };
}

/** @returns (m) the rows of the set, ascending */
export function rowsOf(mask: RowMask): Uint32Array {
  const rows = new Uint32Array(countRows(mask));
  let at = 0;
  forEachRow(mask, row => {
    rows[at++] = row;
  });
  return rows;
}

/** Visits the rows of the set, ascending. */
export function forEachRow({ words }: RowMask, visit: (row: number) => void): void {
  for (let i = 0; i < words.length; i++) {
    for (let word = words[i]; word !== 0; word &= word - 1) {
      visit(32 * i + 31 - Math.clz32(word & -word)); // the lowest bit that is set
    }
  }
}

/** Bits set in a 32-bit word, by adding neighbours (Warren, Hacker's Delight, 2nd ed., figure 5-2). */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function checkSameLength(a: RowMask, b: RowMask): void {
  if (a.rowCount !== b.rowCount) {
    throw new RangeError(
      `need sets of rows of one catalogue; got ${a.rowCount} and ${b.rowCount} rows: filter the open one`,
    );
  }
}
