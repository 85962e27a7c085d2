import { describe, expect, it } from 'vitest';
import {
  blurGrid,
  boxRadius,
  countCells,
  heightsOf,
  kernelWidth,
} from '../../../src/maths/density/densityGrid.ts';
import { cellAt, mapFrameOf } from '../../../src/maths/density/mapFrame.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const cloud = (n: number, seed = 1) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: 2 * n }, () => random.normal());
};
const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

describe('mapFrame', () => {
  it('holds every point inside its margin, and is null without one', () => {
    const positions = cloud(500);
    const frame = mapFrameOf(positions, 64)!;
    const whole = frame.side * frame.cell;
    for (let i = 0; i < 500; i++) {
      for (const at of [positions[2 * i] - frame.minX, positions[2 * i + 1] - frame.minY]) {
        expect(at).toBeGreaterThan(0.1 * whole);
        expect(at).toBeLessThan(0.9 * whole);
      }
    }
    expect(mapFrameOf(Float32Array.of(Number.NaN, 1), 64)).toBeNull();
    expect(mapFrameOf(Float32Array.of(3, 4), 64)!.cell).toBeGreaterThan(0);
    expect(cellAt(frame, Number.NaN, 0)).toBe(-1);
  });
});

describe('densityGrid', () => {
  it('counts every galaxy with a place once', () => {
    const positions = cloud(300);
    positions[10] = Number.NaN;
    const frame = mapFrameOf(positions, 32)!;
    const counts = countCells(positions, frame);
    expect(sum(counts)).toBe(299);
    const column = Math.floor((positions[0] - frame.minX) / frame.cell);
    const row = Math.floor((positions[1] - frame.minY) / frame.cell);
    expect(counts[row * 32 + column]).toBeGreaterThanOrEqual(1);
  });

  it('blurs as three plain box means do', () => {
    const side = 24;
    const random = createRandom(3);
    const grid = Float32Array.from({ length: side * side }, () => random.uniform());
    const radius = boxRadius(2.5);
    let wanted = Float64Array.from(grid);
    for (let pass = 0; pass < 3; pass++) {
      wanted = wanted.map((_, cell) => {
        let total = 0;
        for (let up = -radius; up <= radius; up++) {
          for (let right = -radius; right <= radius; right++) {
            const column = (cell % side) + right;
            const row = Math.floor(cell / side) + up;
            if (column >= 0 && column < side && row >= 0 && row < side) total += wanted[row * side + column];
          }
        }
        return total / (2 * radius + 1) ** 2;
      });
    }
    const blurred = blurGrid(grid, side, 2.5);
    for (let i = 0; i < grid.length; i++) expect(blurred[i]).toBeCloseTo(wanted[i], 5);
  });

  it('gives a single point the width asked for, and keeps its sum', () => {
    const side = 101;
    const grid = new Float32Array(side * side);
    grid[50 * side + 50] = 1;
    for (const sigma of [2, 5, 9]) {
      const blurred = blurGrid(grid, side, sigma);
      let variance = 0;
      for (let i = 0; i < blurred.length; i++) variance += blurred[i] * ((i % side) - 50) ** 2;
      expect(sum(blurred)).toBeCloseTo(1, 4);
      expect(Math.abs(Math.sqrt(variance) - sigma)).toBeLessThan(0.6);
    }
  });

  it('takes narrower kernels for more points of the same cloud', () => {
    const frame = mapFrameOf(cloud(20_000), 512)!;
    const ratio = kernelWidth(cloud(20_000), frame) / kernelWidth(cloud(312), frame);
    expect(Math.abs(ratio - (312 / 20_000) ** (1 / 6))).toBeLessThan(0.06);
  });

  it('gives the crowded the full height and the empty none', () => {
    const density = Float32Array.of(0, 1, 4, 1000);
    const counts = Float32Array.of(0, 50, 50, 1); // the last cell has 1 % of the galaxies: it does not set the scale
    const heights = heightsOf(density, counts);
    expect(heights[0]).toBe(0);
    expect(heights[3]).toBe(1);
    expect(heights[1]).toBeGreaterThan(0.4);
    expect(heights[2]).toBeGreaterThan(heights[1]);
  });
});
