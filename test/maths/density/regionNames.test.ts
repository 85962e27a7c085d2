import { describe, expect, it } from 'vitest';
import {
  discoveryLimit,
  hypergeometricTail,
  midRanks,
  rankSumTest,
} from '../../../src/maths/density/overRepresentation.ts';
import { regionTraits } from '../../../src/maths/density/regionNames.ts';
import { watershed } from '../../../src/maths/density/watershed.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('overRepresentation', () => {
  it('gives the hypergeometric tail as counting all draws does', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (const [sample, kind, all] of [
      [5, 4, 12],
      [8, 6, 11],
      [3, 10, 20],
    ]) {
      for (let seen = 0; seen <= Math.min(sample, kind); seen++) {
        let wanted = 0;
        for (let k = seen; k <= Math.min(sample, kind); k++) {
          if (sample - k > all - kind) continue;
          wanted += (choose(kind, k) * choose(all - kind, sample - k)) / choose(all, sample);
        }
        expect(hypergeometricTail(seen, sample, kind, all)).toBeCloseTo(wanted, 10);
      }
    }
    expect(hypergeometricTail(60, 100, 200, 1000) / 7.572690410181314e-21).toBeCloseTo(1, 6); // scipy.stats.hypergeom.sf
  });

  it('ranks with ties and tests as the definition does', () => {
    const values = [3, 1, 4, 1, 5, Number.NaN, 2, 6];
    const { ranks, count, ties } = midRanks(values);
    expect([...ranks]).toEqual([4, 1.5, 5, 1.5, 6, Number.NaN, 3, 7]);
    expect([count, ties]).toEqual([7, 6]);
    const sample = [0, 1, 4];
    const rest = [2, 3, 6, 7];
    let wins = 0;
    for (const a of sample)
      for (const b of rest) wins += Number(values[a] > values[b]) + Number(values[a] === values[b]) / 2;
    const { above } = rankSumTest(4 + 1.5 + 6, 3, { count, ties });
    expect(above).toBeCloseTo(wins / 12, 12);
  });

  it('has the p that shuffling has, about', () => {
    const random = createRandom(7);
    const n = 60;
    const values = Array.from({ length: n }, (_, i) =>
      Math.round(4 * (random.normal() + (i < 20 ? 0.7 : 0))),
    );
    const ranked = midRanks(values);
    const sumOf = (rows: number[]) => rows.reduce((sum, row) => sum + ranked.ranks[row], 0);
    const own = Array.from({ length: 20 }, (_, i) => i);
    const mean = (20 * (n + 1)) / 2;
    const off = Math.abs(sumOf(own) - mean);
    let beyond = 0;
    const order = Array.from({ length: n }, (_, i) => i);
    for (let trial = 0; trial < 4000; trial++) {
      for (let i = 0; i < 20; i++) {
        const j = i + Math.floor(random.uniform() * (n - i));
        [order[i], order[j]] = [order[j], order[i]];
      }
      if (Math.abs(sumOf(order.slice(0, 20)) - mean) >= off) beyond++;
    }
    expect(Math.abs(rankSumTest(sumOf(own), 20, ranked).p - beyond / 4000)).toBeLessThan(0.02);
  });

  it('holds back discoveries as Benjamini and Hochberg do', () => {
    const p = [0.01, 0.04, 0.03, 0.005, 0.5];
    expect(discoveryLimit(p, 0.05)).toBe(0.04);
    expect(discoveryLimit([0.06, 0.9], 0.05)).toBe(-1);
    expect(discoveryLimit([], 0.05)).toBe(-1);
  });
});

describe('watershed', () => {
  const side = 40;
  const hill = (x: number, y: number, height: number, width: number) => (cell: number) =>
    height * Math.exp(-(((cell % side) - x) ** 2 + (Math.floor(cell / side) - y) ** 2) / (2 * width * width));
  const grid = (...hills: ((cell: number) => number)[]) =>
    Float32Array.from({ length: side * side }, (_, cell) => hills.reduce((sum, each) => sum + each(cell), 0));

  it('gives each of two hills its own ground, and none to the void', () => {
    const { regionOf, peaks } = watershed(grid(hill(10, 10, 2, 3), hill(30, 28, 1, 3)), side);
    expect(peaks).toEqual([10 * side + 10, 28 * side + 30]);
    expect(regionOf[12 * side + 9]).toBe(0);
    expect(regionOf[27 * side + 32]).toBe(1);
    expect(regionOf[39 * side]).toBe(-1);
  });

  it('counts a shoulder with the hill it leans on', () => {
    const { peaks } = watershed(grid(hill(15, 20, 2, 5), hill(26, 20, 1.2, 5)), side);
    expect(peaks).toHaveLength(1);
  });
});

describe('regionTraits', () => {
  const random = createRandom(3);
  const n = 2000;
  const regionOf = Int32Array.from({ length: n }, (_, i) => (i < 500 ? 0 : i < 1000 ? 1 : i < 1900 ? 2 : -1));

  it('names what is over-represented, and nothing else', () => {
    const codes = Uint8Array.from({ length: n }, (_, i) =>
      random.uniform() < (regionOf[i] === 0 ? 0.8 : 0.2) ? 1 : 0,
    );
    const bar = Float32Array.from(regionOf, region => random.uniform() * (region === 1 ? 1 : 0.3));
    const noise = Float32Array.from({ length: n }, () => random.normal());
    const traits = regionTraits(regionOf, 3, [
      { kind: 'words', words: ['smooth', 'spiral'], codes },
      { kind: 'share', word: 'bar', values: bar },
      { kind: 'measure', word: 'redshift', values: noise },
    ]);
    const named = new Map(traits.map(({ region, words, factor }) => [region, { words, factor }]));
    expect(named.get(0)?.words).toBe('spiral');
    expect(named.get(0)?.factor).toBeGreaterThan(2);
    expect(named.get(1)?.words).toBe('bar');
  });

  it('names nothing by chance', () => {
    let names = 0;
    for (let trial = 0; trial < 40; trial++) {
      const values = Float32Array.from({ length: n }, () => random.uniform());
      const codes = Uint8Array.from({ length: n }, () => Math.floor(3 * random.uniform()));
      names += regionTraits(regionOf, 3, [
        { kind: 'words', words: ['a', 'b', 'c'], codes },
        { kind: 'share', word: 's', values },
        { kind: 'measure', word: 'm', values },
      ]).length;
    }
    expect(names).toBe(0);
  });
});
