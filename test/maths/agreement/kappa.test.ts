import { describe, expect, it } from 'vitest';
import { finished } from '../../../measure/sources/finished.ts';
import { cohenKappa } from '../../../src/maths/agreement/cohenKappa.ts';
import {
  type DisagreementWeights,
  disagreementWeights,
} from '../../../src/maths/agreement/disagreementWeights.ts';
import { fleissKappa, galaxyAgreement } from '../../../src/maths/agreement/fleissKappa.ts';
import { cohenKappaSteps, fleissKappaSteps } from '../../../src/maths/agreement/kappaIntervals.ts';
import { confusionMatrix } from '../../../src/maths/statistics/confusion.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const scale = (classes: number) => Array.from({ length: classes }, (_, k) => k);

/** Of two lists of answers. */
function kappaOf(
  a: readonly number[],
  b: readonly number[],
  weights: DisagreementWeights,
  places = scale(6),
) {
  const codes = (answers: readonly number[]) => answers.map(answer => places.indexOf(answer));
  return cohenKappa(confusionMatrix(codes(a), codes(b), places.length), disagreementWeights(places, weights));
}

describe('Cohen’s κ', () => {
  const a = [0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0, 0, 2, 5, 3, 1, 4, 2, 2];
  const b = [0, 2, 2, 3, 5, 5, 4, 4, 1, 2, 1, 0, 1, 2, 5, 2, 1, 3, 0, 2];

  it.each([
    ['equal', 0.5121951219512195],
    ['linear', 0.7275204359673024],
    ['quadratic', 0.8672985781990521],
  ] as const)('with %s weights is that of scikit-learn 1.9’s cohen_kappa_score', (weights, expected) => {
    expect(kappaOf(a, b, weights)).toBeCloseTo(expected, 12);
    expect(kappaOf(b, a, weights)).toBeCloseTo(expected, 12);
  });

  it('of classes without an order, and of complete disagreement, is scikit-learn’s', () => {
    expect(kappaOf([0, 0, 1, 1, 2, 2, 2, 0, 1, 2], [0, 1, 1, 1, 2, 0, 2, 0, 2, 2], 'equal')).toBeCloseTo(
      0.5454545454545454,
      12,
    );
    expect(kappaOf([0, 0, 1, 1], [1, 1, 0, 0], 'equal')).toBe(-1);
    expect(kappaOf(a, a, 'quadratic')).toBe(1);
  });

  it('weighs half scores by their distance, whichever of them occur', () => {
    const first = [0, 0.5, 5, 4.5, 3, 2, 2.5, 1];
    const second = [0, 1, 5, 5, 2.5, 2, 1, 1.5];
    const places = [...new Set([...first, ...second])].sort((x, y) => x - y); // not all half steps are among them
    expect(kappaOf(first, second, 'quadratic', places)).toBeCloseTo(0.9308510638297872, 12); // of all eleven half steps
    expect(kappaOf(first, second, 'linear', places)).toBeCloseTo(0.7741935483870968, 12);
  });

  it('is not defined where both gave one answer throughout, or gave none', () => {
    expect(kappaOf([1, 1, 1], [1, 1, 1], 'equal')).toBeNaN();
    expect(kappaOf([], [], 'quadratic')).toBeNaN();
    expect(kappaOf([1, 1, 1], [1, 2, 1], 'equal')).toBe(0); // one of them always says the same: chance explains it all
  });

  it('refuses counts and weights of different shapes', () => {
    expect(() => cohenKappa([1, 2, 3, 4], [0, 1, 1])).toThrow('got 4 counts and 3 weights');
  });
});

/** Fleiss 1971's procedure on the example of "Fleiss' kappa" in Wikipedia: 14 people, ten subjects, five classes. */
const fourteenPeople = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

/** The table of Gwet's handbook: twelve subjects, four people, some answers missing; the last subject has one person. */
const withGaps = [
  [1, 1, 0, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [0, 5, 5, 5],
  [0, 0, 1, 1],
  [0, 0, 3, 0],
];
const countsWithGaps = withGaps.flatMap(answers =>
  [1, 2, 3, 4, 5].map(answer => answers.filter(each => each === answer).length),
);

describe('Fleiss’s κ', () => {
  it('is statsmodels’ (0.210) where each galaxy has as many people', () => {
    const weights = disagreementWeights(scale(5), 'equal');
    const agreement = galaxyAgreement(fourteenPeople.flat(), weights);
    expect(fleissKappa(agreement, weights)).toBeCloseTo(0.20993070442195522, 12);
    expect(1 - agreement.disagreement[0]).toBe(1); // P_i of the example
    expect(1 - agreement.disagreement[1]).toBeCloseTo(0.253, 3);
    expect(1 - agreement.disagreement[5]).toBeCloseTo(0.462, 3);
  });

  it('is irrCAC’s (0.76248) where their number varies and one galaxy has a single person', () => {
    const weights = disagreementWeights(scale(5), 'equal');
    const agreement = galaxyAgreement(countsWithGaps, weights);
    expect(fleissKappa(agreement, weights)).toBeCloseTo(0.76248, 5);
    expect(agreement.disagreement[11]).toBeNaN();
  });

  it.each([
    ['equal', 0.7624831309041835],
    ['linear', 0.8240879560219889],
    ['quadratic', 0.8742304309586632],
  ] as const)('with %s weights is what all pairs of answers, each written out, give', (kind, expected) => {
    const weights = disagreementWeights(scale(5), kind);
    expect(fleissKappa(galaxyAgreement(countsWithGaps, weights), weights)).toBeCloseTo(expected, 12);
  });

  it('is not defined where everyone gave the same answer, or nobody shares a galaxy', () => {
    const weights = disagreementWeights(scale(2), 'equal');
    expect(fleissKappa(galaxyAgreement([3, 0, 2, 0], weights), weights)).toBeNaN();
    expect(fleissKappa(galaxyAgreement([1, 0, 0, 1], weights), weights)).toBeNaN();
    expect(fleissKappa(galaxyAgreement([], weights), weights)).toBeNaN();
    expect(() => galaxyAgreement([1, 2, 3], weights)).toThrow('got 3 and 4');
  });
});

describe('intervals of κ', () => {
  const weights = disagreementWeights(scale(3), 'equal');

  it('hold the κ of the population in about 95 of 100 samples', () => {
    // Two people who each see the truth with probability 0.8, else one of three classes at random: κ is 0.8² = 0.64.
    let held = 0;
    for (let trial = 0; trial < 100; trial++) {
      const random = createRandom(trial);
      const answer = (truth: number) => (random.uniform() < 0.8 ? truth : random.integer(3));
      const truths = Array.from({ length: 200 }, () => random.integer(3));
      const { low, high } = finished(cohenKappaSteps(truths.map(answer), truths.map(answer), weights, trial));
      if (low <= 0.64 && 0.64 <= high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88); // of a binomial of 0.95, less than one in a thousand fall below
  });

  it('are the same for the same seed, and count the galaxies', () => {
    const agreement = galaxyAgreement(countsWithGaps, disagreementWeights(scale(5), 'equal'));
    const five = disagreementWeights(scale(5), 'equal');
    const once = finished(fleissKappaSteps(agreement, five, 3));
    expect(finished(fleissKappaSteps(agreement, five, 3))).toEqual(once);
    expect(once.galaxies).toBe(11);
    expect(once.value).toBeCloseTo(0.76248, 5);
    expect(once.low).toBeLessThan(once.value);
    expect(once.high).toBeGreaterThan(once.value);
  });

  it('are none where κ is none', () => {
    const { value, low, high, galaxies } = finished(cohenKappaSteps([1, 1], [1, 1], weights, 1));
    expect([value, low, high]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(galaxies).toBe(2);
    expect(finished(cohenKappaSteps([], [], weights, 1)).value).toBeNaN();
  });
});
