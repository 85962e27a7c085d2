import { type Bounds, type Camera, type Size, toWorld, visibleBounds } from '../points/camera.ts';
import type { PlacedPoints } from '../points/placedPoints.ts';

/** Side of a thumbnail, in CSS pixels on the screen and in pixels of its image. */
export const thumbnailSidePx = 64; // what the atlas holds: one image pixel a screen pixel
const cellPx = 72; // a thumbnail, its line on either side, and ground between two
const linePx = 2; // the widest line around a thumbnail: the selected one's
const fewEnough = 12; // galaxies a cell, for one of them to stand for its surroundings
const deepest = 24; // levels looked through for room: 12 octaves; further in, points coincide
const step = 0.5; // octaves of zoom that share a grid, so that zooming does not reshuffle it at every frame

/** The grid a zoom falls in: its cells measure 72 px at the least and 102 px at the most while it is shown. */
export function gridLevel(zoom: number): number {
  return Math.floor(zoom / step);
}

/** The lowest zoom of a level. */
export function levelZoom(level: number): number {
  return level * step;
}

/** Side of a cell in world units. */
export function cellSide(level: number): number {
  return cellPx / 2 ** levelZoom(level);
}

/** One galaxy a cell, for the whole map: panning cannot change it. Crowded cells have none and stay points. */
export interface ThumbnailGrid {
  level: number;
  columns: number;
  rows: number;
  /** World corner of the first cell. */
  origin: Bounds;
  /** Index of the point that stands for a cell, by row × columns + column. */
  winners: Map<number, number>;
}

/**
 * Chooses for each cell the point nearest to its centre, the lowest index among equals; none where the cell and the
 * eight around it hold more than 12 galaxies each on average: there a thumbnail would hide what it stands for.
 */
export function thumbnailGrid({ positions }: PlacedPoints, bounds: Bounds, level: number): ThumbnailGrid {
  const side = cellSide(level);
  const columns = Math.floor((bounds.maxX - bounds.minX) / side) + 1;
  const rows = Math.floor((bounds.maxY - bounds.minY) / side) + 1;
  const winners = new Map<number, number>();
  const distances = new Map<number, number>();
  const counts = new Map<number, number>();
  for (let i = 0; i < positions.length / 2; i++) {
    const u = (positions[2 * i] - bounds.minX) / side;
    const v = (positions[2 * i + 1] - bounds.minY) / side;
    const cell = Math.floor(v) * columns + Math.floor(u);
    const distance = Math.hypot(u - Math.floor(u) - 0.5, v - Math.floor(v) - 0.5);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    if (distance < (distances.get(cell) ?? Infinity)) {
      winners.set(cell, i);
      distances.set(cell, distance);
    }
  }
  for (const cell of [...winners.keys()]) {
    if (around(counts, cell, columns) > 9 * fewEnough) winners.delete(cell);
  }
  return { level, columns, rows, origin: bounds, winners };
}

/** Galaxies in a cell and the eight around it. */
function around(counts: Map<number, number>, cell: number, columns: number): number {
  const column = cell % columns;
  let sum = 0;
  for (let up = -1; up <= 1; up++) {
    for (let right = -1; right <= 1; right++) {
      if (column + right >= 0 && column + right < columns)
        sum += counts.get(cell + up * columns + right) ?? 0;
    }
  }
  return sum;
}

/** The first level from `from` on at which few enough galaxies are around a point for thumbnails there. */
export function uncrowdedLevel({ positions }: PlacedPoints, x: number, y: number, from: number): number {
  let level = from;
  for (; level < from + deepest; level++) {
    const reach = 1.5 * cellSide(level);
    let near = 0;
    for (let i = 0; i < positions.length / 2; i++) {
      if (Math.abs(positions[2 * i] - x) <= reach && Math.abs(positions[2 * i + 1] - y) <= reach) near++;
    }
    if (near <= 9 * fewEnough) break;
  }
  return level;
}

function cellOf({ level, columns, origin }: ThumbnailGrid, x: number, y: number): number {
  const side = cellSide(level);
  return Math.floor((y - origin.minY) / side) * columns + Math.floor((x - origin.minX) / side);
}

/** Cells of a grid, first and last of both axes. */
export interface CellRange {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The cells that are on screen, in whole or in part, widened by `extraCells`. */
export function cellsInView(grid: ThumbnailGrid, camera: Camera, size: Size, extraCells = 0): CellRange {
  const view = visibleBounds(camera, size);
  const side = cellSide(grid.level);
  return {
    left: Math.max(0, Math.floor((view.minX - grid.origin.minX) / side) - extraCells),
    right: Math.min(grid.columns - 1, Math.floor((view.maxX - grid.origin.minX) / side) + extraCells),
    bottom: Math.max(0, Math.floor((view.minY - grid.origin.minY) / side) - extraCells),
    top: Math.min(grid.rows - 1, Math.floor((view.maxY - grid.origin.minY) / side) + extraCells),
  };
}

/** Thumbnails to show. */
export interface ChosenThumbnails {
  /** Indices of their points, the middle of the screen first. */
  indices: number[];
  /** (indices.length, 2) world centres: the galaxy's own place, moved only as far as its cell demands. */
  centres: Float32Array;
}

/**
 * The thumbnails of a range of cells. Each keeps inside its cell at every zoom of the grid, so no two can overlap.
 *
 * @param most how many at most; the outermost are left out
 * @param favourite index of a point that stands for its cell whoever is nearer to the centre: the selected galaxy; or −1
 */
export function chooseThumbnails(
  grid: ThumbnailGrid,
  { positions }: PlacedPoints,
  range: CellRange,
  most: number,
  favourite = -1,
): ChosenThumbnails {
  const favouriteCell =
    favourite < 0 ? -1 : cellOf(grid, positions[2 * favourite], positions[2 * favourite + 1]);
  const middleColumn = (range.left + range.right) / 2;
  const middleRow = (range.bottom + range.top) / 2;
  const found: { index: number; column: number; row: number; distance: number }[] = [];
  for (let row = range.bottom; row <= range.top; row++) {
    for (let column = range.left; column <= range.right; column++) {
      const cell = row * grid.columns + column;
      const winner = grid.winners.get(cell);
      if (winner === undefined) continue;
      const index = cell === favouriteCell ? favourite : winner;
      found.push({ index, column, row, distance: Math.hypot(column - middleColumn, row - middleRow) });
    }
  }
  found.sort((a, b) => a.distance - b.distance || a.index - b.index);
  const chosen = found.slice(0, most);
  const side = cellSide(grid.level);
  const half = (thumbnailSidePx / 2 + linePx) / 2 ** levelZoom(grid.level); // at the grid's lowest zoom, where it is widest
  const centres = new Float32Array(2 * chosen.length);
  chosen.forEach(({ index, column, row }, i) => {
    const left = grid.origin.minX + column * side;
    const bottom = grid.origin.minY + row * side;
    centres[2 * i] = Math.min(left + side - half, Math.max(left + half, positions[2 * index]));
    centres[2 * i + 1] = Math.min(bottom + side - half, Math.max(bottom + half, positions[2 * index + 1]));
  });
  return { indices: chosen.map(each => each.index), centres };
}

/** Which of some thumbnails lies under a screen pixel, by their (m, 2) world centres: its place among them, or −1. */
export function thumbnailAt(
  { centres }: { centres: Float32Array },
  camera: Camera,
  size: Size,
  xPx: number,
  yPx: number,
): number {
  const [x, y] = toWorld(camera, size, xPx, yPx);
  const half = thumbnailSidePx / 2 / 2 ** camera.zoom;
  for (let i = 0; i < centres.length / 2; i++) {
    if (Math.abs(centres[2 * i] - x) <= half && Math.abs(centres[2 * i + 1] - y) <= half) return i;
  }
  return -1;
}
