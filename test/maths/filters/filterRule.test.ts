import { expect, it } from 'vitest';
import { rowsOf } from '../../../src/maths/catalogue/rowMask.ts';
import { createCrossFilter } from '../../../src/maths/filters/crossFilter.ts';
import type { Filter } from '../../../src/maths/filters/filter.ts';
import { ruleOfFilters } from '../../../src/maths/filters/filterRule.ts';

const columns = [
  { name: 'ring size', kind: 'number' as const, values: [0.1, 0.5, Number.NaN, 0.9, 1e-7, -2.5] },
  { name: 'class', kind: 'words' as const, words: ['spiral', 'odd one'], codes: [0, 1, 0, 255, 1, 0] },
];
const passing = (filters: readonly Filter[]) => [...rowsOf(createCrossFilter(6).apply(filters, columns))];
const range = (from: number, to: number): Filter => ({ kind: 'range', column: 'ring size', from, to });

it.each<[string, Filter[]]>([
  ['a range', [range(0.1, 0.5)]],
  ['an open end', [range(0.5, Number.POSITIVE_INFINITY)]],
  ['tiny and negative numbers', [range(-2.5, 1e-7)]],
  ['words', [{ kind: 'words', column: 'class', words: ['odd one', 'spiral'] }]],
  ['a rule among others', [{ kind: 'rule', text: 'class = "spiral" or `ring size` > 0.8' }, range(-3, 0.95)]],
])('says %s as a rule that lets the same galaxies pass', (_, filters) => {
  const text = ruleOfFilters(filters)!;
  expect(passing([{ kind: 'rule', text }])).toEqual(passing(filters));
  expect(passing(filters).length).toBeGreaterThan(0);
});

it('says nothing for no filter, and null for what a rule cannot say', () => {
  expect(ruleOfFilters([])).toBe('');
  expect(ruleOfFilters([{ kind: 'words', column: 'class', words: ['a "b"'] }])).toBeNull();
  expect(ruleOfFilters([{ kind: 'range', column: 'a`b', from: 0, to: 1 }])).toBeNull();
});
