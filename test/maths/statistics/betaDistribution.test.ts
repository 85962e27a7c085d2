import { describe, expect, it } from 'vitest';
import { betaCumulative, betaQuantile } from '../../../src/maths/statistics/betaDistribution.ts';
import { logGamma } from '../../../src/maths/statistics/logGamma.ts';
import scipy from '../oracles/beta.json' with { type: 'json' };

const near = (ours: number, theirs: number) =>
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-8 * Math.abs(theirs) + 1e-12); // the oracle has nine digits

describe('the beta distribution against SciPy', () => {
  it.each(scipy.logGamma)('ln Γ($x)', ({ x, value }) => near(logGamma(x), value));
  it.each(scipy.cumulative)('I_$x($a, $b)', ({ x, a, b, p }) => near(betaCumulative(x, a, b), p));
  it.each(scipy.quantiles)('the $p-quantile of Beta($a, $b)', ({ p, a, b, x }) =>
    near(betaQuantile(p, a, b), x),
  );
});

describe('the beta distribution', () => {
  it('has 0 and 1 as its ends, and quantiles that undo it', () => {
    expect([betaCumulative(0, 2, 3), betaCumulative(1, 2, 3)]).toEqual([0, 1]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    for (const p of [0.01, 0.4, 0.97]) near(betaCumulative(betaQuantile(p, 7.5, 21), 7.5, 21), p);
  });

  it('refuses what is no shape, no probability and no place', () => {
    expect(() => betaQuantile(0.5, 0, 1)).toThrow('need a > 0 and b > 0; got a = 0, b = 1');
    expect(() => betaQuantile(1.5, 1, 1)).toThrow('need p from 0 to 1; got 1.5');
    expect(() => betaCumulative(Number.NaN, 1, 1)).toThrow('need x from 0 to 1');
    expect(() => logGamma(0)).toThrow('need x > 0');
  });
});
