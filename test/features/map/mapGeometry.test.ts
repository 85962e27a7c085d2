import { describe, expect, it } from 'vitest';
import { cardPlace } from '../../../src/features/map/cardPlace.ts';
import {
  fitCamera,
  pointRadiusPx,
  toScreen,
  toWorld,
  visibleBounds,
} from '../../../src/features/map/points/camera.ts';
import {
  type Direction,
  nearestInDirection,
  nearestPoint,
} from '../../../src/features/map/points/nearestPoint.ts';
import { boundsOf, placedPoints } from '../../../src/features/map/points/placedPoints.ts';
import { alignTo } from '../../../src/features/map/points/procrustes.ts';
import { createSlotCache } from '../../../src/features/map/thumbnails/slotCache.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const size = { width: 800, height: 500 };

function cloud(seed: number, n: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: 2 * n }, () => random.normal());
}

describe('camera', () => {
  it('fits every point inside the margin, touching it on one axis', () => {
    const positions = cloud(1, 200);
    const { bounds } = placedPoints(positions);
    const camera = fitCamera(bounds!, size);
    const xs: number[] = [];
    const ys: number[] = [];
    for (let i = 0; i < 200; i++) {
      const [x, y] = toScreen(camera, size, positions[2 * i], positions[2 * i + 1]);
      xs.push(x);
      ys.push(y);
    }
    const gaps = [
      Math.min(...xs),
      size.width - Math.max(...xs),
      Math.min(...ys),
      size.height - Math.max(...ys),
    ];
    expect(Math.min(...gaps)).toBeCloseTo(56, 3);
    expect(gaps[0]).toBeCloseTo(gaps[1], 3);
    expect(gaps[2]).toBeCloseTo(gaps[3], 3);
  });

  it('shows one galaxy alone in the middle', () => {
    const { bounds } = placedPoints(Float32Array.from([3, 4]));
    const camera = fitCamera(bounds!, size);
    expect(toScreen(camera, size, 3, 4)).toEqual([400, 250]);
    expect(Number.isFinite(camera.zoom)).toBe(true);
  });

  it('turns screen into world and back, up being up', () => {
    const camera = { x: 1, y: -2, zoom: 5.3 };
    const [x, y] = toWorld(camera, size, 100, 80);
    const [xPx, yPx] = toScreen(camera, size, x, y);
    expect(xPx).toBeCloseTo(100);
    expect(yPx).toBeCloseTo(80);
    expect(y).toBeGreaterThan(camera.y);
    const view = visibleBounds(camera, size);
    expect(toScreen(camera, size, view.minX, view.maxY)[0]).toBeCloseTo(0);
    expect(toScreen(camera, size, view.maxX, view.minY)[1]).toBeCloseTo(500);
  });

  it('draws points smaller where there are more and larger when zoomed in', () => {
    expect(pointRadiusPx(300_000, size, 0)).toBeLessThan(pointRadiusPx(4000, size, 0));
    expect(pointRadiusPx(4000, size, 3)).toBeGreaterThan(pointRadiusPx(4000, size, 0));
  });
});

describe('placedPoints', () => {
  it('leaves out galaxies without a place and draws those without a value first', () => {
    const positions = Float32Array.from([1, 1, Number.NaN, Number.NaN, 2, 5, 0, 3]);
    expect([...placedPoints(positions).rows]).toEqual([0, 2, 3]);
    const points = placedPoints(positions, Uint8Array.from([0, 0, 0, 1]));
    expect([...points.rows]).toEqual([3, 0, 2]);
    expect([...points.positions]).toEqual([0, 3, 1, 1, 2, 5]);
    expect(points.bounds).toEqual({ minX: 0, minY: 1, maxX: 2, maxY: 5 });
    expect(boundsOf(positions, [1])).toBeNull();
    expect(boundsOf(positions, [0, 1, 2])).toEqual({ minX: 1, minY: 1, maxX: 2, maxY: 5 });
  });
});

describe('nearestPoint', () => {
  it('agrees with sorting by distance', () => {
    const positions = cloud(2, 400);
    const random = createRandom(3);
    for (let trial = 0; trial < 50; trial++) {
      const x = random.normal();
      const y = random.normal();
      const order = Array.from({ length: 400 }, (_, i) => ({
        i,
        distance: Math.hypot(positions[2 * i] - x, positions[2 * i + 1] - y),
      })).sort((a, b) => a.distance - b.distance);
      expect(nearestPoint(positions, x, y, 10)).toBe(order[0].i);
      expect(nearestPoint(positions, x, y, order[0].distance * 0.99)).toBe(-1);
      expect(nearestPoint(positions, x, y, Infinity, i => i !== order[0].i)).toBe(order[1].i);
    }
  });

  it('finds the nearest point whose bearing is within 45° of a direction', () => {
    const positions = cloud(4, 300);
    const bearings: Record<Direction, number> = { right: 0, up: 90, left: 180, down: 270 };
    for (let from = 0; from < 60; from++) {
      const x = positions[2 * from];
      const y = positions[2 * from + 1];
      for (const [direction, bearing] of Object.entries(bearings) as [Direction, number][]) {
        let best = -1;
        let bestDistance = Infinity;
        for (let i = 0; i < 300; i++) {
          const dx = positions[2 * i] - x;
          const dy = positions[2 * i + 1] - y;
          const off = Math.abs((((Math.atan2(dy, dx) * 180) / Math.PI - bearing + 540) % 360) - 180);
          if (i !== from && off <= 45 && Math.hypot(dx, dy) < bestDistance) {
            best = i;
            bestDistance = Math.hypot(dx, dy);
          }
        }
        expect(nearestInDirection(positions, x, y, direction)).toBe(best);
      }
    }
  });
});

describe('cardPlace', () => {
  it('keeps the card inside the room and clear of the pointer wherever it fits', () => {
    const card = { width: 220, height: 260 };
    for (let x = 0; x <= size.width; x += 16) {
      for (let y = 0; y <= size.height; y += 10) {
        const { leftPx, topPx } = cardPlace(x, y, card, size);
        expect(leftPx).toBeGreaterThanOrEqual(8);
        expect(topPx).toBeGreaterThanOrEqual(8);
        expect(leftPx + card.width).toBeLessThanOrEqual(size.width - 8);
        expect(topPx + card.height).toBeLessThanOrEqual(size.height - 8);
        const covered = x > leftPx && x < leftPx + card.width && y > topPx && y < topPx + card.height;
        expect(covered).toBe(false);
      }
    }
  });
});

describe('alignTo', () => {
  it('beats every angle of a fine search, mirrored and not', () => {
    const target = cloud(5, 40);
    const moving = cloud(6, 40);
    moving[6] = Number.NaN;
    const error = (positions: Float32Array) => {
      let sum = 0;
      for (let i = 0; i < positions.length; i++) {
        if (i !== 6 && i !== 7) sum += (positions[i] - target[i]) ** 2;
      }
      return sum;
    };
    const mean = (positions: Float32Array, axis: number) => {
      let sum = 0;
      for (let i = 0; i < 40; i++) if (i !== 3) sum += positions[2 * i + axis];
      return sum / 39;
    };
    const [mx, my, tx, ty] = [mean(moving, 0), mean(moving, 1), mean(target, 0), mean(target, 1)];
    let best = Infinity;
    for (const mirror of [1, -1]) {
      for (let degrees = 0; degrees < 360; degrees += 0.25) {
        const angle = (degrees * Math.PI) / 180;
        const turned = Float32Array.from(moving, (_, k) => {
          const i = k >> 1;
          const ax = moving[2 * i] - mx;
          const ay = mirror * (moving[2 * i + 1] - my);
          return k % 2 === 0
            ? Math.cos(angle) * ax - Math.sin(angle) * ay + tx
            : Math.sin(angle) * ax + Math.cos(angle) * ay + ty;
        });
        best = Math.min(best, error(turned));
      }
    }
    const found = error(alignTo(moving, target));
    expect(found).toBeLessThanOrEqual(best + 1e-4);
    expect(found).toBeGreaterThan(best - 0.01);
  });
});

describe('slotCache', () => {
  it('keeps what was wanted last, as a plain list would', () => {
    const cache = createSlotCache(1, 8);
    let recent: number[] = []; // oldest first
    const random = createRandom(9);
    for (let step = 0; step < 2000; step++) {
      const row = random.integer(20);
      const known = recent.includes(row);
      expect(cache.find(row) !== undefined).toBe(known);
      if (!known) cache.claim(row);
      recent = [...recent.filter(each => each !== row), row].slice(-8);
    }
    const slots = recent.map(row => cache.find(row)!);
    expect([...slots].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('refuses to hold nothing', () => {
    expect(() => createSlotCache(0, 0)).toThrow('need count ≥ 1; got count = 0');
  });
});
