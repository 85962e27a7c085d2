import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { skyRow } from '../../src/sky/columns.ts';
import { drawOddity, oddityKinds } from '../../src/sky/oddities/oddity.ts';
import { hasRing, simulateGalaxy } from '../../src/sky/simulateGalaxy.ts';
import { simulateSurvey } from '../../src/sky/simulateSurvey.ts';

const small = { sidePx: 48 };

describe('a simulated galaxy', () => {
  it('is the same bytes and truths from the same seed and index, and another otherwise', () => {
    const first = simulateGalaxy(1, 7, small);
    expect(simulateGalaxy(1, 7, small)).toEqual(first);
    expect(simulateGalaxy(1, 8, small).image).not.toEqual(first.image);
    expect(simulateGalaxy(2, 7, small).image).not.toEqual(first.image);
  });

  it('made alone is the same as within the survey', () => {
    const [, , third] = [...simulateSurvey(3, 4, small)];
    expect(simulateGalaxy(4, 2, small)).toEqual(third);
  });

  it('is known to have a ring before it is painted', () => {
    for (let index = 0; index < 40; index++) {
      const { truth } = simulateGalaxy(5, index, { sidePx: 16, oddity: null });
      expect(hasRing(5, index)).toBe(truth.ring > 0);
    }
  });

  it('has its light in the middle and sky in the corners', () => {
    for (let index = 0; index < 6; index++) {
      const { image, sidePx } = simulateGalaxy(3, index, { ...small, oddity: null });
      const mean = (from: number, to: number) => {
        let sum = 0;
        for (let y = from; y < to; y++)
          for (let x = from; x < to; x++) sum += image[3 * (y * sidePx + x) + 1];
        return sum / (to - from) ** 2;
      };
      expect(mean(22, 26)).toBeGreaterThan(60);
      expect(mean(22, 26)).toBeGreaterThan(mean(0, 5) * 1.5);
    }
  });

  it('carries every oddity asked for, and each changes the picture', () => {
    const plain = simulateGalaxy(1, 11, { ...small, oddity: null });
    for (const oddity of oddityKinds) {
      const odd = simulateGalaxy(1, 11, { ...small, oddity });
      expect(odd.truth.oddity).toBe(oddity);
      expect(odd.image).not.toEqual(plain.image);
    }
  });

  it('has truths within the limits of the survey', () => {
    for (let index = 0; index < 12; index++) {
      const { truth } = simulateGalaxy(9, index, { sidePx: 16, oddity: null });
      expect(truth.id).toMatch(/^MS-\d{6}$/);
      expect(truth.bulgeToTotal).toBeGreaterThanOrEqual(0);
      expect(truth.bulgeToTotal).toBeLessThanOrEqual(1);
      expect(truth.petroR90Arcsec).toBeGreaterThan(2);
      expect(truth.magnitudeR).toBeLessThan(18.2);
      expect(truth.redshift).toBeGreaterThan(0.005);
      expect(truth.inclinationDeg).toBeLessThanOrEqual(90);
      expect(truth.armCount === 0).toBe(truth.pitchAngleDeg === null);
      expect(truth.signalToNoise).toBeGreaterThan(5);
    }
  });

  it('gives a row of columns without gaps', () => {
    const row = skyRow(simulateGalaxy(1, 3, { sidePx: 16 }));
    expect(Object.keys(row)).toHaveLength(16 + 10 + 30); // truths, totals of ten questions, fractions of thirty answers
    for (const value of Object.values(row)) expect(value).not.toBeUndefined();
  });

  it('refuses a picture too small to show anything', () => {
    expect(() => simulateGalaxy(1, 1, { sidePx: 4 })).toThrow('need sidePx ≥ 16; got sidePx = 4');
  });
});

describe('oddities', () => {
  it('are 2 to 3 in a hundred, every kind among them', () => {
    const random = createRandom(12);
    const counts = new Map<string, number>();
    const draws = 40_000;
    for (let k = 0; k < draws; k++) {
      const kind = drawOddity(random);
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
    expect(all / draws).toBeGreaterThan(0.02);
    expect(all / draws).toBeLessThan(0.03);
    for (const kind of oddityKinds) expect(counts.get(kind)).toBeGreaterThan(all / oddityKinds.length / 2);
  });
});
