/** The k nearest as a plain program keeps them: two sorted arrays, a new one inserted where it belongs. */
interface Kept {
  distances: number[];
  rows: number[];
}

function insert({ distances, rows }: Kept, k: number, distance: number, row: number): void {
  let at = distances.length < k ? distances.length : k - 1;
  while (at > 0 && distances[at - 1] > distance) {
    distances[at] = distances[at - 1];
    rows[at] = rows[at - 1];
    at--;
  }
  distances[at] = distance;
  rows[at] = row;
}

/**
 * The plain double loop over arrays of arrays, in double precision.
 *
 * @param points of equal length
 * @param query one of the points, itself left out
 * @returns (≤ k) rows by rising Euclidean distance, ties by row
 */
export function naiveNearest(points: readonly number[][], query: number, k: number): number[] {
  const kept: Kept = { distances: [], rows: [] };
  const asked = points[query];
  for (let i = 0; i < points.length; i++) {
    if (i === query) continue;
    const point = points[i];
    let sum = 0;
    for (let j = 0; j < point.length; j++) {
      const step = point[j] - asked[j];
      sum += step * step;
    }
    if (kept.rows.length < k || sum < kept.distances[k - 1]) insert(kept, k, sum, i);
  }
  return kept.rows;
}

/**
 * The same over one typed array.
 *
 * @param points (n, columns) row-major
 */
export function typedNearest(points: Float32Array, columns: number, query: number, k: number): number[] {
  const kept: Kept = { distances: [], rows: [] };
  const n = points.length / columns;
  for (let i = 0; i < n; i++) {
    if (i === query) continue;
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const step = points[i * columns + j] - points[query * columns + j];
      sum += step * step;
    }
    if (kept.rows.length < k || sum < kept.distances[k - 1]) insert(kept, k, sum, i);
  }
  return kept.rows;
}
