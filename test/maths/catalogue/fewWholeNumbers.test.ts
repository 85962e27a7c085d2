import { describe, expect, it } from 'vitest';
import { fewWholeNumbers } from '../../../src/maths/catalogue/fewWholeNumbers.ts';

describe('fewWholeNumbers', () => {
  it('takes flags and classes for kinds', () => {
    expect(fewWholeNumbers([1, 0, Number.NaN, 1, 0])).toEqual([0, 1]);
    expect(fewWholeNumbers(Array.from({ length: 60 }, (_, i) => (i % 12) - 6))).toHaveLength(12);
  });

  it('takes measures, counts and a single value for none', () => {
    expect(fewWholeNumbers([0, 1, 0.5, 1, 0])).toBeNull();
    expect(fewWholeNumbers(Array.from({ length: 60 }, (_, i) => i % 13))).toBeNull();
    expect(fewWholeNumbers([1, 2, 3])).toBeNull(); // each once: an order, no kind
    expect(fewWholeNumbers([1, 1, 1])).toBeNull();
    expect(fewWholeNumbers([Number.NaN])).toBeNull();
  });
});
