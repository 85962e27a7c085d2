import { createRandom } from '../statistics/random.ts';

/** A square of the map and the points drawn there and in no tile above it. */
export interface PointTile {
  /** Depth; 0 is the whole map. */
  z: number;
  /** Column and row at this depth, 0 … 2^z − 1; row 0 has the lowest y. */
  x: number;
  y: number;
  /** Points of this tile, in random order. */
  rows: Uint32Array;
  /** Points of this tile and of all below it. */
  total: number;
}

/** The square that holds a whole map. */
export interface MapSquare {
  /** Lowest corner, in the map's units. */
  left: number;
  bottom: number;
  /** Length of a side, > 0. */
  side: number;
}

const deepest = 20; // points at one and the same place end up in one last tile, however many they are

/** The smallest square around all points that have a place. @param positions (n, 2) row-major; NaN where there is none */
export function squareAround(positions: Float32Array): MapSquare {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 2) {
    if (Number.isNaN(positions[i])) continue;
    left = Math.min(left, positions[i]);
    right = Math.max(right, positions[i]);
    bottom = Math.min(bottom, positions[i + 1]);
    top = Math.max(top, positions[i + 1]);
  }
  if (left === Infinity) return { left: 0, bottom: 0, side: 1 };
  return { left, bottom, side: Math.max(right - left, top - bottom) || 1 };
}

/**
 * Divides a map into a quadtree of tiles: each keeps a random sample of its points, at most `most`, and hands the rest down, so
 * that a view is whole at once and grows denser as tiles come (the rule of deepscatter, Schmidt 2021).
 *
 * @param positions (n, 2) row-major; points without a place (NaN) are in no tile
 * @param most points a tile, ≥ 1
 * @returns tiles that hold a point, each after the one above it
 */
export function pointTree(
  positions: Float32Array,
  square: MapSquare,
  { most, seed }: { most: number; seed: number },
): PointTile[] {
  const order = Uint32Array.from({ length: positions.length / 2 }, (_, i) => i).filter(
    i => !Number.isNaN(positions[2 * i]),
  );
  createRandom(seed).shuffle(order);
  const tiles: PointTile[] = [];
  const waiting: Omit<PointTile, 'total'>[] = order.length > 0 ? [{ z: 0, x: 0, y: 0, rows: order }] : [];
  for (let tile = waiting.shift(); tile; tile = waiting.shift()) {
    const { z, x, y, rows } = tile;
    const kept = z === deepest ? rows.length : Math.min(most, rows.length);
    tiles.push({ z, x, y, rows: rows.slice(0, kept), total: rows.length });
    const below: number[][] = [[], [], [], []];
    for (const row of rows.subarray(kept)) {
      const [column, line] = placeAt(positions, row, square, z + 1);
      below[2 * (line - 2 * y) + (column - 2 * x)].push(row);
    }
    for (const [quarter, points] of below.entries()) {
      if (points.length === 0) continue;
      const at = { z: z + 1, x: 2 * x + (quarter % 2), y: 2 * y + (quarter >> 1) };
      waiting.push({ ...at, rows: Uint32Array.from(points) });
    }
  }
  return tiles;
}

/** The tile of a depth in which a point lies. @returns column and row */
function placeAt(
  positions: Float32Array,
  row: number,
  { left, bottom, side }: MapSquare,
  z: number,
): [number, number] {
  const last = 2 ** z - 1; // the square's own far edge belongs to its last tile
  const at = (value: number) => Math.min(last, Math.floor((value / side) * 2 ** z));
  return [at(positions[2 * row] - left), at(positions[2 * row + 1] - bottom)];
}
