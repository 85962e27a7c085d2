import { countingSort, everyRow } from './countingSort.ts';
import { cellAt, type MapFrame } from './mapFrame.ts';

/** The galaxies of each cell of a frame, so that what stands near a place is found without looking at all. */
export interface CellIndex {
  frame: MapFrame;
  /** (side² + 1) where each cell's rows begin in `rows`; the last entry is their number */
  starts: Uint32Array;
  /** (m) catalogue rows that have a place, cell by cell; within a cell by ascending level, then row */
  rows: Uint32Array;
}

const perCell = 4; // galaxies on average: finer cells are mostly empty, coarser ones slow to search
const finest = 512; // cells along an axis: 1 MB of starts

/** Cells along each axis that suit an index of `count` galaxies: a power of two, 8 … 512. */
export function indexSide(count: number): number {
  const wanted = 2 ** Math.round(Math.log2(Math.sqrt(Math.max(1, count) / perCell)));
  return Math.max(8, Math.min(finest, wanted));
}

/**
 * Sorts galaxies into the cells of a frame.
 *
 * @param positions (n, 2) row-major; NaN where a galaxy has no place
 * @param levels (n) 0–255, by which the rows of a cell ascend
 */
export function indexCells(positions: Float32Array, levels: Uint8Array, frame: MapFrame): CellIndex {
  const byLevel = countingSort(everyRow(levels.length), 256, row => levels[row]).rows;
  const cells = Int32Array.from(levels, (_, row) =>
    cellAt(frame, positions[2 * row], positions[2 * row + 1]),
  );
  const { rows, starts } = countingSort(byLevel, frame.side * frame.side, row => cells[row]);
  return { frame, starts, rows };
}

/** First and last columns and rows of the cells a world rectangle touches; empty (left > right) where it touches none. */
function cellsTouched(
  { side, minX, minY, cell }: MapFrame,
  box: { minX: number; minY: number; maxX: number; maxY: number },
) {
  return {
    left: Math.max(0, Math.floor((box.minX - minX) / cell)),
    right: Math.min(side - 1, Math.floor((box.maxX - minX) / cell)),
    bottom: Math.max(0, Math.floor((box.minY - minY) / cell)),
    top: Math.min(side - 1, Math.floor((box.maxY - minY) / cell)),
  };
}

/**
 * Galaxies up to a level in a world rectangle.
 *
 * @returns (m) catalogue rows, by ascending level, then row: the order in which they matter
 */
export function rowsInBox(
  { frame, starts, rows }: CellIndex,
  { positions, levels }: { positions: Float32Array; levels: Uint8Array },
  box: { minX: number; minY: number; maxX: number; maxY: number },
  level: number,
): number[] {
  const { left, right, bottom, top } = cellsTouched(frame, box);
  const found: number[] = [];
  for (let line = bottom; line <= top; line++) {
    for (let column = left; column <= right; column++) {
      const cell = line * frame.side + column;
      for (let i = starts[cell]; i < starts[cell + 1]; i++) {
        const row = rows[i];
        if (levels[row] > level) break; // levels ascend within a cell
        const x = positions[2 * row];
        const y = positions[2 * row + 1];
        if (x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY) found.push(row);
      }
    }
  }
  return found.sort((a, b) => levels[a] - levels[b] || a - b);
}

/**
 * The galaxy nearest to (x, y), the lowest row among equals.
 *
 * @param reach largest distance that counts, in world units
 * @param counts false for rows to pass over. Default: none
 * @returns −1 where none is within reach
 */
export function nearestRow(
  { frame, starts, rows }: CellIndex,
  positions: Float32Array,
  [x, y]: readonly [number, number],
  reach: number,
  counts: (row: number) => boolean = () => true,
): number {
  const box = { minX: x - reach, maxX: x + reach, minY: y - reach, maxY: y + reach };
  const { left, right, bottom, top } = cellsTouched(frame, box);
  let best = -1;
  let bestSquared = reach * reach;
  for (let line = bottom; line <= top; line++) {
    for (let column = left; column <= right; column++) {
      const cell = line * frame.side + column;
      for (let i = starts[cell]; i < starts[cell + 1]; i++) {
        const row = rows[i];
        const squared = (positions[2 * row] - x) ** 2 + (positions[2 * row + 1] - y) ** 2;
        const nearer = squared < bestSquared || (squared === bestSquared && (best < 0 || row < best));
        if (nearer && counts(row)) {
          best = row;
          bestSquared = squared;
        }
      }
    }
  }
  return best;
}
