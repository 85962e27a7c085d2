import { type TileEntry, tilePath } from '../../../data/tiles/tiledManifest.ts';
import type { MapSquare } from '../../../maths/tiles/pointTree.ts';

/** A rectangle of the map, in its units. */
export interface MapWindow {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** What of a survey is not read in a part of its map. */
interface TilesLeft {
  /** Tiles that can be read next: their galaxies continue those of a tile that is here. The nearest level first, then the nearest to the middle. */
  next: TileEntry[];
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
    .filter(tile => !here.has(tilePath(tile)) && here.has(aboveOf(tile)))
    .map(tile => ({ tile, place: placeOf(tile, square) }))
    .filter(
      ({ place: [left, bottom, side] }) =>
        left < view.right && left + side > view.left && bottom < view.top && bottom + side > view.bottom,
    )
    .map(({ tile, place: [left, bottom, side] }) => ({
      tile,
      away: Math.hypot(left + side / 2 - x, bottom + side / 2 - y),
    }))
    .sort((a, b) => a.tile.z - b.tile.z || a.away - b.away)
    .map(({ tile }) => tile);
  return { next, galaxies: next.reduce((sum, { total }) => sum + total, 0) };
}

/** Path of the tile above; its own where there is none. */
function aboveOf({ z, x, y }: TileEntry): string {
  return tilePath(z === 0 ? { z, x, y } : { z: z - 1, x: x >> 1, y: y >> 1 });
}

function placeOf({ z, x, y }: TileEntry, { left, bottom, side }: MapSquare): [number, number, number] {
  const own = side / 2 ** z;
  return [left + x * own, bottom + y * own, own];
}
