/**
 * Rows by ascending key; equal keys keep their order.
 *
 * @param rows (m)
 * @param keys how many there are
 * @param keyOf a whole number 0 … keys − 1, or a negative one to leave a row out
 * @returns (≤ m) the rows that have a key, and (keys + 1) where each key's begin among them
 */
export function countingSort(
  rows: Uint32Array,
  keys: number,
  keyOf: (row: number) => number,
): { rows: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(keys + 1);
  for (let i = 0; i < rows.length; i++) {
    const key = keyOf(rows[i]);
    if (key >= 0) starts[key + 1]++;
  }
  for (let key = 0; key < keys; key++) starts[key + 1] += starts[key];
  const next = starts.slice();
  const sorted = new Uint32Array(starts[keys]);
  for (let i = 0; i < rows.length; i++) {
    const key = keyOf(rows[i]);
    if (key >= 0) sorted[next[key]++] = rows[i];
  }
  return { rows: sorted, starts };
}

/** (n) the numbers 0 … n − 1. */
export function everyRow(n: number): Uint32Array {
  const rows = new Uint32Array(n);
  for (let row = 0; row < n; row++) rows[row] = row;
  return rows;
}
