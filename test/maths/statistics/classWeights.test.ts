import { describe, expect, it } from 'vitest';
import { classWeightsOf, hasPaperWeights, lossShares } from '../../../src/maths/statistics/classWeights.ts';
import { softmaxCrossEntropy } from '../../../src/maths/statistics/losses/crossEntropy.ts';

const eight = [
  'round',
  'in-between',
  'cigar',
  'edge-on',
  'barred spiral',
  'unbarred spiral',
  'irregular',
  'merger',
];

describe('weights of classes', () => {
  it('by inverse frequency are scikit-learn’s balanced ones, n / (classes · count)', () => {
    const weights = classWeightsOf('inverse', ['a', 'b', 'c', 'none'], [60, 30, 10, 0]);
    expect([...weights].map(w => +w.toFixed(4))).toEqual([0.5556, 1.1111, 3.3333, 0]);
  });

  it('of the paper are theirs to two digits, and for its classes only', () => {
    const weights = classWeightsOf('paper', eight, Array(8).fill(5));
    expect([...weights].map(w => +w.toFixed(2))).toEqual([0.19, 0.21, 0.98, 0.38, 0.53, 0.66, 1.81, 3.23]);
    expect(hasPaperWeights(['round', 'ring'])).toBe(false);
    expect(() => classWeightsOf('paper', ['round', 'ring'], [1, 1])).toThrow(
      'The paper has weights for round',
    );
  });

  it('by hand are as given, 1 elsewhere, and refused where nothing counts', () => {
    expect([...classWeightsOf('hand', ['a', 'b'], [3, 4], { b: 2.5 })]).toEqual([1, 2.5]);
    expect(() => classWeightsOf('hand', ['a', 'b'], [3, 4], { a: 0, b: 0 })).toThrow('more than 0');
    expect(() => classWeightsOf('hand', ['a', 'b'], [3, 0], { a: 0 })).toThrow('more than 0');
  });

  it('give each class its share of the loss that is computed', () => {
    const labels = [0, 0, 0, 0, 1, 1];
    const weights = [0.5, 3];
    const whole = softmaxCrossEntropy(new Float32Array(12), labels, 2, weights);
    // The gradient of an untrained network is proportional to each galaxy's part of the loss.
    const part = [0, 1].map(label =>
      labels.reduce((sum, own, i) => sum + (own === label ? Math.abs(whole.gradient[2 * i]) : 0), 0),
    );
    const shares = lossShares([4, 2], weights);
    expect(shares[0]).toBeCloseTo(part[0] / (part[0] + part[1]), 6);
    expect(shares[0] + shares[1]).toBeCloseTo(1, 12);
  });
});
