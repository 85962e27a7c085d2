import { describe, expect, it } from 'vitest';
import { usualDistilSettings } from '../../../src/data/runs/distilSettings.ts';
import { refusal } from '../../../src/features/distil/curate/constant.ts';
import { constants, constantsOf } from '../../../src/features/distil/curate/constants.ts';
import {
  comparedSidePx,
  createSmallGalaxies,
  shrunk,
} from '../../../src/features/distil/gallery/nearestGalaxies.ts';
import { imagesByClass, prototypeRgba } from '../../../src/features/distil/gallery/prototypePixels.ts';
import { thinned } from '../../../src/features/distil/gallery/runShown.ts';
import { evaluationPlan } from '../../../src/features/distil/run/evaluationPlan.ts';

const side = comparedSidePx;
const size = side * side * 3;

/** A bar off the centre: no two of its eight orientations are alike. */
function bar(x0: number, y0: number): Uint8Array {
  const pixels = new Uint8Array(size).fill(10);
  for (let i = 0; i < 5; i++)
    pixels.fill(
      200,
      ((y0 + (i > 3 ? 1 : 0)) * side + x0 + i) * 3,
      ((y0 + (i > 3 ? 1 : 0)) * side + x0 + i + 1) * 3,
    );
  return pixels;
}

/** Turned by a quarter, or mirrored, by the definition. */
function moved(pixels: Uint8Array, to: (x: number, y: number) => [number, number]): Uint8Array {
  const other = new Uint8Array(size);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = to(x, y);
      for (let c = 0; c < 3; c++) other[(v * side + u) * 3 + c] = pixels[(y * side + x) * 3 + c];
    }
  }
  return other;
}

describe('galaxies like a prototype', () => {
  const shape = bar(3, 5);
  const others = [
    new Uint8Array(size).fill(90), // blank
    bar(8, 12),
    moved(shape, (x, y) => [side - 1 - y, x]),
    moved(shape, (x, y) => [side - 1 - x, y]),
    shape.map(value => 40 + value / 2), // the same with another brightness and contrast
  ];
  const galaxies = createSmallGalaxies(others.length);
  for (const [i, pixels] of others.entries()) galaxies.add(Uint32Array.of(100 + i), pixels);

  it('are found turned, mirrored, brighter and fainter alike; blank ones are like nothing', () => {
    const found = galaxies.nearest(Float32Array.from(shape), side, 5);
    expect(
      found
        .slice(0, 3)
        .map(({ row }) => row)
        .sort(),
    ).toEqual([102, 103, 104]);
    for (const { likeness } of found.slice(0, 3)) expect(likeness).toBeCloseTo(1, 3);
    expect(found[3].row).toBe(101);
    expect(found[4]).toEqual({ row: 100, likeness: 0 });
  });

  it('are compared with means over blocks', () => {
    const image = Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => Math.floor(i / 3) % 32);
    expect(Array.from(shrunk(image, 32).subarray(0, 9))).toEqual([
      0.5, 0.5, 0.5, 2.5, 2.5, 2.5, 4.5, 4.5, 4.5,
    ]);
    expect(() => shrunk(image, 40)).toThrow('need a side of a multiple of 16 px; got 40');
  });
});

describe('a prototype as it is drawn', () => {
  const card = { mean: [30, 40, 50], deviation: [10, 20, 30] };
  const image = Float32Array.of(0, 1, -1);
  it('has the survey’s colours, or stands about grey', () => {
    const look = { contrast: 1, channel: 'all' } as const;
    expect([...prototypeRgba(image, card, { ...look, scale: 'survey' })]).toEqual([30, 60, 20, 255]);
    expect([...prototypeRgba(image, card, { ...look, scale: 'stretched' })]).toEqual([128, 178, 76, 255]);
  });
  it('shows one channel as grey, with more contrast if wanted', () => {
    const look = { scale: 'survey', contrast: 2, channel: 1 } as const;
    expect([...prototypeRgba(image, card, look)]).toEqual([80, 80, 80, 255]);
  });
});

describe('the frames of a run', () => {
  it('belong to their classes', () => {
    expect(imagesByClass([0, 1, 0, 1], 2)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
  it('have curves of few points, the ends among them', () => {
    const points = thinned(
      Array.from({ length: 1001 }, (_, i) => i),
      11,
    );
    expect(points).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  });
});

describe('the table’s plan', () => {
  it('judges averages for one image a class only, and prototypes anew once they have changed', () => {
    expect(evaluationPlan({ imagesPerClass: 1 }, [], 5)).toHaveLength(6);
    expect(evaluationPlan({ imagesPerClass: 10 }, [], 5).map(({ contender }) => contender)).not.toContain(
      'average',
    );
    const rows = [
      { contender: 'synthetic', network: 'convnet', iteration: 4 },
      { contender: 'random', network: 'convnet' },
    ] as const;
    const left = evaluationPlan({ imagesPerClass: 10 }, rows, 5);
    expect(left).toContainEqual({ contender: 'synthetic', network: 'convnet' });
    expect(left).not.toContainEqual({ contender: 'random', network: 'convnet' });
    expect(evaluationPlan({ imagesPerClass: 10 }, rows, 4)).not.toContainEqual(left[0]);
  });
});

describe('the constants', () => {
  it.each(['stm', 'mtt', 'dm'] as const)(
    'of %s are read and written each in its own place, and their defaults are taken',
    method => {
      const settings = usualDistilSettings(method, 1);
      for (const constant of constantsOf(method)) {
        const value = constant.get(settings);
        expect(refusal(constant, value)).toBeNull();
        const changed = constant.set(settings, value + 1);
        expect(constant.get(changed)).toBe(value + 1);
        for (const other of constants) {
          if (other !== constant) expect(other.get(changed)).toBe(other.get(settings));
        }
      }
    },
  );
  it('are refused outside their range', () => {
    const [iterations] = constants;
    expect(refusal(iterations, 0)).toMatch('needs 1 at least');
    expect(refusal(iterations, 1.5)).toMatch('whole number');
    expect(refusal(iterations, Number.NaN)).toMatch('needs a number');
  });
});
