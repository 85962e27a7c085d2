import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import type { CuratedRows, CurationRecipe } from '../../../src/contracts/curation.ts';
import { chooseCurated, curatedSetOf } from '../../../src/data/runs/curatedSet.ts';
import { curationPresets } from '../../../src/data/runs/curationPresets.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { splitOf } from '../../../src/maths/statistics/split.ts';

const count = 3000;
const random = createRandom(3);
const ids = Array.from({ length: count }, (_, i) => `galaxy ${i}`);
const draw = () => Float32Array.from({ length: count }, () => random.uniform());
const number = (name: string, values: Float32Array): Column => ({
  name,
  kind: 'number',
  source: 'test',
  values,
});
const [ring, odd, round] = [draw(), draw(), draw()];
const columns = [number('ring', ring), number('odd', odd), number('round', round)];
const view = { sidePx: 32, cropFraction: 1 };
const recipe: CurationRecipe = {
  title: 'two shapes',
  classes: [
    { name: 'ring', rule: 'ring > 0.8', confidence: ['ring', 'odd'] },
    { name: 'round', rule: 'round > 0.5', confidence: ['round'] },
  ],
  perClass: 140,
  view,
};

describe('a curated set', () => {
  const choice = chooseCurated(recipe, ids, columns);
  const parts = { train: choice.train, validation: choice.validation, test: choice.test };

  it('has as many of each class, as deep a cut of each part, and no galaxy outside its part', () => {
    const perClass = ({ labels }: CuratedRows, label: number) => labels.filter(own => own === label).length;
    for (const label of [0, 1]) {
      expect(perClass(parts.train, label)).toBe(140);
      expect(perClass(parts.validation, label)).toBe(20);
      expect(perClass(parts.test, label)).toBe(40);
    }
    for (const [part, { rows }] of Object.entries(parts)) {
      expect([...rows].every(row => splitOf(ids[row]) === part)).toBe(true);
    }
  });

  it('takes the surest, by the product of the columns, of those that fulfil no earlier rule', () => {
    for (const [part, { rows, labels }] of Object.entries(parts)) {
      const own = [...rows].filter((_, i) => labels[i] === 0);
      const members = ids.map((_, row) => row).filter(row => splitOf(ids[row]) === part && ring[row] > 0.8);
      const byHand = members.sort((a, b) => ring[b] * odd[b] - ring[a] * odd[a]).slice(0, own.length);
      expect(new Set(own)).toEqual(new Set(byHand));
      expect([...rows].filter((_, i) => labels[i] === 1).every(row => !(ring[row] > 0.8))).toBe(true);
    }
    expect(choice.found[0]).toBe(ring.filter(share => share > 0.8).length);
  });

  it('shrinks to its smallest class, and names one that is empty', () => {
    const rare = { ...recipe.classes[0], rule: 'ring > 0.97' };
    const small = chooseCurated({ ...recipe, classes: [rare, recipe.classes[1]] }, ids, columns);
    const there = ids.filter((id, row) => splitOf(id) === 'train' && ring[row] > 0.97).length;
    expect(small.train.rows.length).toBe(2 * there);
    const none = { ...recipe.classes[0], rule: 'ring > 2' };
    expect(() => chooseCurated({ ...recipe, classes: [none, recipe.classes[1]] }, ids, columns)).toThrow(
      'need galaxies of ring',
    );
    expect(() => chooseCurated({ ...recipe, classes: [recipe.classes[0]] }, ids, columns)).toThrow(
      'two classes',
    );
  });

  it('is standardised by what it trains on alone, and must have every image', async () => {
    const read = async (rows: Uint32Array) => ({
      rows,
      sidePx: 32,
      pixels: Uint8Array.from(
        { length: rows.length * 3072 },
        (_, i) => (rows[Math.floor(i / 3072)] * 7 + i) % 251,
      ),
      problems: [],
    });
    const set = await curatedSetOf(choice, read);
    const reds = Array.from(set.train.pixels).filter((_, i) => i % 3 === 0);
    expect(set.mean[0]).toBeCloseTo(reds.reduce((sum, value) => sum + value, 0) / reds.length, 6);
    const broken = async (rows: Uint32Array) => ({
      ...(await read(rows.slice(1))),
      problems: [{ sentence: 'galaxy 4 is cut short.' }],
    });
    await expect(curatedSetOf(choice, broken)).rejects.toThrow('galaxy 4 is cut short.');
  });
});

describe('presets', () => {
  const kaggle = [1.1, 1.2, 2.1, 2.2, 6.1, 7.1, 7.2, 7.3, 8.1, 8.4, 8.6].map(n =>
    number(`Class${n}`, draw()),
  );
  const bars = [3.1, 3.2, 4.1, 4.2, 9.1, 9.3].map(n => number(`Class${n}`, draw()));

  it('are those whose columns the catalogue has, each with rules that can be read', () => {
    expect(curationPresets([])).toEqual([]);
    const eight = curationPresets(kaggle);
    expect(eight.map(({ classes }) => classes.length)).toEqual([8]);
    expect(curationPresets([...kaggle, ...bars]).map(({ classes }) => classes.length)).toEqual([8, 9]);
    expect(chooseCurated({ ...eight[0], perClass: 1 }, ids, kaggle).train.rows.length).toBe(8);
  });

  it('tell bars and arms apart where shares are of all volunteers: neither question leads to the other', () => {
    const all = [...kaggle, ...bars];
    const [, nine] = curationPresets(all);
    const featured = { ...nine, classes: nine.classes.slice(2, 6), perClass: 5 };
    const share = (name: string, row: number) =>
      (all.find(column => column.name === `Class${name}`) as { values: Float32Array }).values[row];
    const { train, toTrain } = chooseCurated(featured, ids, all);
    const answers = [
      ['3.1', '4.2'], // barred, no spiral
      ['3.1', '4.1'],
      ['3.2', '4.2'],
      ['3.2', '4.1'],
    ];
    for (const [i, [bar, arms]] of answers.entries()) {
      const own = [...train.rows].filter((_, at) => train.labels[at] === i);
      expect(own).toHaveLength(5);
      for (const row of own) expect(Math.min(share(bar, row), share(arms, row))).toBeGreaterThan(0.2);
      expect(toTrain[i]).toBeGreaterThanOrEqual(5);
    }
  });

  it('multiply the shares of those asked where a catalogue tells these', () => {
    const names = [
      'smooth-or-featured-gz2_smooth',
      'smooth-or-featured-gz2_featured-or-disk',
      'disk-edge-on-gz2_yes',
    ];
    names.push(
      'disk-edge-on-gz2_no',
      'something-odd-gz2_yes',
      'odd-feature-gz2_ring',
      'odd-feature-gz2_irregular',
    );
    names.push(
      'odd-feature-gz2_merger',
      ...['round', 'in-between', 'cigar'].map(shape => `how-rounded-gz2_${shape}`),
    );
    const [preset] = curationPresets(names.map(name => number(`${name}_fraction`, draw())));
    expect(preset.classes[0].confidence).toEqual([
      'smooth-or-featured-gz2_smooth_fraction',
      'how-rounded-gz2_round_fraction',
    ]);
  });
});
