import type { Bounds } from './camera.ts';
import { isPlaced, ofRows } from './rowPositions.ts';

/** The galaxies that have a place on the map, in the order they are drawn. */
export interface PlacedPoints {
  /** (m) catalogue rows */
  rows: Uint32Array;
  /** (m, 2) row-major world positions */
  positions: Float32Array;
  /** Null without a single galaxy. */
  bounds: Bounds | null;
}

/**
 * @param positions (n, 2) row-major of all catalogue rows, NaN where a galaxy has no place
 * @param under (n) 1 for rows drawn beneath the others: those that have no value to show
 */
export function placedPoints(positions: Float32Array, under?: Uint8Array): PlacedPoints {
  const n = positions.length / 2;
  const rows = new Uint32Array(n);
  let m = 0;
  for (const level of under ? [1, 0] : [0]) {
    for (let row = 0; row < n; row++) {
      if ((under ? under[row] : 0) === level && isPlaced(positions, row)) rows[m++] = row;
    }
  }
  const placed = new Float32Array(2 * m);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < m; i++) {
    const x = positions[2 * rows[i]];
    const y = positions[2 * rows[i] + 1];
    placed[2 * i] = x;
    placed[2 * i + 1] = y;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  const bounds = m > 0 ? { minX, minY, maxX, maxY } : null;
  return { rows: rows.subarray(0, m), positions: placed, bounds };
}

/** World bounds of some catalogue rows; null where none has a place. @param positions (n, 2) row-major of all rows */
export function boundsOf(positions: Float32Array, rows: ArrayLike<number>): Bounds | null {
  return placedPoints(ofRows(positions, Uint32Array.from(rows))).bounds;
}
