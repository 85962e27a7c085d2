import { describe, expect, it } from 'vitest';
import { close, crowdedFrame, parted } from '../../../measure/detect/crowdedFrame.ts';
import { foundAgainstTruth } from '../../../measure/detect/foundAgainstTruth.ts';

describe('a crowded frame', () => {
  const apart = (crowding: typeof parted) => {
    const { truth } = crowdedFrame(220, { ...crowding, places: 25 }, 2);
    const distances = truth.flatMap((a, i) =>
      truth.slice(0, i).map(b => Math.hypot(a.xPx - b.xPx, a.yPx - b.yPx)),
    );
    return { truth, least: Math.min(...distances) };
  };

  it('keeps galaxies as far apart as it says, and holds pairs', () => {
    const { truth, least } = apart({ ...parted, pairShare: 0 });
    expect(least).toBeGreaterThanOrEqual(14);
    expect(truth.some(({ inPair }) => inPair)).toBe(false);
    const paired = apart({ ...parted, pairShare: 1 }).truth;
    expect(paired.every(({ inPair }) => inPair)).toBe(true);
    for (let i = 0; i < paired.length; i += 2) {
      const [one, other] = [paired[i], paired[i + 1]];
      const distance = Math.hypot(one.xPx - other.xPx, one.yPx - other.yPx);
      expect(distance).toBeGreaterThanOrEqual(9);
      expect(distance).toBeLessThanOrEqual(13);
      expect(Math.abs(Math.log(one.flux / other.flux))).toBeLessThanOrEqual(Math.log(3) + 1e-9);
    }
    expect(apart(close).least).toBeLessThan(9);
  });
});

describe('what was found, against the truth', () => {
  const galaxy = (xPx: number, significance = 9, inPair = false) => ({
    ...{ xPx, yPx: 0, flux: 10, significance, inPair },
  });
  const source = (xPx: number, significance = 9) => ({ xPx, yPx: 0, flux: 8, significance });

  it('uses each source once, the nearest first, and counts what is bright', () => {
    const truth = [galaxy(0), galaxy(4, 9, true), galaxy(50), galaxy(90, 4)];
    const found = [source(1.8), source(90), source(200), source(300, 4)];
    expect(foundAgainstTruth(found, truth)).toEqual({
      ...{ sources: 3, completeness: 1 / 3, purity: 2 / 3, pairCompleteness: 0, fluxRatioMedian: 0.8 },
    });
  });
});
