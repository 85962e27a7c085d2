import { countingSort, everyRow } from './countingSort.ts';
import { cellAt, type MapFrame } from './mapFrame.ts';

/** The level of a galaxy that never gets a picture: it has no place, or shares it with one that has. */
export const neverPictured = 255;
/** Levels 0 … 63: at the last, pictures that touch are 2⁻¹⁸ of the map apart, about as fine as float32 places. */
export const levelCount = 64;
const levelsPerOctave = 4; // of zoom: between two of them a fifth more ground at the most goes to waste
const firstShare = 1 / 4; // of the frame lies between pictures at level 0: four by four, as on a phone

/** Least distance along x or y between two galaxies pictured at a level, in world units: a quarter of an octave a level. */
export function levelGap({ side, cell }: MapFrame, level: number): number {
  return side * cell * firstShare * 2 ** (-level / levelsPerOctave);
}

/** The deepest level at which pictures are at least so far apart; −1 where even level 0 is too dense. */
export function levelOfGap(frame: MapFrame, gap: number): number {
  const level = Math.floor(levelsPerOctave * Math.log2(levelGap(frame, 0) / gap) + 1e-9);
  return Math.max(-1, Math.min(levelCount - 1, level));
}

/**
 * The level from which on each galaxy has a picture. Levels are filled from the widest gap down; each keeps those before
 * it and adds, the highest first, every galaxy that has no other within its gap (Poisson discs, by squares). So the
 * pictures of a level never overlap, no more of them fit, every crowd has a galaxy of its peak, and who is shown depends
 * on the catalogue alone, not on where a camera looks. Yields the galaxies that wait after each level.
 *
 * @param positions (n, 2) row-major; NaN where a galaxy has no place
 * @param heights (n) who goes first, told apart in 1,024 steps: the highest, among equals by place; NaN gets no picture
 * @returns (n) 0 … 63, or 255 for never
 */
export function* pictureLevelSteps(
  positions: Float32Array,
  heights: Float32Array,
  frame: MapFrame,
): Generator<number, Uint8Array> {
  const levels = new Uint8Array(heights.length).fill(neverPictured);
  const waiting = inTurn(positions, heights, frame);
  const accepted: Places = { xy: new Float32Array(2 * waiting.rows.length), count: 0 };
  let count = waiting.rows.length;
  for (let level = 0; level < levelCount && count > 0; level++) {
    const taken = createSquares(frame, levelGap(frame, level), accepted.count + count);
    for (let i = 0; i < accepted.count; i++) taken.add(accepted.xy[2 * i], accepted.xy[2 * i + 1]);
    let left = 0;
    for (let i = 0; i < count; i++) {
      const x = waiting.xy[2 * i];
      const y = waiting.xy[2 * i + 1];
      if (taken.isFree(x, y)) {
        taken.add(x, y);
        levels[waiting.rows[i]] = level;
        accepted.xy[2 * accepted.count] = x;
        accepted.xy[2 * accepted.count++ + 1] = y;
      } else {
        waiting.rows[left] = waiting.rows[i];
        waiting.xy[2 * left] = x;
        waiting.xy[2 * left++ + 1] = y;
      }
    }
    count = left;
    yield left;
  }
  return levels;
}

interface Places {
  /** (count, 2) row-major */
  xy: Float32Array;
  count: number;
}

const heightSteps = 1024;

/**
 * Rows with a place and a height, the highest first and those of a height cell by cell, with their places beside them:
 * what is looked at in turn then lies together in memory, which at a million galaxies saves most of the time.
 */
function inTurn(positions: Float32Array, heights: Float32Array, frame: MapFrame) {
  let low = Infinity;
  let high = -Infinity;
  for (const height of heights) {
    if (height < low) low = height;
    if (height > high) high = height;
  }
  const scale = high > low ? (heightSteps - 1) / (high - low) : 0;
  const cells = Int32Array.from(heights, (height, row) =>
    Number.isNaN(height) ? -1 : cellAt(frame, positions[2 * row], positions[2 * row + 1]),
  );
  const byCell = countingSort(everyRow(heights.length), frame.side * frame.side, row => cells[row]).rows;
  const { rows } = countingSort(byCell, heightSteps, row => Math.round((high - heights[row]) * scale));
  const xy = new Float32Array(2 * rows.length);
  rows.forEach((row, i) => {
    xy[2 * i] = positions[2 * row];
    xy[2 * i + 1] = positions[2 * row + 1];
  });
  return { rows, xy };
}

/** Accepted places in an open-addressed table by squares of one gap's side, of which each holds one at the most. */
function createSquares({ minX, minY, side, cell }: MapFrame, gap: number, most: number) {
  const along = Math.ceil((side * cell) / gap) + 2; // squares along an axis
  const size = 2 ** Math.ceil(Math.log2(2 * Math.min(most, along * along) + 32));
  const xy = new Float32Array(2 * size).fill(Number.NaN);
  /** Where a square's place would be: sixteen neighbouring squares share a stretch of the table. */
  function slotOf(column: number, line: number): number {
    const block = Math.imul(column >> 2, 0x9e3779b1) ^ Math.imul(line >> 2, 0x85ebca6b);
    return (((block ^ (block >>> 15)) << 4) | ((line & 3) << 2) | (column & 3)) & (size - 1);
  }
  return {
    add(x: number, y: number): void {
      let slot = slotOf(Math.floor((x - minX) / gap), Math.floor((y - minY) / gap));
      while (!Number.isNaN(xy[2 * slot])) slot = (slot + 1) & (size - 1);
      xy[2 * slot] = x;
      xy[2 * slot + 1] = y;
    },
    /** True where nothing accepted is nearer than the gap along both axes. */
    isFree(x: number, y: number): boolean {
      const column = Math.floor((x - minX) / gap);
      const line = Math.floor((y - minY) / gap);
      for (let i = 0; i < 9; i++) {
        let slot = slotOf(column + aside[i], line + above[i]);
        // Whatever square a place in this run belongs to, near is near.
        for (; !Number.isNaN(xy[2 * slot]); slot = (slot + 1) & (size - 1)) {
          if (Math.abs(xy[2 * slot] - x) < gap && Math.abs(xy[2 * slot + 1] - y) < gap) return false;
        }
      }
      return true;
    },
  };
}

/** The square itself, where most are turned away, then the eight around it. */
const aside = [0, -1, 1, 0, 0, -1, 1, -1, 1];
const above = [0, 0, 0, -1, 1, -1, -1, 1, 1];
