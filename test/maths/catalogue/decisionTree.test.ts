import { describe, expect, it } from 'vitest';
import {
  likeliestRoute,
  proportionsAsked,
  readTree,
  sharesOfConcentrations,
} from '../../../src/maths/catalogue/decisionTree.ts';
import { createRandom, type Random } from '../../../src/maths/statistics/random.ts';
import { gz2, treeOf } from './smallTree.ts';

const columns = gz2.flatMap(q => q.answers.map(a => a.column));
const random = createRandom(3);
const concentrations = Float64Array.from(columns, () => 1 + 100 * random.uniform() ** 4);

/** A gamma variable of shape > 1 (Marsaglia & Tsang 2000). */
function gamma(shape: number, from: Random): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = from.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(from.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

describe('a reading of the tree', () => {
  it('has the means and 90 % intervals of Dirichlet variables, drawn 20,000 times', () => {
    const { shares, low, high } = readTree(gz2, concentrations);
    const draws = 20_000;
    const tolerance = 0.02; // of a share: five standard errors of a 5 % quantile at the widest
    for (const { start, answers } of gz2) {
      const drawn = answers.map(() => new Float64Array(draws));
      for (let i = 0; i < draws; i++) {
        const parts = answers.map((_, k) => gamma(concentrations[start + k], random));
        const sum = parts.reduce((a, b) => a + b, 0);
        for (const [k, part] of parts.entries()) drawn[k][i] = part / sum;
      }
      for (const [k, values] of drawn.entries()) {
        values.sort();
        const mean = values.reduce((a, b) => a + b, 0) / draws;
        expect(Math.abs(shares[start + k] - mean)).toBeLessThan(tolerance / 4);
        expect(Math.abs(low[start + k] - values[0.05 * draws])).toBeLessThan(tolerance);
        expect(Math.abs(high[start + k] - values[0.95 * draws])).toBeLessThan(tolerance);
      }
    }
  });

  it('asks as many as walk there: 200,000 volunteers who answer at random by the shares', () => {
    const shares = sharesOfConcentrations(gz2, concentrations);
    const asked = proportionsAsked(gz2, shares);
    const walkers = 200_000;
    const counts = new Float64Array(gz2.length);
    for (let w = 0; w < walkers; w++) {
      const given = new Set<string>();
      for (const [q, { start, answers, askedIf }] of gz2.entries()) {
        if (askedIf && !askedIf.some(column => given.has(column))) continue;
        counts[q]++;
        let left = random.uniform();
        let k = 0;
        while (k < answers.length - 1 && left >= shares[start + k]) left -= shares[start + k++];
        given.add(answers[k].column);
      }
    }
    for (const [q, count] of counts.entries())
      expect(Math.abs(asked[q] - count / walkers)).toBeLessThan(0.006);
  });

  it('sums over answers that lead to one question, whatever the order of questions', () => {
    const tree = treeOf({
      last: [
        ['a', 'b'],
        ['first_x', 'second_y'],
      ],
      first: [['x', 'y', 'z'], null],
      second: [['x', 'y'], ['first_y']],
    });
    const shares = Float64Array.of(1, 0, 0.2, 0.5, 0.3, 0.6, 0.4);
    const asked = proportionsAsked(tree, shares);
    expect(asked[0]).toBeCloseTo(0.2 + 0.5 * 0.4, 12);
    expect(asked[2]).toBeCloseTo(0.5, 12);
  });

  it('follows the likeliest answer at every question reached', () => {
    const shares = new Float64Array(columns.length);
    const say = (...names: string[]) => {
      for (const name of names) shares[columns.indexOf(name)] = 0.9;
    };
    say('smooth-or-featured-gz2_featured-or-disk', 'disk-edge-on-gz2_no', 'has-spiral-arms-gz2_no');
    say('bar-gz2_yes', 'bulge-size-gz2_obvious', 'something-odd-gz2_yes', 'odd-feature-gz2_ring');
    say('how-rounded-gz2_cigar', 'spiral-winding-gz2_tight'); // reached by nobody
    expect(likeliestRoute(gz2, shares).map(i => columns[i])).toEqual([
      'smooth-or-featured-gz2_featured-or-disk',
      'disk-edge-on-gz2_no',
      'bar-gz2_yes',
      'has-spiral-arms-gz2_no',
      'bulge-size-gz2_obvious',
      'something-odd-gz2_yes',
      'odd-feature-gz2_ring',
    ]);
  });

  it('refuses a tree that is none', () => {
    const circle = treeOf({ a: [['yes'], ['b_yes']], b: [['yes'], ['a_yes']] });
    expect(() => proportionsAsked(circle, [1, 1])).toThrow('got a circle through "a"');
    const astray = treeOf({ a: [['yes'], ['c_yes']] });
    expect(() => proportionsAsked(astray, [1])).toThrow('need the answer "c_yes" that leads to "a"');
  });
});
