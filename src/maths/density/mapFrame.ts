/** A square of square cells over the map; y points up. Cell (column, row) is number row · side + column. */
export interface MapFrame {
  /** Cells along each axis. */
  side: number;
  /** World corner of the first cell. */
  minX: number;
  minY: number;
  /** Side of a cell in world units, > 0. */
  cell: number;
}

const marginShare = 0.15; // of the extent, on each side: density fades out before the frame ends
const loneExtent = 1; // world units around a single point, which has no extent of its own

/**
 * The frame around all points that have a place, with a margin.
 *
 * @param positions (n, 2) row-major; NaN where a galaxy has no place
 * @param side cells along each axis, ≥ 1
 * @returns null without a single place
 */
export function mapFrameOf(positions: Float32Array, side: number): MapFrame | null {
  let minX = Infinity;
  let maxX = -Infinity;
  let minY = Infinity;
  let maxY = -Infinity;
  for (let i = 0; i < positions.length; i += 2) {
    const x = positions[i];
    const y = positions[i + 1];
    if (Number.isNaN(x + y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  if (minX > maxX) return null;
  const extent = Math.max(maxX - minX, maxY - minY) || loneExtent;
  const whole = extent * (1 + 2 * marginShare);
  return {
    side,
    minX: (minX + maxX - whole) / 2,
    minY: (minY + maxY - whole) / 2,
    cell: whole / side,
  };
}

/** The same square in other cells. */
export function resampledFrame(frame: MapFrame, side: number): MapFrame {
  return { ...frame, side, cell: (frame.cell * frame.side) / side };
}

/** Number of the cell a point stands in, or the nearest one; −1 where it has no place. */
export function cellAt({ side, minX, minY, cell }: MapFrame, x: number, y: number): number {
  const column = Math.floor((x - minX) / cell);
  const row = Math.floor((y - minY) / cell);
  if (Number.isNaN(column + row)) return -1;
  return clamp(row, side) * side + clamp(column, side);
}

function clamp(at: number, side: number): number {
  return at < 0 ? 0 : at >= side ? side - 1 : at;
}
