/** A tile's place in an image: its corner and sides, the fastest axis first. */
export interface TilePlace {
  corner: readonly number[];
  sides: readonly number[];
  /** Pixels: the product of the sides. */
  count: number;
}

/** The tiles an image is cut into, in the order of the rows of its table. */
export interface TileGrid {
  /** Sides of the image, the fastest axis first. */
  axes: readonly number[];
  tileSides: readonly number[];
  /** Tiles along each axis. */
  along: readonly number[];
  tileCount: number;
}

/** Cuts an image into tiles. @param axes its sides, the fastest first */
export function tileGrid(axes: readonly number[], tileSides: readonly number[]): TileGrid {
  const along = axes.map((side, i) => Math.ceil(side / tileSides[i]));
  return { axes, tileSides, along, tileCount: along.reduce((product, each) => product * each, 1) };
}

/** Where a tile lies; those at the far edges are smaller. */
export function tilePlace({ axes, tileSides, along }: TileGrid, tile: number): TilePlace {
  let rest = tile;
  const corner = along.map((tiles, i) => {
    const at = rest % tiles;
    rest = (rest - at) / tiles;
    return at * tileSides[i];
  });
  const sides = corner.map((at, i) => Math.min(tileSides[i], axes[i] - at));
  return { corner, sides, count: sides.reduce((product, side) => product * side, 1) };
}

/**
 * Runs of pixels of a tile that lie side by side in the image, as far as they lie in its pixels [first, end).
 *
 * @param take is told where a run begins in the tile and in [first, end), and its length
 */
export function eachRun(
  axes: readonly number[],
  { corner, sides, count }: TilePlace,
  [first, end]: readonly [number, number],
  take: (inTile: number, inPart: number, length: number) => void,
): void {
  const width = sides[0];
  const steps = axes.map((_, i) => axes.slice(0, i).reduce((product, side) => product * side, 1));
  for (let inTile = 0; inTile < count; inTile += width) {
    let row = inTile / width;
    let at = corner[0];
    for (let axis = 1; axis < axes.length; axis++) {
      const along = row % sides[axis];
      row = (row - along) / sides[axis];
      at += (corner[axis] + along) * steps[axis];
    }
    const from = Math.max(at, first);
    const to = Math.min(at + width, end);
    if (to > from) take(inTile + from - at, from - first, to - from);
  }
}
