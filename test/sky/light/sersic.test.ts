import { describe, expect, it } from 'vitest';
import { equivalentSersicIndex, growthRadii, sersicGrowth } from '../../../src/sky/galaxy/growth.ts';
import { createFrame, fluxesOf, nativePixelArcsec } from '../../../src/sky/light/frame.ts';
import { addSersic, sersicB, sersicBrightnessAtRe } from '../../../src/sky/light/sersic.ts';

/** ∫ 2πr I(r) dr of the definition I = I_e exp(−b((r/R_e)^{1/n} − 1)), by Simpson's rule in x = ln r. */
function fluxWithin(n: number, radius: number): number {
  const b = sersicB(n);
  const low = -30;
  const high = Math.log(radius);
  const steps = 20_000;
  let sum = 0;
  for (let k = 0; k <= steps; k++) {
    const r = Math.exp(low + ((high - low) * k) / steps);
    const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * 2 * Math.PI * r * r * Math.exp(-b * (r ** (1 / n) - 1));
  }
  return ((high - low) / steps / 3) * sum * sersicBrightnessAtRe(n);
}

describe('Sérsic profile', () => {
  it.each([0.5, 1, 2.5, 4, 6])('of index %f has half its light within R_e and all of it in all', n => {
    expect(fluxWithin(n, 1)).toBeCloseTo(0.5, 3);
    expect(fluxWithin(n, 10 ** (1 + n / 1.2))).toBeCloseTo(1, 3);
  });

  it('grows as its integral does', () => {
    for (const n of [1, 4]) {
      const growth = sersicGrowth(n, Float64Array.of(0.3, 1, 3));
      for (const [k, radius] of [0.3, 1, 3].entries())
        expect(growth[k]).toBeCloseTo(fluxWithin(n, radius), 3);
    }
  });

  it('painted on pixels keeps its flux, its half-light ellipse and its axis ratio', () => {
    const frame = createFrame(301);
    const component = {
      xArcsec: 0.1,
      yArcsec: -0.05,
      index: 1.5,
      effectiveRadiusArcsec: 6,
      axisRatio: 0.5,
      positionAngleDeg: 30,
      flux: fluxesOf(17, 0.7, 0.3),
    };
    addSersic(frame, component);
    const total = frame.r.reduce((sum, value) => sum + value, 0);
    expect(total / component.flux.r).toBeCloseTo(1, 2);
    const angle = Math.PI / 6;
    let within = 0;
    for (let row = 0; row < 301; row++) {
      for (let column = 0; column < 301; column++) {
        const x = (column - 150) * nativePixelArcsec - 0.1;
        const y = (row - 150) * nativePixelArcsec + 0.05;
        const u = x * Math.cos(angle) + y * Math.sin(angle);
        const v = (y * Math.cos(angle) - x * Math.sin(angle)) / 0.5;
        if (Math.hypot(u, v) < 6) within += frame.r[row * 301 + column];
      }
    }
    expect(within / component.flux.r).toBeCloseTo(0.5, 1);
  });

  it('alone is as concentrated as its own index says', () => {
    for (const n of [1, 2, 4]) {
      const bulge = {
        index: n,
        effectiveRadiusArcsec: 3,
        axisRatio: 1,
        positionAngleDeg: 0,
        age: 1,
        boxiness: 2,
      };
      const radii = growthRadii({ magnitudeR: 16, redshift: 0.05, bulgeToTotal: 1, bulge, disk: null });
      expect(radii.r50Arcsec).toBeCloseTo(3, 1);
      expect(equivalentSersicIndex(radii)).toBeCloseTo(n, 1);
    }
  });
});
