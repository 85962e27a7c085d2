import { expect, it } from 'vitest';
import { mcnemar } from '../../../src/maths/statistics/mcnemar.ts';

/** statsmodels' mcnemar: exact below 25 discordant galaxies (scipy.stats.binomtest), else chi2.sf((|a − b| − 1)² / (a + b), 1). */
it.each([
  [3, 9, 'exact', 0.14599609375],
  [1, 11, 'exact', 0.00634765625],
  [12, 12, 'exact', 1.0],
  [0, 5, 'exact', 0.0625],
  [40, 22, 'approximate', 0.030849999436874987],
  [15, 10, 'approximate', 0.4237107971667936],
  [120, 90, 'approximate', 0.04537190506583863],
  [24, 0, 'exact', 1.1920928955078125e-7],
  [13, 12, 'approximate', 1.0],
] as const)('%i only right by one, %i by the other: p is statsmodels’', (first, second, by, p) => {
  const found = mcnemar(first, second);
  expect(found).toMatchObject({ first, second, by });
  expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-9);
  expect(mcnemar(second, first).p).toBeCloseTo(found.p, 12);
});

it('refuses what is no count', () => {
  expect(() => mcnemar(1.5, 2)).toThrow('need whole numbers from 0; got 1.5 and 2');
});
