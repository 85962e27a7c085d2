import { describe, expect, it } from 'vitest';
import { clusterView } from '../../../src/maths/clustering/clusterKinds.ts';
import { gaussianBlur } from '../../../src/maths/segmentation/gaussianBlur.ts';
import { shapeMoments } from '../../../src/maths/segmentation/shapeMoments.ts';
import { skyLevel } from '../../../src/maths/segmentation/skyLevel.ts';
import { findSources } from '../../../src/maths/segmentation/sources.ts';
import { standardisePicture } from '../../../src/maths/segmentation/standardisePicture.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const side = 92;

/** Elliptical Gaussians on a noisy sky. */
function frame(
  sources: { x: number; y: number; major: number; ratio: number; angle: number; peak: number }[],
) {
  const random = createRandom(7);
  return Float32Array.from({ length: side * side }, (_, pixel) => {
    const [px, py] = [pixel % side, Math.floor(pixel / side)];
    let light = 10 + 0.5 * random.normal();
    for (const { x, y, major, ratio, angle, peak } of sources) {
      const along = (px - x) * Math.cos(angle) + (py - y) * Math.sin(angle);
      const across = (py - y) * Math.cos(angle) - (px - x) * Math.sin(angle);
      light += peak * Math.exp(-0.5 * ((along / major) ** 2 + (across / (major * ratio)) ** 2));
    }
    return light;
  });
}
const galaxy = { x: 46, y: 45, major: 9, ratio: 0.4, angle: 0.6, peak: 100 };
const companion = { x: 70, y: 30, major: 3, ratio: 0.9, angle: 0, peak: 60 };

describe('the parts of a segmentation', () => {
  it('smooths as scipy.ndimage.gaussian_filter does', () => {
    const image = Float32Array.from({ length: 63 }, (_, at) => {
      const [x, y] = [at % 9, Math.floor(at / 9)];
      return Math.sin(1 + 0.9 * x + 0.4 * y) + 0.1 * x * y;
    });
    const blurred = gaussianBlur(image, 9, 1.3);
    expect(blurred[0]).toBeCloseTo(0.7703459223624187, 5);
    expect(blurred[3 * 9 + 4]).toBeCloseTo(0.9948098006883255, 5);
    expect(blurred[6 * 9 + 8]).toBeCloseTo(3.6406005623682267, 5);
  });

  it('clips the sky as astropy.stats.sigma_clipped_stats does', () => {
    const pixels = Array.from(
      { length: 200 },
      (_, i) => Math.sin(i * 1.7) + (i % 17 === 0 ? 20 : 0) + (i % 23 === 0 ? 5 : 0),
    );
    const { mean, median, noise } = skyLevel(pixels);
    expect(mean).toBeCloseTo(0.002099727141502181, 10);
    expect(median).toBeCloseTo(0.01325668308835368, 10);
    expect(noise).toBeCloseTo(0.7070579075318787, 10);
    expect(() => skyLevel([Number.NaN])).toThrow(/need a finite pixel/);
  });

  it('parts two peaks by the height of their saddle', () => {
    // One row, mirrored: peaks of 10 and 8 with a saddle of 5.
    const row = Float32Array.of(0, 4, 10, 6, 5, 7, 8, 3, 0);
    const parted = findSources(row, 9, { threshold: 1, saddleShare: 0.75, leastPixels: 1 });
    expect([...parted.labels]).toEqual([0, 1, 1, 1, 2, 2, 2, 2, 0]); // the saddle goes with its brighter neighbour
    expect(parted.peaks).toEqual([2, 6]);
    expect(findSources(row, 9, { threshold: 1, saddleShare: 0.6, leastPixels: 1 }).peaks).toEqual([2]); // 5 > 0.6 · 8
    expect(findSources(row, 9, { threshold: 5.5, saddleShare: 0.75, leastPixels: 3 }).peaks).toEqual([]); // 2 pixels each
  });

  it('keeps the highest peak where a small source joins a large one that is lower', () => {
    const row = Float32Array.of(0, 9, 2, 5, 6, 5, 4, 0);
    const parted = findSources(row, 8, { threshold: 1, saddleShare: 0.75, leastPixels: 3 });
    expect([...parted.labels]).toEqual([0, 1, 1, 1, 1, 1, 1, 0]);
    expect(parted.peaks).toEqual([1]);
  });

  it('measures a Gaussian’s place, axes and angle', () => {
    const { angle, major, ratio, x, y } = galaxy;
    const light = frame([galaxy]).map(value => value - 10);
    const near = (pixel: number) => Math.hypot((pixel % side) - x, Math.floor(pixel / side) - y) < 36;
    const shape = shapeMoments(
      light.map(value => (value > 2 ? value : 0)),
      side,
      near,
    );
    expect(shape.xPx).toBeCloseTo(x, 1);
    expect(shape.yPx).toBeCloseTo(y, 1);
    expect(shape.angleRad).toBeCloseTo(angle, 1);
    expect(Math.abs(shape.majorPx / major - 1)).toBeLessThan(0.12); // the threshold cuts its wings
    expect(Math.abs(shape.axisRatio - ratio)).toBeLessThan(0.05);
  });
});

describe('a standard picture', () => {
  const long = (picture: Float32Array) =>
    shapeMoments(
      picture.map(value => Math.max(0, value - 0.2)),
      64,
      () => true,
    );

  it('lies along x however the galaxy lay, and has no companion', () => {
    const made = [0.6, -0.9, 1.4].map(angle => {
      const turned = { ...galaxy, angle };
      return standardisePicture(frame([turned, companion]), side, { outPx: 64 });
    });
    for (const { picture, covered, found } of made) {
      expect(found.peaks.length).toBe(2);
      expect(covered[companion.y * side + companion.x]).toBe(1);
      expect(covered[galaxy.y * side + galaxy.x]).toBe(0);
      expect(Math.abs(long(picture).angleRad)).toBeLessThan(0.03);
      expect(long(picture).axisRatio).toBeLessThan(0.55);
      expect(Math.max(...picture)).toBe(1);
      expect(Math.min(...picture)).toBe(0);
    }
    const alone = standardisePicture(frame([galaxy]), side, { outPx: 64 }).picture;
    const apart = made[0].picture.reduce((sum, value, i) => sum + (value - alone[i]) ** 2 / 4096, 0);
    expect(apart).toBeLessThan(1e-3); // the companion left hardly a trace
  });

  it('makes colours alike by what the grey picture shows', () => {
    const image = frame([galaxy, companion]);
    const tinted = Float32Array.from(
      { length: 3 * image.length },
      (_, at) => [1, 0.5, 0.25][at % 3] * image[Math.floor(at / 3)],
    );
    const grey = standardisePicture(image, side, { outPx: 64 }).picture;
    const { picture } = standardisePicture(image, side, { outPx: 64, coloured: tinted });
    expect(picture).toHaveLength(3 * 64 ** 2);
    // The brightest colour is the grey picture, those of a half and a quarter of it are lower by that: stretched together.
    const [low, high] = [0, 1, 2]
      .map(c => picture.filter((_, at) => at % 3 === c))
      .map(plane => [Math.min(...plane), Math.max(...plane)])[0];
    for (const [pixel, value] of grey.entries()) {
      expect(Math.abs(picture[3 * pixel] - (low + value * (high - low)))).toBeLessThan(0.02); // skies differ by their noise
      const [half, quarter] = [picture[3 * pixel + 1], picture[3 * pixel + 2]];
      expect(Math.abs(half - quarter - (picture[3 * pixel] - half) / 2)).toBeLessThan(0.02);
    }
  });

  it('leaves companions and angle where one asks for that', () => {
    const plain = standardisePicture(frame([galaxy, companion]), side, {
      outPx: 64,
      mask: false,
      turn: false,
    });
    expect(plain.covered.some(value => value === 1)).toBe(false);
    const [x, y] = [companion.x - 14, companion.y - 14]; // the middle 64 of 92
    expect(plain.picture[y * 64 + x]).toBeGreaterThan(0.4);
    expect(() => standardisePicture(frame([]), side, { outPx: 93 })).toThrow(/1 ≤ outPx ≤ sidePx/);
  });

  it('sees the corners of a turned square', () => {
    const { sidePx, cropFraction } = clusterView(64, true);
    expect(sidePx).toBeGreaterThanOrEqual(64 * Math.SQRT2);
    expect(cropFraction / sidePx).toBeCloseTo(0.6 / 64, 12); // the scale of the untouched view
    expect(clusterView(128, true).cropFraction).toBeLessThanOrEqual(1);
  });
});
