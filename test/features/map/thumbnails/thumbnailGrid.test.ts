import { describe, expect, it } from 'vitest';
import { type Camera, fitCamera, toScreen } from '../../../../src/features/map/points/camera.ts';
import { placedPoints } from '../../../../src/features/map/points/placedPoints.ts';
import { crowding, firstThumbnailLevel } from '../../../../src/features/map/thumbnails/crowding.ts';
import {
  cellSide,
  cellsInView,
  chooseThumbnails,
  gridLevel,
  thumbnailAt,
  thumbnailGrid,
  thumbnailSidePx,
  uncrowdedLevel,
} from '../../../../src/features/map/thumbnails/thumbnailGrid.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

const size = { width: 900, height: 640 };

/** Clumps of points, as maps have them; every 17th galaxy has no place. */
function clumps(seed: number, n: number) {
  const random = createRandom(seed);
  const positions = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const clump = random.integer(5);
    positions[2 * i] = i % 17 === 3 ? Number.NaN : 4 * Math.cos(clump) + random.normal();
    positions[2 * i + 1] = 3 * Math.sin(2 * clump) + random.normal();
  }
  return placedPoints(positions);
}

function choose(points: ReturnType<typeof clumps>, camera: Camera, most = 4000) {
  const grid = thumbnailGrid(points, points.bounds!, gridLevel(camera.zoom));
  return { grid, chosen: chooseThumbnails(grid, points, cellsInView(grid, camera, size), most) };
}

/** Cameras at all zooms and places that a person may come to, ties of the grid's levels included. */
function cameras(seed: number, points: ReturnType<typeof clumps>): Camera[] {
  const random = createRandom(seed);
  const fit = fitCamera(points.bounds!, size);
  return Array.from({ length: 60 }, (_, i) => ({
    x: fit.x + random.normal() * 3,
    y: fit.y + random.normal() * 3,
    zoom: i % 3 === 0 ? Math.floor(fit.zoom) + i / 6 : fit.zoom + 7 * random.uniform(),
  }));
}

describe('thumbnailGrid', () => {
  it('never lets two thumbnails overlap, lines included', () => {
    const points = clumps(1, 3000);
    let compared = 0;
    for (const camera of cameras(2, points)) {
      const { chosen } = choose(points, camera);
      const boxes = chosen.indices.map((_, i) =>
        toScreen(camera, size, chosen.centres[2 * i], chosen.centres[2 * i + 1]),
      );
      for (let a = 0; a < boxes.length; a++) {
        for (let b = 0; b < a; b++) {
          const apart = Math.max(Math.abs(boxes[a][0] - boxes[b][0]), Math.abs(boxes[a][1] - boxes[b][1]));
          expect(apart).toBeGreaterThan(thumbnailSidePx + 4 - 1e-2); // 2 px of line each; float32 centres
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(10_000);
  });

  it('shows of every uncrowded cell in view the galaxy nearest to its centre, at most half a cell from its place', () => {
    const points = clumps(3, 1500);
    for (const camera of cameras(4, points)) {
      const { grid, chosen } = choose(points, camera);
      const side = cellSide(grid.level);
      const cell = (i: number) => [
        Math.floor((points.positions[2 * i] - points.bounds!.minX) / side),
        Math.floor((points.positions[2 * i + 1] - points.bounds!.minY) / side),
      ];
      const offCentre = (i: number) => {
        const [column, row] = cell(i);
        return Math.hypot(
          (points.positions[2 * i] - points.bounds!.minX) / side - column - 0.5,
          (points.positions[2 * i + 1] - points.bounds!.minY) / side - row - 0.5,
        );
      };
      const counts = new Map<string, number>();
      for (let i = 0; i < points.rows.length; i++) {
        const key = String(cell(i));
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const isCrowded = ([column, row]: number[]) => {
        let sum = 0;
        for (const up of [-1, 0, 1]) {
          for (const right of [-1, 0, 1]) sum += counts.get(String([column + right, row + up])) ?? 0;
        }
        return sum / 9 > 12;
      };
      const best = new Map<string, number>(); // by definition, galaxy after galaxy
      for (let i = 0; i < points.rows.length; i++) {
        const [column, row] = cell(i);
        const left = points.bounds!.minX + column * side;
        const bottom = points.bounds!.minY + row * side;
        const [leftPx, bottomPx] = toScreen(camera, size, left, bottom);
        const [rightPx, topPx] = toScreen(camera, size, left + side, bottom + side);
        const visible = rightPx > 0 && leftPx < size.width && bottomPx > 0 && topPx < size.height;
        const key = `${column},${row}`;
        if (
          visible &&
          !isCrowded([column, row]) &&
          (!best.has(key) || offCentre(i) < offCentre(best.get(key)!))
        )
          best.set(key, i);
      }
      expect([...chosen.indices].sort((a, b) => a - b)).toEqual([...best.values()].sort((a, b) => a - b));
      chosen.indices.forEach((index, i) => {
        expect(Math.abs(chosen.centres[2 * i] - points.positions[2 * index])).toBeLessThan(side / 2);
        expect(Math.abs(chosen.centres[2 * i + 1] - points.positions[2 * index + 1])).toBeLessThan(side / 2);
      });
    }
  });

  it('gives the same answer twice, and panning changes no cell that stays on screen', () => {
    const points = clumps(5, 2000);
    const fit = fitCamera(points.bounds!, size);
    const here = { ...fit, zoom: fit.zoom + 2 };
    const there = { ...here, x: here.x + 100 / 2 ** here.zoom };
    const first = choose(points, here).chosen;
    expect(choose(points, here).chosen).toEqual(first);
    const after = new Set(choose(points, there).chosen.indices);
    const away = first.indices.filter((index, i) => {
      const [x] = toScreen(there, size, first.centres[2 * i], first.centres[2 * i + 1]);
      return x > 72 && !after.has(index);
    });
    expect(away).toEqual([]);
  });

  it('lets the selected galaxy stand for its cell, and changes no other', () => {
    const points = clumps(10, 800);
    const fit = fitCamera(points.bounds!, size);
    const { grid, chosen } = choose(points, { ...fit, zoom: fit.zoom + 1 });
    const range = cellsInView(grid, { ...fit, zoom: fit.zoom + 1 }, size);
    const side = cellSide(grid.level);
    const cell = (i: number) => {
      const column = Math.floor((points.positions[2 * i] - points.bounds!.minX) / side);
      return `${column},${Math.floor((points.positions[2 * i + 1] - points.bounds!.minY) / side)}`;
    };
    const cells = chosen.indices.map(cell);
    const favourite = points.rows.findIndex((_, i) => cells.includes(cell(i)) && !chosen.indices.includes(i));
    const after = chooseThumbnails(grid, points, range, 4000, favourite);
    expect(after.indices).toContain(favourite);
    expect(after.indices.map(cell).sort()).toEqual([...cells].sort());
    expect(after.indices.filter(index => !chosen.indices.includes(index))).toEqual([favourite]);
  });

  it('finds the thumbnail under the pointer, and keeps the middle of the screen when there are too many', () => {
    const points = clumps(6, 2000);
    const fit = fitCamera(points.bounds!, size);
    const camera = { ...fit, zoom: fit.zoom + 1.5 };
    const { chosen } = choose(points, camera, 10);
    expect(chosen.indices).toHaveLength(10);
    expect(choose(points, camera).chosen.indices.slice(0, 10)).toEqual(chosen.indices);
    chosen.indices.forEach((_, i) => {
      const [x, y] = toScreen(camera, size, chosen.centres[2 * i], chosen.centres[2 * i + 1]);
      expect(thumbnailAt(chosen, camera, size, x + 30, y - 30)).toBe(i);
    });
    expect(thumbnailAt(chosen, camera, size, -500, -500)).toBe(-1);
  });
});

describe('crowding', () => {
  it('counts the galaxies that share a cell', () => {
    const points = placedPoints(Float32Array.from([0, 0, 0, 0, 0, 0, 10, 10])); // three together, one alone
    expect(crowding(points, gridLevel(6))).toBeCloseTo((3 + 3 + 3 + 1) / 4);
  });

  it('is estimated within a tenth on maps of which only a part is asked', () => {
    const all = clumps(7, 60_000);
    const level = gridLevel(fitCamera(all.bounds!, size).zoom);
    const side = cellSide(level);
    const cells = new Map<string, number>();
    const key = (i: number) =>
      `${Math.floor((all.positions[2 * i] - all.bounds!.minX) / side)},${Math.floor((all.positions[2 * i + 1] - all.bounds!.minY) / side)}`;
    for (let i = 0; i < all.rows.length; i++) cells.set(key(i), (cells.get(key(i)) ?? 0) + 1);
    let sum = 0;
    for (let i = 0; i < all.rows.length; i++) sum += cells.get(key(i))!;
    const exact = sum / all.rows.length;
    expect(Math.abs(crowding(all, level) / exact - 1)).toBeLessThan(0.1);
  });

  it('keeps the overview of a full map free of thumbnails, and shows them on a sparse one', () => {
    const few = clumps(8, 60);
    const many = clumps(8, 9000);
    const fitZoom = (points: ReturnType<typeof clumps>) => fitCamera(points.bounds!, size).zoom;
    expect(firstThumbnailLevel(few, fitZoom(few))).toBe(gridLevel(fitZoom(few)));
    expect(firstThumbnailLevel(many, fitZoom(many))).toBe(gridLevel(fitZoom(many)) + 2); // levels are half octaves
  });

  it('knows how far in a galaxy stands apart', () => {
    const points = clumps(9, 5000);
    for (let i = 0; i < 40; i++) {
      const [x, y] = points.positions.subarray(2 * i, 2 * i + 2);
      const inSquare = (level: number) => {
        const reach = 1.5 * cellSide(level);
        return points.rows.filter(
          (_, k) =>
            Math.max(Math.abs(points.positions[2 * k] - x), Math.abs(points.positions[2 * k + 1] - y)) <=
            reach,
        ).length;
      };
      const level = uncrowdedLevel(points, x, y, gridLevel(4));
      expect(inSquare(level) / 9).toBeLessThanOrEqual(12);
      if (level > gridLevel(4)) expect(inSquare(level - 1) / 9).toBeGreaterThan(12);
    }
  });
});
