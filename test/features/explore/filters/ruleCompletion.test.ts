import { expect, it } from 'vitest';
import { completionsOf } from '../../../../src/features/explore/filters/ruleCompletion.ts';
import { columnRule } from '../../../../src/maths/catalogue/columnRule.ts';

const names = ['ring', 'spring', 'redshift', 'has bar', 'edge-on'];

it('completes the name begun at the end, those that begin with it first', () => {
  expect(completionsOf('ri', names)).toEqual(['ring ', 'spring ']);
  expect(completionsOf('ring > 0.5 and RED', names)).toEqual(['ring > 0.5 and redshift ']);
  expect(completionsOf('not (edge', names)).toEqual(['not (edge-on ']);
  expect(completionsOf('bar', names)).toEqual(['`has bar` ']);
  expect(completionsOf('`has', names)).toEqual(['`has bar` ']);
});

it('is silent where no name is begun, or it is whole', () => {
  for (const text of ['', 'ring', 'ring >', 'ring > r', 'ring > 0.5 and', 'ring > 0.5 ']) {
    expect(completionsOf(text, names), text).toEqual([]);
  }
});

it('gives what a rule can be read from', () => {
  const columns = names.map(name => ({ name, kind: 'number' as const, values: Float32Array.of(1) }));
  for (const whole of completionsOf('ring > 0.5 or e', names)) {
    expect(columnRule(`${whole} > 0`, columns).matches(0)).toBe(true);
  }
});
