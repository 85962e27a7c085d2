import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { measurePetrosian } from '../../src/sky/galaxy/petrosian.ts';
import { createFrame, nativePixelArcsec } from '../../src/sky/light/frame.ts';
import { compressFrame } from '../../src/sky/light/frameJpeg.ts';
import { luptonRgb, sdssStretch } from '../../src/sky/light/lupton.ts';
import { addNoise, sdssNoise } from '../../src/sky/light/noise.ts';
import { addPointSource, blur, createPsf } from '../../src/sky/light/psf.ts';
import { enlargeCentre } from '../../src/sky/light/resample.ts';

const total = (plane: Float32Array) => plane.reduce((sum, value) => sum + value, 0);

describe('point-spread function', () => {
  it('keeps the flux and has the width asked for', () => {
    const side = 161;
    const point = new Float32Array(side * side);
    point[80 * side + 80] = 1;
    const image = blur(point, side, createPsf(1.3));
    expect(total(image)).toBeCloseTo(1, 4);
    // Full width at half maximum along a row, between pixels by straight lines.
    const row = image.subarray(80 * side, 81 * side);
    let k = 80;
    while (row[k] > row[80] / 2) k++;
    const half = k - 1 + (row[k - 1] - row[80] / 2) / (row[k - 1] - row[k]) - 80;
    expect(2 * half * nativePixelArcsec).toBeGreaterThan(1.3 * 0.93);
    expect(2 * half * nativePixelArcsec).toBeLessThan(1.3 * 1.07);
  });

  it('of a star drawn directly is the same as of a blurred point, and a shift moves both alike', () => {
    const side = 81;
    const psf = createPsf(1.4, { x: 0.3, y: -0.2 });
    const point = new Float32Array(side * side);
    point[40 * side + 40] = 50;
    const blurred = blur(point, side, psf);
    const frame = createFrame(side);
    addPointSource(frame, { g: psf, r: psf, i: psf }, 0, 0, { g: 50, r: 50, i: 50 });
    const peak = Math.max(...blurred);
    for (let k = 0; k < blurred.length; k++)
      expect(Math.abs(frame.r[k] - blurred[k])).toBeLessThan(0.02 * peak);
    const centreX = blurred.reduce((sum, value, k) => sum + value * ((k % side) - 40), 0) / total(blurred);
    expect(centreX).toBeCloseTo(0.3, 1);
  });
});

describe('noise', () => {
  it('of dark sky is that of its photons and the read-out', () => {
    const frame = createFrame(200);
    addNoise(frame, createRandom(1));
    for (const band of ['g', 'r', 'i'] as const) {
      const { electronsPerNanomaggy, skyNanomaggies, readElectrons } = sdssNoise[band];
      const expected =
        Math.sqrt(skyNanomaggies * electronsPerNanomaggy + readElectrons ** 2) / electronsPerNanomaggy;
      const spread = Math.sqrt(
        frame[band].reduce((sum, value) => sum + value * value, 0) / frame[band].length,
      );
      expect(spread / expected).toBeCloseTo(1, 1);
    }
  });

  it('grows with the light: twice the photons, √2 the noise', () => {
    const spreadAt = (light: number) => {
      const frame = createFrame(150);
      frame.r.fill(light);
      addNoise(frame, createRandom(2));
      return Math.sqrt(frame.r.reduce((sum, value) => sum + (value - light) ** 2, 0) / frame.r.length);
    };
    expect(spreadAt(400) / spreadAt(200)).toBeCloseTo(Math.SQRT2, 1);
  });
});

describe('colour scaling', () => {
  it('is that of Lupton et al. 2004, computed independently', () => {
    const frame = createFrame(8);
    const random = createRandom(5);
    for (let k = 0; k < 64; k++) {
      const scale = 10 ** (4 * random.uniform() - 3);
      frame.g[k] = scale * random.uniform();
      frame.r[k] = scale * random.uniform();
      frame.i[k] = scale * random.uniform() - 0.1 * scale;
    }
    const rgb = luptonRgb(frame);
    const { scale, black, slope, softening } = sdssStretch;
    for (let k = 0; k < 64; k++) {
      const linear = (['i', 'r', 'g'] as const).map(
        band => Math.max(0, frame[band][k] - black[band]) * scale[band],
      );
      const mean = linear.reduce((sum, value) => sum + value, 0) / 3;
      const bent =
        Math.log(slope * softening * mean + Math.sqrt((slope * softening * mean) ** 2 + 1)) / softening; // asinh
      for (let c = 0; c < 3; c++) {
        const expected = mean > 0 ? Math.min(255, Math.max(0, (255 * linear[c] * bent) / mean)) : 0;
        expect(Math.abs(rgb[3 * k + c] - expected)).toBeLessThanOrEqual(0.51);
      }
    }
  });
});

describe('frame JPEG', () => {
  it('leaves even colour alone and keeps block means', () => {
    const side = 48;
    const even = new Uint8ClampedArray(side * side * 3).fill(100);
    compressFrame(even, side, 75);
    for (const value of even) expect(Math.abs(value - 100)).toBeLessThanOrEqual(2);
    const random = createRandom(9);
    const noisy = Uint8ClampedArray.from({ length: side * side * 3 }, () => 120 + 20 * random.normal());
    const after = noisy.slice();
    compressFrame(after, side, 75, { x: 5, y: 3 });
    const mean = (pixels: Uint8ClampedArray) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    expect(mean(after)).toBeCloseTo(mean(noisy), 0);
    const fine = noisy.slice();
    compressFrame(fine, side, 98);
    const distance = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
      a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0);
    expect(distance(fine, noisy)).toBeLessThan(distance(after, noisy)); // better quality, closer picture
  });
});

describe('enlargement', () => {
  it('keeps a plane of light a plane, and its box where it was asked', () => {
    const side = 60;
    const ramp = new Uint8ClampedArray(side * side * 3);
    for (let k = 0; k < side * side; k++) ramp.fill(40 + 2 * (k % side), 3 * k, 3 * k + 3);
    const to = 80;
    const larger = enlargeCentre(ramp, side, 30, to);
    for (let x = 0; x < to; x++) {
      const at = 15 + ((x + 0.5) * 30) / to - 0.5; // the input's coordinate of this pixel's middle
      expect(Math.abs(larger[3 * (40 * to + x)] - (40 + 2 * at))).toBeLessThanOrEqual(1);
    }
  });
});

describe('Petrosian radius', () => {
  it('of an exponential disk is that of its curve of growth', () => {
    const side = 301;
    const h = 10;
    const plane = Float32Array.from({ length: side * side }, (_, k) =>
      Math.exp(-Math.hypot((k % side) - 150, Math.floor(k / side) - 150) / h),
    );
    const growth = (r: number) => 1 - (1 + r / h) * Math.exp(-r / h);
    const ratio = (r: number) => (growth(1.25 * r) - growth(0.8 * r)) / (1.25 ** 2 - 0.8 ** 2) / growth(r); // both areas in π r²
    let radius = 1;
    while (ratio(radius) > 0.2) radius += 0.01;
    let r90 = 1;
    while (growth(r90) < 0.9 * growth(2 * radius)) r90 += 0.01;
    const measured = measurePetrosian(plane, side);
    expect(measured.radiusArcsec / nativePixelArcsec / radius).toBeCloseTo(1, 1);
    expect(measured.r90Arcsec / nativePixelArcsec / r90).toBeCloseTo(1, 1);
  });
});
