import { describe, expect, it } from 'vitest';
import { contingencyOf } from '../../../src/maths/clustering/contingency.ts';
import {
  adjustedMutualInformation,
  expectedMutualInformation,
  mutualInformation,
  normalisedMutualInformation,
} from '../../../src/maths/clustering/mutualInformation.ts';
import { clustersInUse, purity } from '../../../src/maths/clustering/purity.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const a = Array.from({ length: 60 }, (_, i) => (i * i + 3 * i) % 5);
const b = Array.from({ length: 60 }, (_, i) => (i * i + Math.floor(i / 7)) % 4);

describe('mutual information of two labellings', () => {
  it('has scikit-learn 1.9’s numbers', () => {
    const table = contingencyOf(a, b);
    expect(mutualInformation(table)).toBeCloseTo(0.023386763030544565, 12);
    expect(expectedMutualInformation(table)).toBeCloseTo(0.054295268626013284, 10);
    expect(normalisedMutualInformation(a, b)).toBeCloseTo(0.019248088691790538, 12);
    expect(adjustedMutualInformation(a, b)).toBeCloseTo(-0.02662868594582868, 10);
  });

  it('is 1 for the same division by other names, and expects what permutations have', () => {
    expect(
      adjustedMutualInformation(
        a,
        a.map(label => 7 - label),
      ),
    ).toBeCloseTo(1, 10);
    const random = createRandom(1);
    const shuffled = [...b];
    let sum = 0;
    for (let round = 0; round < 2000; round++) {
      random.shuffle(shuffled);
      sum += mutualInformation(contingencyOf(a, shuffled)) / 2000;
    }
    expect(sum).toBeCloseTo(expectedMutualInformation(contingencyOf(a, b)), 2);
  });

  it('leaves out what has no label in either', () => {
    const [holedA, holedB] = [
      [...a, -1, 2],
      [...b, 3, Number.NaN],
    ];
    expect(adjustedMutualInformation(holedA, holedB)).toBe(adjustedMutualInformation(a, b));
    expect(() => contingencyOf(a, b.slice(1))).toThrow(/same things; got 60 and 59/);
  });
});

describe('purity and clusters in use', () => {
  it('count the most frequent class of each cluster', () => {
    expect(purity([0, 0, 0, 1, 1, -1], [2, 2, 5, 5, 5, 5])).toBe(4 / 5);
  });

  it('count equal clusters as many and an empty one as none', () => {
    expect(clustersInUse([0, 1, 2, 3])).toBeCloseTo(4, 12);
    expect(clustersInUse([5, 5, 5])).toBe(1);
    expect(clustersInUse([0, 0, 0, 9])).toBeCloseTo(
      Math.exp(0.75 * Math.log(4 / 3) + 0.25 * Math.log(4)),
      12,
    );
  });
});
