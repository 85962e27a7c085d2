import { nearestRow } from '../../../maths/density/cellIndex.ts';
import { type Camera, type Size, toScreen, toWorld } from '../points/camera.ts';
import { rowsInside } from '../points/lassoRows.ts';
import { type Direction, nearestInDirection, nearestPoint } from '../points/nearestPoint.ts';
import type { PlacedPoints } from '../points/placedPoints.ts';
import type { Painting } from '../points/pointColours.ts';
import { isPlaced } from '../points/rowPositions.ts';
import type { PlacedPictures } from '../survey/mapSurvey.ts';

/** What is on the map at a moment, and from where it is seen. */
interface Sight {
  camera: Camera;
  size: Size;
  /** (n, 2) row-major of all catalogue rows; null without a map. */
  positions: Float32Array | null;
  points: PlacedPoints | null;
  painting: Painting | null;
  placed: PlacedPictures | null;
  /** Row of the picture under a pixel; null where none is. */
  pictureAt(xPx: number, yPx: number): number | null;
}

/** Which galaxies stand where on the screen. */
export interface LookedAt {
  /** Row of the galaxy under a pixel of the canvas, or null. */
  pick(xPx: number, yPx: number): number | null;
  /** Ascending rows of the galaxies inside a line drawn on the canvas. @param linePx (corners) of x, y */
  within(linePx: readonly (readonly [x: number, y: number])[]): Uint32Array;
  /** Pixel where a galaxy stands; null where it has no place. */
  screenOf(row: number): [number, number] | null;
  /** The next galaxy in a direction; the one in the middle of the screen where `row` is null. */
  next(row: number | null, direction: Direction): number | null;
}

const pickReachPx = 8; // a point is easier to hit than it is large

/** World place of a galaxy; null where it has none. @param positions (n, 2) row-major */
export function worldPlaceOf(positions: Float32Array | null, row: number): [number, number] | null {
  return positions && isPlaced(positions, row) ? [positions[2 * row], positions[2 * row + 1]] : null;
}

/** @param sight what is on the map now */
export function createLookedAt(sight: () => Sight): LookedAt {
  /** False for what the filters hide: nobody points at what is not drawn. */
  const isSeen = (painting: Painting | null) => (row: number) =>
    painting === null || painting.rgba[4 * row + 3] > 0;

  return {
    pick(xPx, yPx) {
      const { points, positions, placed, painting, camera, size, pictureAt } = sight();
      if (!points) return null;
      const picture = pictureAt(xPx, yPx);
      if (picture !== null) return picture;
      const [x, y] = toWorld(camera, size, xPx, yPx);
      const reach = pickReachPx / 2 ** camera.zoom;
      const seen = isSeen(painting);
      if (placed?.positions === positions && placed) {
        const row = nearestRow(placed.index, placed.positions, [x, y], reach, seen);
        return row < 0 ? null : row;
      }
      const i = nearestPoint(points.positions, x, y, reach, at => seen(points.rows[at]));
      return i < 0 ? null : points.rows[i];
    },
    within(linePx) {
      const { points, camera, size } = sight();
      if (!points) return new Uint32Array(0);
      return rowsInside(
        points,
        linePx.map(([xPx, yPx]) => toWorld(camera, size, xPx, yPx)),
      );
    },
    screenOf(row) {
      const { positions, camera, size } = sight();
      const place = worldPlaceOf(positions, row);
      return place && toScreen(camera, size, place[0], place[1]);
    },
    next(row, direction) {
      const { points, positions, painting, camera } = sight();
      if (!points) return null;
      const from = row === null ? null : worldPlaceOf(positions, row);
      const seen = isSeen(painting);
      const counts = (i: number) => seen(points.rows[i]);
      const i = from
        ? nearestInDirection(points.positions, from[0], from[1], direction, counts)
        : nearestPoint(points.positions, camera.x, camera.y, Infinity, counts);
      return i < 0 ? null : points.rows[i];
    },
  };
}
