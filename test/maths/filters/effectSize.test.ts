import { expect, it } from 'vitest';
import { hedgesG, oddsEffect, splitMoments } from '../../../src/maths/filters/effectSize.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const a = [2.1, 3.4, 2.9, 4.8, 3.3];
const b = [1.0, 2.2, 1.7, 2.8, 0.4, 1.9, 2.6];
const values = Float64Array.from([...a, Number.NaN, Number.POSITIVE_INFINITY, ...b]);
const inside = Uint8Array.from(values, (_, row) => (row < a.length + 1 ? 1 : 0));

it('takes the moments of either group by their definition', () => {
  const { within, without } = splitMoments(values, inside);
  for (const [own, list] of [
    [within, a],
    [without, b],
  ] as const) {
    const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(own.count).toBe(list.length);
    expect(own.mean).toBeCloseTo(mean, 12);
    expect(own.squares).toBeCloseTo(
      list.reduce((sum, value) => sum + (value - mean) ** 2, 0),
      12,
    );
  }
});

it("has the effect that scipy's t belongs to, corrected for few values", () => {
  const t = 2.815266352884067; // scipy.stats.ttest_ind(a, b).statistic
  const [m, n] = [a.length, b.length];
  const d = t * Math.sqrt(1 / m + 1 / n);
  const { within, without } = splitMoments(values, inside);
  const g = hedgesG(within, without)!;
  const correction = 1 - 3 / (4 * (m + n) - 9);
  expect(g.effect).toBeCloseTo(d * correction, 12);
  expect(g.margin).toBeCloseTo(
    1.959963984540054 * correction * Math.sqrt((m + n) / (m * n) + d ** 2 / (2 * (m + n))),
    12,
  );
});

it('has an interval that covers the true effect about as often as it says', () => {
  const random = createRandom(5);
  const truth = 0.5;
  let covered = 0;
  const rounds = 2000;
  for (let round = 0; round < rounds; round++) {
    const drawn = Float64Array.from({ length: 120 }, (_, row) => random.normal() + (row < 40 ? truth : 0));
    const group = Uint8Array.from(drawn, (_, row) => (row < 40 ? 1 : 0));
    const { within, without } = splitMoments(drawn, group);
    const { effect, margin } = hedgesG(within, without)!;
    if (Math.abs(effect - truth) <= margin) covered++;
  }
  expect(covered / rounds).toBeGreaterThan(0.935); // 0.95 ± three standard errors of 2,000 rounds
  expect(covered / rounds).toBeLessThan(0.965);
});

it('says nothing where nothing differs or a group is too small', () => {
  const same = { count: 5, mean: 2, squares: 0 };
  expect(hedgesG(same, same)).toBeNull();
  expect(hedgesG({ count: 1, mean: 3, squares: 0 }, { count: 9, mean: 2, squares: 4 })).toBeNull();
  expect(oddsEffect({ count: 0, of: 0 }, { count: 3, of: 9 })).toBeNull();
});

it("has the odds ratio and interval of scipy's, half a galaxy added to each cell", () => {
  // scipy.stats.contingency.odds_ratio([[123, 77], [97, 703]], kind='sample') and its 95 % interval: twice our cells
  const [ratio, low, high] = [11.577051814165216, 8.115664256931181, 16.514745369536374];
  const { effect, margin } = oddsEffect({ count: 61, of: 99 }, { count: 48, of: 399 })!;
  const scale = Math.PI / Math.sqrt(3);
  expect(scale * effect).toBeCloseTo(Math.log(ratio), 12);
  expect(scale * margin).toBeCloseTo((Math.SQRT2 * Math.log(high / low)) / 2, 10); // half the galaxies, twice the variance
});
