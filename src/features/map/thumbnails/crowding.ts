import type { PlacedPoints } from '../points/placedPoints.ts';
import { cellSide, gridLevel } from './thumbnailGrid.ts';

const sparse = 4; // galaxies a cell on a map that shows thumbnails from the start
const sampleSize = 20_000; // galaxies that tell how crowded any map is
const octavesIn = 1; // of zoom before any thumbnail on fuller maps: the overview stays a map of points

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

/** The first grid level that shows thumbnails: that of the whole map where it is sparse, else an octave in. */
export function firstThumbnailLevel(points: PlacedPoints, fitZoom: number): number {
  const level = gridLevel(fitZoom);
  return crowding(points, level) <= sparse ? level : gridLevel(fitZoom + octavesIn);
}
