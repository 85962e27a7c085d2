import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { decalsNoise, decalsRgb, withOuterRing } from '../../../src/sky/camera/decals.ts';
import { drawStructure } from '../../../src/sky/galaxy/population.ts';
import { createFrame, fluxOf, nativePixelArcsec } from '../../../src/sky/light/frame.ts';
import { pixelNoise } from '../../../src/sky/light/noise.ts';
import { hasRing, simulateGalaxy } from '../../../src/sky/simulateGalaxy.ts';

describe('DECaLS colours', () => {
  // Pixels of a real cube, nanomaggies a DECaLS pixel, and what Galaxy Zoo DECaLS's own code made of them.
  it.each([
    { g: 2.4817648, r: 6.2224126, z: 13.842862, rgb: [255, 255, 255] },
    { g: 0.0015765, r: -0.00310575, z: 0.01224161, rgb: [34, 17, 25] },
    { g: 0.0231392, r: 0.0387715, z: 0.05359097, rgb: [84, 83, 84] },
  ])('are those of the published recipe for r = $r', ({ g, r, z, rgb }) => {
    const area = (nativePixelArcsec / 0.262) ** 2; // an SDSS pixel over a DECaLS pixel
    const frame = createFrame(8);
    frame.g[0] = g * area;
    frame.r[0] = r * area;
    frame.i[0] = (z * area) / 1.25; // z is 1.25 i
    const shown = decalsRgb(frame).slice(0, 3);
    for (const [c, value] of rgb.entries()) expect(Math.abs(shown[c] - value)).toBeLessThanOrEqual(1);
  });
});

describe('DECaLS depth', () => {
  it.each([
    { band: 'g', magnitude: 24.7, seeingArcsec: 1.29 },
    { band: 'r', magnitude: 23.9, seeingArcsec: 1.18 },
    { band: 'i', magnitude: 23.0, seeingArcsec: 1.11 },
  ] as const)(
    'lets a point source of $magnitude in $band stand out fivefold',
    ({ band, magnitude, seeingArcsec }) => {
      const sigmaPx = seeingArcsec / nativePixelArcsec / 2.3548;
      const pixels = 4 * Math.PI * sigmaPx ** 2; // that a Gaussian's best weighting takes noise from
      const found = fluxOf(magnitude) / (pixelNoise(decalsNoise[band], 0) * Math.sqrt(pixels));
      expect(found).toBeGreaterThan(4.2);
      expect(found).toBeLessThan(6);
    },
  );

  it('shows the same galaxy as SDSS, with more signal for its noise', () => {
    const [shallow, deep] = (['sdss', 'decals'] as const).map(survey =>
      simulateGalaxy(3, 1, { sidePx: 64, oddity: null, survey }),
    );
    expect(deep.truth.redshift).toBe(shallow.truth.redshift);
    expect(deep.truth.signalToNoise).toBeGreaterThan(1.5 * shallow.truth.signalToNoise);
    expect(deep.image).not.toEqual(shallow.image);
  });
});

describe('outer rings', () => {
  const structures = Array.from({ length: 300 }, (_, i) => drawStructure(createRandom(i)).structure);
  const changed = structures.map((structure, i) => withOuterRing(structure, createRandom(1000 + i)));

  it('lie beyond the bar, inside where the disk ends, in about two of five smooth disks', () => {
    let disks = 0;
    let ringed = 0;
    for (const [i, { disk }] of changed.entries()) {
      if (!disk || disk.patchiness >= 0.25) continue;
      disks++;
      if (disk === structures[i].disk || !disk.ring) continue;
      ringed++;
      expect(disk.ring.radius).toBeGreaterThan(disk.bar?.halfLength ?? 0);
      expect(disk.breakRadius).toBeGreaterThan(disk.ring.radius);
    }
    expect(ringed / disks).toBeGreaterThan(0.3);
    expect(ringed / disks).toBeLessThan(0.5);
  });

  it('are predicted by hasRing', () => {
    for (let index = 0; index < 12; index++) {
      const galaxy = simulateGalaxy(9, index, { sidePx: 16, oddity: null, survey: 'decals' });
      expect(galaxy.truth.ring > 0).toBe(hasRing(9, index, 'decals'));
    }
  });
});
