import { createRowMask, rowsOf } from '../../../maths/catalogue/rowMask.ts';
import type { PlacedPoints } from './placedPoints.ts';

type Corner = readonly [x: number, y: number];

const side = 512; // cells the line's surroundings are cut into, along each axis: few of them are crossed by it
const outside = 0;
const inside = 1;
const crossed = 2; // by the line: points there are looked at one by one

/**
 * Galaxies inside a closed line, by the even–odd rule: where it crosses itself, the twice enclosed is outside. The line is
 * drawn into a grid once, and each galaxy looked up there.
 *
 * @param corners world positions of the line, which is closed from the last to the first
 * @returns (m) catalogue rows, ascending
 */
export function rowsInside(
  { rows, positions }: Pick<PlacedPoints, 'rows' | 'positions'>,
  corners: readonly Corner[],
): Uint32Array {
  if (corners.length < 3) return new Uint32Array(0);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const left = Math.min(...xs);
  const bottom = Math.min(...ys);
  const across = side / (Math.max(...xs) - left || 1);
  const up = side / (Math.max(...ys) - bottom || 1);
  const grid = gridOf(corners.map(([x, y]) => [(x - left) * across, (y - bottom) * up]));
  const edges = edgesByLine(corners, bottom, up);
  let last = 0;
  for (let i = 0; i < rows.length; i++) if (rows[i] > last) last = rows[i];
  const found = createRowMask(last + 1);
  for (let i = 0; i < rows.length; i++) {
    const x = positions[2 * i];
    const y = positions[2 * i + 1];
    const u = (x - left) * across;
    const v = (y - bottom) * up;
    if (!(u >= 0 && u < side && v >= 0 && v < side)) continue;
    const column = u | 0;
    const line = v | 0;
    const state = grid[line * side + column];
    if (state === inside || (state === crossed && isInside(edges[line], x, y)))
      found.words[rows[i] >>> 5] |= 1 << (rows[i] & 31);
  }
  return rowsOf(found);
}

/** (side, side) row-major: how each cell lies to a line given in cells. */
function gridOf(corners: readonly Corner[]): Uint8Array {
  const grid = new Uint8Array(side * side).fill(outside);
  for (let line = 0; line < side; line++) {
    const crossings: number[] = [];
    forEachEdge(corners, (from, to) => {
      const y = line + 0.5;
      if (from[1] > y !== to[1] > y)
        crossings.push(from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const first = Math.max(0, Math.ceil(crossings[i] - 0.5));
      const end = Math.min(side, Math.ceil(crossings[i + 1] - 0.5)); // cells whose middles lie between
      if (end > first) grid.fill(inside, line * side + first, line * side + end);
    }
  }
  forEachEdge(corners, (from, to) => markEdge(grid, from, to));
  return grid;
}

const slack = 1e-6; // cells: rounding puts no crossing into the cell beside it unseen

function markEdge(grid: Uint8Array, [fromX, fromY]: Corner, [toX, toY]: Corner): void {
  const low = Math.max(0, Math.floor(Math.min(fromY, toY) - slack));
  const high = Math.min(side - 1, Math.floor(Math.max(fromY, toY) + slack));
  const slope = (toX - fromX) / (toY - fromY);
  for (let line = low; line <= high; line++) {
    let [a, b] = [fromX, toX];
    if (Number.isFinite(slope)) {
      // The part of the edge within this line of cells.
      const start = Math.min(Math.max(Math.min(fromY, toY), line), Math.max(fromY, toY));
      const end = Math.max(Math.min(Math.max(fromY, toY), line + 1), Math.min(fromY, toY));
      a = fromX + (start - fromY) * slope;
      b = fromX + (end - fromY) * slope;
    }
    const first = Math.max(0, Math.floor(Math.min(a, b) - slack));
    const last = Math.min(side - 1, Math.floor(Math.max(a, b) + slack));
    if (last >= first) grid.fill(crossed, line * side + first, line * side + last + 1);
  }
}

function forEachEdge(corners: readonly Corner[], visit: (from: Corner, to: Corner) => void): void {
  for (let i = 0; i < corners.length; i++) visit(corners[i], corners[(i + 1) % corners.length]);
}

/** Tests points by the edges of the line of cells they stand in alone. @param edges (side) of each such line, (4 each) */
function isInside(edges: Float64Array, x: number, y: number): boolean {
  let within = false;
  for (let i = 0; i < edges.length; i += 4) {
    const fromX = edges[i];
    const fromY = edges[i + 1];
    const toY = edges[i + 3];
    if (fromY > y !== toY > y && x < fromX + ((edges[i + 2] - fromX) * (y - fromY)) / (toY - fromY))
      within = !within;
  }
  return within;
}

/** (side) for each line of cells the edges that touch it, as from x, from y, to x, to y in world units. */
function edgesByLine(corners: readonly Corner[], bottom: number, up: number): Float64Array[] {
  const lines = Array.from({ length: side }, (): number[] => []);
  forEachEdge(corners, ([fromX, fromY], [toX, toY]) => {
    const first = Math.max(0, Math.floor((Math.min(fromY, toY) - bottom) * up - slack));
    const last = Math.min(side - 1, Math.floor((Math.max(fromY, toY) - bottom) * up + slack));
    for (let line = first; line <= last; line++) lines[line].push(fromX, fromY, toX, toY);
  });
  return lines.map(line => Float64Array.from(line));
}
