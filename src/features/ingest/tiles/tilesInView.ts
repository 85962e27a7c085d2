import { type TileEntry, tilePath } from '../../../data/tiles/tiledManifest.ts';
import type { MapSquare } from '../../../maths/tiles/pointTree.ts';

/** A rectangle of the map, in its units. */
export interface MapWindow {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** The whole map. */
export const everywhere: MapWindow = { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity };

const leastShare = 0.7; // of the window's shorter side that a tile takes up which comes by itself

/** What of a survey is not read in a part of its map. */
export interface TilesLeft {
  /** Tiles that can be read next: their galaxies continue those of a tile that is here. The nearest level first, then the nearest to the middle. */
  next: TileEntry[];
  /** Those of them that come by themselves: the map shows little more than one of them at once. */
  wanted: TileEntry[];
  /** Galaxies of the survey in the tiles that touch the view and all below them that are not here. */
  galaxies: number;
}

/**
 * The tiles of a view that are still to be read.
 *
 * @param tiles each after the one above it
 * @param here paths of the tiles that were read
 */
export function tilesInView(
  tiles: readonly TileEntry[],
  square: MapSquare,
  view: MapWindow,
  here: ReadonlySet<string>,
): TilesLeft {
  const [x, y] = [(view.left + view.right) / 2, (view.bottom + view.top) / 2];
  const next = tiles
    .filter(tile => !here.has(tilePath(tile)) && here.has(aboveOf(tile)) && isInView(tile, square, view))
    .map(tile => {
      const [left, bottom, side] = placeOf(tile, square);
      return { tile, away: Math.hypot(left + side / 2 - x, bottom + side / 2 - y) };
    })
    .sort((a, b) => a.tile.z - b.tile.z || a.away - b.away)
    .map(({ tile }) => tile);
  const least = leastShare * Math.min(view.right - view.left, view.top - view.bottom);
  const wanted = next.filter(({ z }) => square.side / 2 ** z >= least);
  return { next, wanted, galaxies: next.reduce((sum, { total }) => sum + total, 0) };
}

/**
 * The tiles that could be read next in which some points lie: those with most of them first.
 *
 * @param next from {@link tilesInView}, of the whole map
 * @param positions (n, 2) row-major, on the survey's own map
 * @param rows (m) of the points
 */
export function tilesAbout(
  next: readonly TileEntry[],
  square: MapSquare,
  positions: Float32Array,
  rows: Uint32Array,
): TileEntry[] {
  const counted = next.map(tile => {
    const [left, bottom, side] = placeOf(tile, square);
    const inside = rows.filter(row => {
      const [x, y] = [positions[2 * row] - left, positions[2 * row + 1] - bottom];
      return x >= 0 && x < side && y >= 0 && y < side;
    });
    return { tile, count: inside.length };
  });
  return counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ tile }) => tile);
}

/** Whether a tile touches a part of the map. */
export function isInView(tile: TileEntry, square: MapSquare, view: MapWindow): boolean {
  const [left, bottom, side] = placeOf(tile, square);
  return left < view.right && left + side > view.left && bottom < view.top && bottom + side > view.bottom;
}

/** Path of the tile above; its own where there is none. */
function aboveOf({ z, x, y }: TileEntry): string {
  return tilePath(z === 0 ? { z, x, y } : { z: z - 1, x: x >> 1, y: y >> 1 });
}

function placeOf({ z, x, y }: TileEntry, { left, bottom, side }: MapSquare): [number, number, number] {
  const own = side / 2 ** z;
  return [left + x * own, bottom + y * own, own];
}
