import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { Column } from '../../../src/contracts/column.ts';
import { volunteerShares } from '../../../src/data/galaxyZoo/volunteerShares.ts';
import { gz2, treeOf } from '../../maths/catalogue/smallTree.ts';

const number = (name: string, ...values: number[]): Column => ({
  kind: 'number',
  name,
  source: 'test',
  values: Float64Array.from(values),
});
const nothing = Number.NaN;
const place = (column: string) => gz2.flatMap(q => q.answers.map(a => a.column)).indexOf(column);
const question = (name: string) => gz2.findIndex(q => q.name === name);

describe('the volunteers’ own shares', () => {
  it('are read from fractions, with how many were asked', () => {
    const read = volunteerShares(gz2, [
      number('smooth-or-featured-gz2_total-votes', 40, 40),
      number('smooth-or-featured-gz2_smooth_fraction', 0.25, 1),
      number('bar-gz2_total-votes', 10, 0),
      number('bar-gz2_yes_fraction', 0.3, nothing),
    ])!;
    const first = read(0);
    expect(first.shares[place('smooth-or-featured-gz2_smooth')]).toBe(0.25);
    expect(first.shares[place('smooth-or-featured-gz2_artifact')]).toBeNaN();
    expect(first.shares[place('bar-gz2_yes')]).toBe(0.3);
    expect(first.asked[question('bar-gz2')]).toBe(0.25);
    expect(first.votes[question('bar-gz2')]).toBe(10);
    expect(first.asked[question('how-rounded-gz2')]).toBeNaN();
    const second = read(1);
    expect(second.shares[place('bar-gz2_yes')]).toBeNaN();
    expect(second.asked[question('bar-gz2')]).toBe(0);
  });

  it('are read from counts, with and without a total, and not from a part of the answers', () => {
    const counts = ['yes', 'no'].map((answer, i) =>
      number(`bar-gz2_${answer}`, [3, 0][i], [0, 0][i], nothing),
    );
    const read = volunteerShares(gz2, counts)!;
    expect(read(0).shares[place('bar-gz2_yes')]).toBe(1);
    expect(read(1).shares[place('bar-gz2_yes')]).toBeNaN(); // nobody was asked
    expect(read(2).shares[place('bar-gz2_yes')]).toBeNaN();
    expect(volunteerShares(gz2, [counts[0]])).toBeNull();
    const total = number('bar-gz2_total-votes', 12, 0, nothing);
    expect(volunteerShares(gz2, [counts[0], total])!(0).shares[place('bar-gz2_yes')]).toBe(0.25);
  });

  it('are read under names without a campaign, as in GZ DESI', () => {
    const dr5 = treeOf({ 'bar-dr5': [['strong', 'weak', 'no'], null] });
    const read = volunteerShares(dr5, [number('bar_strong_fraction', 0.5), number('bar_total-votes', 8)])!;
    expect([...read(0).shares]).toEqual([0.5, nothing, nothing]);
    expect([...read(0).votes]).toEqual([8]);
    expect(volunteerShares(dr5, [number('bar-gz2_strong_fraction', 0.5)])).toBeNull();
  });

  it('are read from cumulative Kaggle classes, wherever the tree puts its answers', () => {
    const columns = [
      number('Class1.1', 0.2, 0.9),
      number('Class1.2', 0.7, 0.1),
      number('Class1.3', 0.1, 0),
      number('Class5.1', 0.1, nothing),
      number('Class5.2', 0.2, nothing),
      number('Class5.3', 0.1, nothing),
      number('Class5.4', 0, nothing),
      number('Class7.1', 0.1, 0),
      number('Class7.2', 0.1, 0),
      number('Class7.3', 0, 0),
    ];
    const turned = treeOf({
      'bulge-size-gz2': [['dominant', 'obvious', 'just-noticeable', 'no'], null], // Zoobot's order
    });
    const [dominant, obvious, noticeable, none] = volunteerShares(turned, columns)!(0).shares;
    expect(dominant).toBe(0);
    expect(obvious).toBeCloseTo(0.25, 12);
    expect(noticeable).toBeCloseTo(0.5, 12);
    expect(none).toBeCloseTo(0.25, 12);
    const read = volunteerShares(gz2, columns)!;
    expect(read(0).asked[question('bulge-size-gz2')]).toBeCloseTo(0.4, 12);
    expect(read(0).shares[place('how-rounded-gz2_round')]).toBeCloseTo(0.5, 12);
    expect(read(1).asked[question('bulge-size-gz2')]).toBeNaN(); // null
    expect(read(1).shares[place('how-rounded-gz2_round')]).toBeNaN(); // 0 of 0
    expect(read(1).asked[question('how-rounded-gz2')]).toBe(0);
  });

  it('are absent where a catalogue has no votes', () => {
    expect(volunteerShares(gz2, [number('z', 1)])).toBeNull();
  });
});

const voted = new URL('../../../../shared/galaxies/gz2-voted.parquet', import.meta.url);
describe('gz2-voted', () => {
  it.skipIf(!existsSync(voted))('is asked of fewer at each step down, and its shares sum to 1', async () => {
    const file = new File([readFileSync(voted)], 'gz2-voted.parquet');
    const { columns, rowCount } = await nodeIngest().open({ kind: 'file', file });
    const read = volunteerShares(gz2, columns)!;
    const [rounded, odd] = ['how-rounded-gz2', 'something-odd-gz2'].map(question);
    let known = 0;
    for (let row = 0; row < rowCount; row++) {
      const { shares, asked } = read(row);
      for (const { start, answers } of gz2) {
        const own = shares.subarray(start, start + answers.length);
        if (own.some(Number.isNaN)) continue;
        known++;
        expect(Math.abs(own.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-9);
      }
      // Who said smooth is who is asked how rounded: the challenge says so of its table.
      if (shares[0] > 0) expect(Math.abs(asked[rounded] - shares[0])).toBeLessThan(0.02);
      expect(asked[odd]).toBeGreaterThan(0.9);
    }
    expect(known).toBeGreaterThan(4 * rowCount * 0.9);
  });
});
