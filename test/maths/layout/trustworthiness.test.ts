import { describe, expect, it } from 'vitest';
import { trustworthiness } from '../../../src/maths/layout/trustworthiness.ts';
import sklearn from '../oracles/trustworthiness.json' with { type: 'json' };
import { waves } from '../oracles/waves.ts';

describe('trustworthiness', () => {
  it.each(sklearn)('of two columns of $rows × $columns, k = $k, is what scikit-learn says', oracle => {
    const { rows, columns, k, leading, trailing } = oracle;
    const data = waves(rows, columns);
    const pair = (first: number) =>
      Float32Array.from(
        { length: 2 * rows },
        (_, at) => data[Math.floor(at / 2) * columns + first + (at % 2)],
      );
    expect(trustworthiness(data, columns, pair(0), k)).toBeCloseTo(leading, 8);
    expect(trustworthiness(data, columns, pair(columns - 2), k)).toBeCloseTo(trailing, 8);
  });

  it('is 1 for a faithful map', () => {
    const flat = waves(40, 2);
    expect(trustworthiness(flat, 2, flat, 5)).toBe(1);
  });

  it('refuses sizes for which it is not defined', () => {
    expect(() => trustworthiness(waves(10, 3), 3, new Float32Array(20), 5)).toThrow(
      'need 1 ≤ k < n / 2; got k = 5, n = 10',
    );
    expect(() => trustworthiness(waves(10, 3), 3, new Float32Array(18), 2)).toThrow(
      'need 10 positions; got 9',
    );
  });
});
