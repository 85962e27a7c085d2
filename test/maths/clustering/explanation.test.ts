import { describe, expect, it } from 'vitest';
import { componentTree } from '../../../src/maths/clustering/componentTree.ts';
import type { DiagonalMixture } from '../../../src/maths/clustering/diagonalMixture.ts';
import { explainDivision, quantileBins } from '../../../src/maths/clustering/explanation.ts';
import { adjustedMutualInformation } from '../../../src/maths/clustering/mutualInformation.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(2);
const division = Int32Array.from({ length: 400 }, () => random.integer(4));

describe('what explains a division', () => {
  it('is a column that goes with it, and not one that does not', () => {
    const half = division.map(cluster => (random.uniform() < 0.5 ? cluster : random.integer(4)));
    const { whole } = explainDivision(division, half, createRandom(3));
    expect(whole.telling).toBe(true);
    expect(whole.agreement).toBeGreaterThan(10 * whole.chance);
    const nothing = explainDivision(
      division,
      division.map(() => random.integer(5)),
      createRandom(4),
    );
    expect(nothing.whole.telling).toBe(false);
    expect(nothing.whole.chance).toBeGreaterThan(0);
  });

  it('has the agreement of the two labellings and the spread of shuffled ones, as a whole and part by part', () => {
    const labels = division.map((cluster, i) =>
      i % 7 === 0 ? -1 : (3 * cluster + 5 * random.integer(2)) % 9,
    );
    const { whole, parts } = explainDivision(division, labels, createRandom(3));
    expect([...parts.keys()]).toEqual([0, 1, 2, 3]);
    const own = createRandom(8);
    for (const [part, told] of [[-1, whole] as const, ...parts]) {
      const against = part < 0 ? division : division.map(cluster => Number(cluster === part));
      expect(told.agreement).toBeCloseTo(adjustedMutualInformation(against, labels), 12);
      const known = labels.filter(label => label >= 0);
      const members = against.filter((_, i) => labels[i] >= 0);
      let squares = 0;
      for (let round = 0; round < 300; round++) {
        squares += adjustedMutualInformation(members, own.shuffle(known)) ** 2 / 300;
      }
      const chance = Math.sqrt(squares);
      expect(Math.abs(told.chance - chance), `part ${part}`).toBeLessThan(0.5 * chance); // of 40 shuffles: known to 0.15
    }
  });

  it('is rarely false: of a hundred columns without any bearing, at most two', () => {
    const few = division.slice(0, 120);
    const false_ = Array.from({ length: 100 }, (_, seed) => {
      const own = createRandom(100 + seed);
      return explainDivision(
        few,
        few.map(() => own.integer(6)),
        own,
      ).whole.telling;
    });
    expect(false_.filter(Boolean).length).toBeLessThanOrEqual(2);
  });

  it('leaves out empty cells, and is no column of one word', () => {
    const holed = division.map((cluster, i) => (i % 3 === 0 ? -1 : cluster));
    expect(explainDivision(division, holed, createRandom(1)).whole.agreement).toBeCloseTo(1, 10);
    for (const labels of [division.map(() => -1), division.map(() => 2)]) {
      expect(explainDivision(division, labels, createRandom(1)).whole).toEqual({
        ...{ agreement: 0, chance: 0, telling: false },
      });
    }
  });
});

describe('bins of equal numbers', () => {
  it('hold as many each, and never part equal values', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const bins = quantileBins(values);
    for (let bin = 0; bin < 5; bin++) expect(bins.filter(each => each === bin)).toHaveLength(20);
    expect([...quantileBins([1, 1, 2, Number.NaN, 2], 2)]).toEqual([0, 0, 1, -1, 1]);
    expect(new Set(quantileBins([1, 1, 1, 1, 1, 2])).size).toBe(1);
  });
});

describe('the tree of components', () => {
  const mixture: DiagonalMixture = {
    logWeights: Float64Array.of(0.4, 0.3, 0.2, 0.1).map(Math.log),
    means: Float64Array.of(0, 0, 0.5, 0, 6, 6, 6, 7),
    logVariances: new Float64Array(8),
  };

  it('takes the nearest together first: by the integral of √(p q)', () => {
    const merges = componentTree(mixture);
    expect(merges.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    // Two unit normals at a distance of 0.5: ∫ √(p q) by the trapezium rule.
    let integral = 0;
    for (let x = -10; x < 10; x += 0.01) {
      const log = -(x ** 2 + (x - 0.5) ** 2) / 4 - Math.log(2 * Math.PI) / 2;
      integral += 0.01 * Math.exp(log);
    }
    expect(merges[0].overlap).toBeCloseTo(integral, 6);
    expect(merges[2].overlap).toBeLessThan(1e-3);
  });
});
