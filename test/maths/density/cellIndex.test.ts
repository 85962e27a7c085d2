import { describe, expect, it } from 'vitest';
import { indexCells, indexSide, nearestRow, rowsInBox } from '../../../src/maths/density/cellIndex.ts';
import { countingSort, everyRow } from '../../../src/maths/density/countingSort.ts';
import { mapFrameOf } from '../../../src/maths/density/mapFrame.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const n = 2000;
const random = createRandom(2);
const positions = Float32Array.from({ length: 2 * n }, () => random.normal());
positions[2 * 7 + 1] = Number.NaN;
positions.copyWithin(2 * 40, 2 * 41, 2 * 41 + 2);
const levels = Uint8Array.from({ length: n }, () => Math.floor(random.uniform() * 30));
const index = indexCells(positions, levels, mapFrameOf(positions, indexSide(n))!);

describe('countingSort', () => {
  it('sorts stably and leaves out rows without a key', () => {
    const keys = [2, -1, 0, 2, 0];
    const { rows, starts } = countingSort(everyRow(5), 3, row => keys[row]);
    expect([...rows]).toEqual([2, 4, 0, 3]);
    expect([...starts]).toEqual([0, 2, 2, 4]);
  });
});

describe('cellIndex', () => {
  it('holds every galaxy with a place once', () => {
    const wanted = Array.from(levels.keys()).filter(row => row !== 7);
    expect([...index.rows].sort((a, b) => a - b)).toEqual(wanted);
  });

  it('finds what looking at all galaxies finds in a box', () => {
    for (let trial = 0; trial < 30; trial++) {
      const [x, y, half] = [random.normal(), random.normal(), random.uniform()];
      const box = { minX: x - half, maxX: x + half, minY: y - half, maxY: y + half };
      const level = Math.floor(random.uniform() * 30);
      const wanted = Array.from(levels.keys())
        .filter(
          row =>
            levels[row] <= level &&
            Math.abs(positions[2 * row] - x) <= half &&
            Math.abs(positions[2 * row + 1] - y) <= half,
        )
        .sort((a, b) => levels[a] - levels[b] || a - b);
      expect(rowsInBox(index, { positions, levels }, box, level)).toEqual(wanted);
    }
  });

  it('finds the nearest galaxy within reach, the lowest row of two in one place', () => {
    for (let trial = 0; trial < 200; trial++) {
      const [x, y, reach] = [2 * random.normal(), 2 * random.normal(), 0.3 * random.uniform()];
      let best = -1;
      let least = reach * reach;
      for (let row = 0; row < n; row++) {
        const squared = (positions[2 * row] - x) ** 2 + (positions[2 * row + 1] - y) ** 2;
        if (squared < least || (squared === least && best < 0)) [best, least] = [row, squared];
      }
      expect(nearestRow(index, positions, [x, y], reach)).toBe(best);
      expect(nearestRow(index, positions, [x, y], reach, row => row === best)).toBe(best);
      expect(nearestRow(index, positions, [x, y], reach, () => false)).toBe(-1);
    }
    expect(nearestRow(index, positions, [positions[80], positions[81]], 0.1)).toBe(40);
  });
});
