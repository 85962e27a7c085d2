import { nearestRow } from '../../../maths/density/cellIndex.ts';
import type { Camera, Size } from '../points/camera.ts';
import type { PlacedPictures } from './mapSurvey.ts';

const insidePx = 56; // a galaxy so far from the edge of the screen is seen as one

/**
 * The camera moved no further than needed so that the galaxy nearest to its middle is on screen: whoever pans or zooms
 * into the void always has something in sight.
 */
export function keptInSight(
  camera: Camera,
  size: Size,
  { index, positions }: Pick<PlacedPictures, 'index' | 'positions'>,
): Camera {
  const scale = 2 ** camera.zoom;
  const reachX = Math.max(size.width / 2 - insidePx, size.width / 4) / scale;
  const reachY = Math.max(size.height / 2 - insidePx, size.height / 4) / scale;
  const row = nearest(index, positions, camera, Math.hypot(reachX, reachY) / 16); // a sixteenth finds one in any crowd
  if (row < 0) return camera;
  const offX = positions[2 * row] - camera.x;
  const offY = positions[2 * row + 1] - camera.y;
  return {
    ...camera,
    x: camera.x + Math.sign(offX) * Math.max(0, Math.abs(offX) - reachX),
    y: camera.y + Math.sign(offY) * Math.max(0, Math.abs(offY) - reachY),
  };
}

/** Looks ever further, so that a place among galaxies is told by its own cells alone. */
function nearest(
  index: PlacedPictures['index'],
  positions: Float32Array,
  { x, y }: Camera,
  start: number,
): number {
  const { side, cell, minX, minY } = index.frame;
  const away = Math.hypot(x - minX - (side * cell) / 2, y - minY - (side * cell) / 2);
  const furthest = 2 * side * cell + away; // reaches every galaxy from anywhere
  // A map without a size has no start: doubling it would go on for ever.
  for (let reach = start; reach > 0 && reach < furthest; reach *= 2) {
    const row = nearestRow(index, positions, [x, y], reach);
    if (row >= 0) return row;
  }
  return nearestRow(index, positions, [x, y], furthest);
}
