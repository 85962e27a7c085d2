/** How two labellings of the same things meet. */
export interface Contingency {
  /** (rows, columns) row-major counts */
  counts: Float64Array;
  /** (rows) sums: of each label of the first */
  rows: Float64Array;
  /** (columns) sums: of each label of the second */
  columns: Float64Array;
  /** Things labelled in both. */
  total: number;
}

/**
 * Counts the pairs of labels of two labellings. Things whose label is negative or NaN in either are left out; labels need
 * not be gapless.
 *
 * @param a whole numbers ≥ 0
 * @param b as long as `a`
 * @throws RangeError where the lengths differ
 */
export function contingencyOf(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  if (a.length !== b.length) {
    throw new RangeError(`need two labellings of the same things; got ${a.length} and ${b.length} labels`);
  }
  const [rowOf, columnOf] = [new Map<number, number>(), new Map<number, number>()];
  const place = (places: Map<number, number>, label: number) => {
    const known = places.get(label);
    if (known !== undefined) return known;
    places.set(label, places.size);
    return places.size - 1;
  };
  const pairs: [row: number, column: number][] = [];
  for (let i = 0; i < a.length; i++) {
    if (a[i] >= 0 && b[i] >= 0) pairs.push([place(rowOf, a[i]), place(columnOf, b[i])]);
  }
  const wide = columnOf.size;
  const counts = new Float64Array(rowOf.size * wide);
  const [rows, columns] = [new Float64Array(rowOf.size), new Float64Array(wide)];
  for (const [row, column] of pairs) {
    counts[row * wide + column]++;
    rows[row]++;
    columns[column]++;
  }
  return { counts, rows, columns, total: pairs.length };
}
