import type { PlacedPoints } from './placedPoints.ts';
import { cellSide } from './thumbnailGrid.ts';

const fewPerCell = 6; // one of six shown stands for its surroundings; the rest stay points between the thumbnails
const sampleSize = 20_000; // galaxies that tell how crowded any map is, well within a level
const deepest = 32; // levels beyond the first that are looked at: 16 octaves; further in, points coincide

/**
 * How crowded the cells of a grid are: the galaxies in a galaxy's own cell, itself included, on average over the
 * galaxies, so that empty sky does not count. On large maps every k-th galaxy is asked.
 */
export function crowding({ positions, bounds }: PlacedPoints, level: number): number {
  if (!bounds) return 0;
  const side = cellSide(level);
  const columns = Math.floor((bounds.maxX - bounds.minX) / side) + 1;
  const stride = Math.ceil(positions.length / 2 / sampleSize);
  const counts = new Map<number, number>();
  let asked = 0;
  for (let i = 0; i < positions.length / 2; i += stride) {
    const column = Math.floor((positions[2 * i] - bounds.minX) / side);
    const row = Math.floor((positions[2 * i + 1] - bounds.minY) / side);
    const cell = row * columns + column;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    asked++;
  }
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return 1 + (squares / asked - 1) * stride; // the others in the cell are `stride` times as many as those asked
}

/** The first grid level from `from` on at which thumbnails make sense: few enough galaxies share a cell. */
export function thumbnailLevel(points: PlacedPoints, from: number): number {
  let low = from;
  let high = from + deepest;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (crowding(points, middle) <= fewPerCell) high = middle;
    else low = middle + 1;
  }
  return low;
}
