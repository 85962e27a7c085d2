import { describe, expect, it } from 'vitest';
import { mapFrameOf } from '../../../src/maths/density/mapFrame.ts';
import {
  levelCount,
  levelGap,
  levelOfGap,
  neverPictured,
  pictureLevelSteps,
} from '../../../src/maths/density/pictureLevels.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const n = 700;
const random = createRandom(5);
const positions = Float32Array.from({ length: 2 * n }, () => random.normal());
positions[2 * 9] = Number.NaN; // no place
positions.copyWithin(2 * 20, 2 * 21, 2 * 21 + 2); // two galaxies in one place
const heights = Float32Array.from({ length: n }, (_, row) =>
  Math.exp(-(positions[2 * row] ** 2 + positions[2 * row + 1] ** 2)),
);
heights[30] = Number.NaN; // not wanted
const frame = mapFrameOf(positions, 512)!;

function levelsOf(): Uint8Array {
  const steps = pictureLevelSteps(positions, heights, frame);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
const levels = levelsOf();
const apart = (a: number, b: number) =>
  Math.max(
    Math.abs(positions[2 * a] - positions[2 * b]),
    Math.abs(positions[2 * a + 1] - positions[2 * b + 1]),
  );
const upTo = (level: number) => Array.from(levels.keys()).filter(row => levels[row] <= level);

describe('pictureLevels', () => {
  it('never lets two pictures of a level overlap', () => {
    for (const level of [0, 6, 12, 20, 30]) {
      const shown = upTo(level);
      let nearest = Infinity;
      for (const a of shown) for (const b of shown) if (a < b) nearest = Math.min(nearest, apart(a, b));
      expect(nearest).toBeGreaterThanOrEqual(levelGap(frame, level));
    }
  });

  it('leaves no room for another', () => {
    for (const level of [0, 6, 12, 20]) {
      const shown = upTo(level);
      const free: number[] = [];
      for (const row of levels.keys()) {
        if (levels[row] <= level || Number.isNaN(apart(row, row) + heights[row])) continue;
        if (!shown.some(other => apart(row, other) < levelGap(frame, level))) free.push(row);
      }
      expect(free).toEqual([]);
    }
  });

  it('begins with the galaxy of the highest peak, and leaves out those without a place, a height or ground', () => {
    const peak = heights.reduce((best, height, row) => (height > heights[best] ? row : best), 0);
    expect(levels[peak]).toBe(0);
    expect([levels[9], levels[30]]).toEqual([neverPictured, neverPictured]);
    expect([levels[20], levels[21]].filter(level => level === neverPictured)).toHaveLength(1);
    expect(levels.filter(level => level === neverPictured)).toHaveLength(3);
  });

  it('finds the level of a gap', () => {
    for (const level of [0, 5, 17, levelCount - 1]) {
      expect(levelOfGap(frame, levelGap(frame, level))).toBe(level);
      expect(levelOfGap(frame, levelGap(frame, level) * 1.01)).toBe(level - 1);
    }
  });
});
