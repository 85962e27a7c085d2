import { type Bounds, fitCamera, type Size, toScreen } from '../points/camera.ts';
import { isPlaced } from '../points/rowPositions.ts';

/** World rectangle of the galaxies that have a place; null where none has. @param positions (n, 2) row-major */
function boundsOf(positions: Float32Array): Bounds | null {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let row = 0; 2 * row < positions.length; row++) {
    if (!isPlaced(positions, row)) continue;
    const [x, y] = positions.subarray(2 * row);
    bounds.minX = Math.min(bounds.minX, x);
    bounds.maxX = Math.max(bounds.maxX, x);
    bounds.minY = Math.min(bounds.minY, y);
    bounds.maxY = Math.max(bounds.maxY, y);
  }
  return bounds.minX <= bounds.maxX ? bounds : null;
}

/**
 * Where a first map will show some galaxies, once it is fitted into its place.
 *
 * @param positions (n, 2) row-major
 * @param size of the place, in CSS pixels
 * @returns (rows.length) CSS pixels from the top left; null for a galaxy without a place
 */
export function landingPlaces(
  positions: Float32Array,
  rows: readonly number[],
  size: Size,
): ([xPx: number, yPx: number] | null)[] {
  const bounds = boundsOf(positions);
  if (!bounds) return rows.map(() => null);
  const camera = fitCamera(bounds, size);
  return rows.map(row =>
    isPlaced(positions, row) ? toScreen(camera, size, positions[2 * row], positions[2 * row + 1]) : null,
  );
}
