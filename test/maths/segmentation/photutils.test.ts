import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { centralGalaxy } from '../../../src/maths/segmentation/centralGalaxy.ts';
import { galaxyMeasures } from '../../../src/maths/segmentation/galaxyMeasures.ts';
import { gaussianBlur } from '../../../src/maths/segmentation/gaussianBlur.ts';
import { giniOf, momentOfBrightest } from '../../../src/maths/segmentation/lightDistribution.ts';
import { meshBackground } from '../../../src/maths/segmentation/meshBackground.ts';
import { findSources } from '../../../src/maths/segmentation/sources.ts';
import { type FrameSource, simulatedFrame } from './frames.ts';

/** photutils 3.0 and statmorph 0.7 on the same frames: pretrain/segmentation_oracle.py. */
const oracle = JSON.parse(
  readFileSync(new URL('../../fixtures/segmentation-oracle.json', import.meta.url), 'utf8'),
);

const places = [
  [30, 32],
  [118, 40],
  [80, 84],
  [88, 84.5],
  [36, 120],
  [130, 126],
  [44, 127],
];
const side = 160;
const field = simulatedFrame(
  side,
  places.map(([x, y], i): FrameSource => [x, y, 2.5 + 0.2 * i, 0.8, 0.3 * i, 60 - 4 * i, false]),
  1,
  (x, y) => 20 + 0.02 * x + 0.01 * y,
);

describe('a field of seven sources on a sloping sky', () => {
  const sky = meshBackground(field, side, 20);

  it('has the sky that photutils finds, and that was put there', () => {
    const probes = [
      [10, 10],
      [80, 20],
      [40, 100],
      [150, 150],
      [70, 130],
    ];
    for (const [i, [x, y]] of probes.entries()) {
      const level = sky.level[y * side + x];
      expect(Math.abs(level - oracle.background.level[i])).toBeLessThan(0.3); // splines there, straight lines here
      expect(Math.abs(level - (20 + 0.02 * x + 0.01 * y))).toBeLessThan(0.5);
    }
    const noises = [...sky.noise].sort((a, b) => a - b);
    expect(noises[noises.length / 2]).toBeCloseTo(oracle.background.noise, 1);
  });

  it('has the sources that photutils detects and parts, of the same sizes', () => {
    const smooth = gaussianBlur(
      field.map((value, i) => value - sky.level[i]),
      side,
      1.5,
    );
    const rules = { threshold: 2, leastPixels: 6 };
    expect(findSources(smooth, side, { ...rules, saddleShare: 0 }).peaks).toHaveLength(
      oracle.sources.detected,
    );
    const { labels, peaks } = findSources(smooth, side, { ...rules, saddleShare: 0.97 });
    expect(peaks).toHaveLength(oracle.sources.deblended);
    for (const [i, [x, y]] of places.entries()) {
      const own = labels[Math.round(y) * side + x];
      const area = labels.filter(label => label === own).length;
      expect(Math.abs(area / oracle.sources.areaAtPeak[i] - 1)).toBeLessThan(0.1);
    }
    const dark = labels.filter(label => label === 0).length;
    expect(Math.abs(dark / oracle.sources.sky - 1)).toBeLessThan(0.005);
  });

  it('tells a mesh that fits no image', () => {
    expect(() => meshBackground(new Float32Array(10), 3, 2)).toThrow(/whole rows/);
  });
});

describe('what is measured of a galaxy', () => {
  const frames: Record<string, FrameSource[]> = {
    disc: [[46.3, 45.2, 6, 0.5, 0.6, 100, true]],
    round: [[45.6, 46.1, 5, 0.95, 0.2, 120, false]],
    arms: [
      [45.8, 45.4, 6, 0.7, -0.5, 100, true],
      [53, 41, 2, 0.9, 0, 25, false],
      [38, 51, 1.5, 0.9, 0, 18, false],
    ],
  };

  it.each(Object.keys(frames))('is what statmorph measures: %s', name => {
    const frame = simulatedFrame(92, frames[name], 0.5);
    // The sky is known here, as statmorph was told it.
    const found = { ...centralGalaxy(frame, 92), sky: 0, noise: 0.5 };
    const measured = galaxyMeasures(frame, 92, found);
    const wanted = oracle.measures[name];
    const off = (key: keyof typeof measured) => Math.abs(measured[key] - wanted[key]);
    expect(off('petrosianRadiusPx') / wanted.petrosianRadiusPx).toBeLessThan(0.02);
    expect(off('halfLightRadiusPx') / wanted.halfLightRadiusPx).toBeLessThan(0.03);
    expect(off('concentration')).toBeLessThan(0.04);
    expect(off('asymmetry')).toBeLessThan(0.02);
    expect(off('smoothness')).toBeLessThan(0.01);
    expect(off('gini')).toBeLessThan(0.01);
    expect(off('m20')).toBeLessThan(0.03);
    expect(off('axisRatio')).toBeLessThan(0.02);
    expect(off('angleRad')).toBeLessThan(0.03);
    expect(measured.companionQuadrant).toBe(-1);
  });

  it('names the quadrant of a companion, and its share of the light', () => {
    const companion: FrameSource = [75, 20, 3, 1, 0, 60, false]; // above right, y grows downwards
    const frame = simulatedFrame(92, [...frames.round, companion], 0.5);
    const { companionShare, companionQuadrant } = galaxyMeasures(frame, 92, centralGalaxy(frame, 92));
    expect(companionQuadrant).toBe(3);
    const [own, other] = [120 * 25 * 0.95, 60 * 9]; // 2 π cancels
    expect(companionShare).toBeCloseTo(other / (own + other), 1);
  });

  it('is nothing where there is no galaxy', () => {
    const empty = new Float32Array(64 * 64);
    expect(galaxyMeasures(empty, 64, centralGalaxy(empty, 64)).flux).toBeNaN();
  });
});

describe('Gini and M20 by definition', () => {
  it('are 0 for equal pixels, 1 for one, and count the brightest fifth', () => {
    expect(giniOf([3, 3, 3, 3])).toBeCloseTo(0, 12);
    expect(giniOf([0, 0, 0, 5])).toBeCloseTo(1, 12);
    const light = new Float32Array(25).fill(1);
    // Of 25 equal pixels the first five of the list hold a fifth: the top row of a square of five.
    const row = [0, 1, 2, 3, 4].reduce((sum, x) => sum + (x - 2) ** 2 + 4, 0);
    const whole = 2 * 5 * (4 + 1 + 0 + 1 + 4);
    expect(momentOfBrightest({ light, sidePx: 5 }, [...light.keys()])).toBeCloseTo(
      Math.log10(row / whole),
      9,
    );
  });
});
