import { expect, it } from 'vitest';
import { expectedShares } from '../../../src/maths/statistics/expectedShares.ts';

it('is each concentration over the sum of its question’s, row by row', () => {
  const outputs = Float32Array.of(0, 2, -3, 1, 1, Number.NaN, Number.NaN, Number.NaN, 4, 4);
  const concentrations = Array.from(outputs, x => 100 / (1 + Math.exp(-x)) + 1); // Zoobot's ScaledSigmoid
  const questions = [
    { first: 0, count: 3 },
    { first: 3, count: 2 },
  ];
  const shares = expectedShares(outputs, 5, questions);
  const [a, b, c] = concentrations;
  for (const [i, alpha] of [a, b, c].entries()) expect(shares[i]).toBeCloseTo(alpha / (a + b + c), 6);
  expect([shares[3], shares[4], shares[8], shares[9]]).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect([...shares.subarray(5, 8)].every(Number.isNaN)).toBe(true); // an image that could not be read
});
