import { describe, expect, it } from 'vitest';
import { frameSources } from '../../../src/maths/segmentation/frameSources.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { type FrameSource, simulatedFrame } from './frames.ts';

const side = 256;
/** Gaussians alone on a sloping sky, and a pair 9 px apart. */
const galaxies: FrameSource[] = [
  [60.3, 50.7, 3, 0.6, 0.7, 80, false],
  [190.2, 61.4, 2, 1, 0, 40, false],
  [70.5, 200.1, 4, 0.5, -0.4, 60, false],
  [180, 180, 2, 1, 0, 90, false],
  [189, 180, 2, 1, 0, 70, false],
];
const sky = (x: number, y: number) => 300 + 0.01 * x - 0.006 * y;
const random = createRandom(1); // the frames' own noise repeats itself along rows
const noisy = (sources: readonly FrameSource[]) =>
  simulatedFrame(side, sources, 0, sky).map(value => value + 2 * random.normal());
const frame = noisy(galaxies);

/** Light of a Gaussian: 2π σ² q times its height. */
const fluxOf = ([, , scale, ratio, , peak]: FrameSource) => 2 * Math.PI * scale * scale * ratio * peak;

describe('frameSources', () => {
  const found = frameSources(frame, side, { boxPx: 32 });
  const near = ([x, y]: FrameSource) => found.find(({ xPx, yPx }) => Math.hypot(xPx - x, yPx - y) < 1.5)!;

  it('finds the galaxies that were put there, a blended pair as two, and no noise', () => {
    expect(found).toHaveLength(galaxies.length);
    for (const galaxy of galaxies) expect(near(galaxy)).toBeDefined();
    expect(frameSources(noisy([]), side, { boxPx: 32 })).toEqual([]);
  });

  it('measures where they are, how they lie, and their light', () => {
    for (const galaxy of galaxies.slice(0, 3)) {
      const { xPx, yPx, flux, fluxError, majorPx, minorPx, angleRad } = near(galaxy);
      const [x, y, scale, ratio, angle] = galaxy;
      expect(Math.hypot(xPx - x, yPx - y)).toBeLessThan(0.2);
      expect(Math.abs(flux / fluxOf(galaxy) - 1)).toBeLessThan(0.05);
      expect(Math.abs(flux - fluxOf(galaxy))).toBeLessThan(4 * fluxError);
      expect(Math.abs(minorPx / majorPx - ratio)).toBeLessThan(0.12);
      expect(Math.abs(majorPx / scale - 1)).toBeLessThan(0.15); // light below the threshold is not in its moments
      if (ratio < 1) expect(Math.abs(angleRad - angle)).toBeLessThan(0.1);
    }
    for (const galaxy of galaxies.slice(3)) {
      expect(Math.abs(near(galaxy).flux / fluxOf(galaxy) - 1)).toBeLessThan(0.12); // each without the other
    }
  });

  it('keeps off what is not there', () => {
    const cut = frame.map((value, i) => (i % side > 128 ? Number.NaN : value));
    const left = frameSources(cut, side, { boxPx: 32 });
    expect(left).toHaveLength(2);
    expect(left.every(({ flux }) => Number.isFinite(flux))).toBe(true);
  });
});
