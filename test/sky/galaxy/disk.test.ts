import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { addDisk, apparentAxisRatio } from '../../../src/sky/galaxy/disk.ts';
import { createDiskPlane } from '../../../src/sky/galaxy/diskPlane.ts';
import { createArms, type SpiralArms } from '../../../src/sky/galaxy/spiral.ts';
import type { Disk } from '../../../src/sky/galaxy/structure.ts';
import { arcsecOf, createFrame } from '../../../src/sky/light/frame.ts';

const smooth: Disk = {
  scaleLengthArcsec: 4,
  inclinationDeg: 0,
  positionAngleDeg: 0,
  thickness: 0.05,
  arms: null,
  bar: null,
  ring: null,
  clumpShare: 0,
  clumpCount: 0,
  dustOpacity: 0,
  innerAge: 0.8,
  outerAge: 0.5,
  lopsidedness: 0,
  lopsidedAngleDeg: 0,
  patchiness: 0,
  breakRadius: 5,
};

function paint(changes: Partial<Disk>) {
  const disk = { ...smooth, ...changes };
  const frame = createFrame(161);
  const plane = createDiskPlane(disk, 0.05, 160, createRandom(3));
  addDisk(frame, plane, disk, 100, { xArcsec: 0, yArcsec: 0 });
  return frame;
}

/** √(λ₂/λ₁) of the second moments of the r light: the axis ratio of similar ellipses. */
function momentAxisRatio(frame: { side: number; r: Float32Array }): number {
  let [sum, xx, yy, xy] = [0, 0, 0, 0];
  for (let k = 0; k < frame.r.length; k++) {
    const x = arcsecOf(k % frame.side, frame.side);
    const y = arcsecOf(Math.floor(k / frame.side), frame.side);
    sum += frame.r[k];
    xx += frame.r[k] * x * x;
    yy += frame.r[k] * y * y;
    xy += frame.r[k] * x * y;
  }
  const mean = (xx + yy) / 2 / sum;
  const half = Math.hypot((xx - yy) / 2, xy) / sum;
  return Math.sqrt((mean - half) / (mean + half));
}

describe('disk', () => {
  it.each([0, 30, 55, 70])('inclined by %d° appears flattened by its cosine', inclinationDeg => {
    const frame = paint({ inclinationDeg, positionAngleDeg: 40 });
    const expected = Math.cos((inclinationDeg * Math.PI) / 180);
    expect(momentAxisRatio(frame)).toBeGreaterThan(expected - 0.02);
    expect(momentAxisRatio(frame)).toBeLessThan(expected + 0.05); // its small thickness rounds it a little
    expect(apparentAxisRatio(inclinationDeg, 0)).toBeCloseTo(expected, 12);
  });

  it('edge-on is as thick as its layer says', () => {
    expect(apparentAxisRatio(90, 0.2)).toBeCloseTo(0.2, 12);
    expect(momentAxisRatio(paint({ inclinationDeg: 90, thickness: 0.3 }))).toBeGreaterThan(
      momentAxisRatio(paint({ inclinationDeg: 90, thickness: 0.1 })) + 0.03,
    );
  });

  it('keeps its flux at any inclination, and loses blue light first to dust', () => {
    const sum = (plane: Float32Array) => plane.reduce((total, value) => total + value, 0);
    for (const inclinationDeg of [0, 45, 70]) {
      expect(sum(paint({ inclinationDeg }).r) / 100).toBeCloseTo(1, 1);
    }
    const clear = paint({ inclinationDeg: 60 });
    const dusty = paint({ inclinationDeg: 60, dustOpacity: 1.5 });
    const kept = { g: sum(dusty.g) / sum(clear.g), i: sum(dusty.i) / sum(clear.i) };
    expect(kept.g).toBeLessThan(kept.i);
    expect(kept.i).toBeLessThan(0.97);
    expect(kept.g).toBeGreaterThan(0.5); // the half in front of the plane is not dimmed
  });

  it.each([12, 20, 32])('has arms of the pitch angle asked for: %d°', pitchAngleDeg => {
    const arms: SpiralArms = {
      count: 2,
      pitchAngleDeg,
      sense: 1,
      contrast: 1,
      flocculence: 0,
      innerRadius: 0.4,
      outerRadius: 4,
      startAngleDeg: 20,
    };
    // The phase of the second azimuthal harmonic advances by 2 cot φ for each e-fold of radius; many draws average the wandering.
    const slopes: number[] = [];
    for (let seed = 0; seed < 24; seed++) {
      const light = createArms(arms, createRandom(seed));
      const points: [number, number][] = [];
      let before: number | undefined;
      for (let logRadius = Math.log(0.8); logRadius < Math.log(3); logRadius += 0.02) {
        let [c, s] = [0, 0];
        for (let k = 0; k < 180; k++) {
          const angle = (2 * Math.PI * k) / 180;
          const young = light(Math.exp(logRadius), angle).young;
          c += young * Math.cos(2 * angle);
          s += young * Math.sin(2 * angle);
        }
        let phase = Math.atan2(s, c);
        while (before !== undefined && phase - before > Math.PI) phase -= 2 * Math.PI;
        while (before !== undefined && phase - before < -Math.PI) phase += 2 * Math.PI;
        before = phase;
        points.push([logRadius, phase]);
      }
      const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
      const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
      const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
      slopes.push(covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0));
    }
    const slope = slopes.sort((a, b) => a - b)[12];
    const fitted = (Math.atan(2 / slope) * 180) / Math.PI;
    expect(Math.abs(fitted - pitchAngleDeg)).toBeLessThan(2.5);
  });
});
