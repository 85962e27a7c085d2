import { expect, it } from 'vitest';
import type { CategoryColumn, Column, NumberColumn } from '../../../src/contracts/column.ts';
import { labelsOfColumn, labelsOfRule, ruleColumns } from '../../../src/data/catalogues/columnLabels.ts';
import { columnRule } from '../../../src/maths/catalogue/columnRule.ts';

const numbers = (name: string, values: number[]): NumberColumn => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
  source: 'file',
});
const kinds: CategoryColumn = {
  name: 'kind',
  kind: 'category',
  categories: ['spiral', 'merger', 'elliptical'],
  codes: Uint8Array.of(0, 255, 2, 0),
  source: 'file',
};
const notes: Column = { name: 'notes', kind: 'text', values: [null, 'a', 'b', 'c'], source: 'file' };

it('a rule labels by columns of numbers and words', () => {
  const columns = ruleColumns([numbers('ring', [0.9, 0.2, Number.NaN, 0.7]), kinds, notes]);
  expect(columns.map(({ name }) => name)).toEqual(['ring', 'kind']);
  const rule = columnRule('ring > 0.5 and kind = "spiral"', columns);
  expect(labelsOfRule(rule, 4, ['other', 'ringed spiral'])).toEqual({
    classes: ['other', 'ringed spiral'],
    labels: Int16Array.of(1, 0, 0, 1), // the third is no spiral, whatever its ring
  });
  expect(labelsOfRule(columnRule('ring > 0.5', columns), 4, ['a', 'b']).labels).toEqual(
    Int16Array.of(1, 0, -1, 1),
  );
});

it('a column labels by its words that occur or its few whole numbers', () => {
  expect(labelsOfColumn(kinds)).toEqual({
    classes: ['spiral', 'elliptical'],
    labels: Int16Array.of(0, -1, 1, 0),
  });
  expect(labelsOfColumn(numbers('ring', [1, 0, Number.NaN, 1]))).toEqual({
    classes: ['not ring', 'ring'],
    labels: Int16Array.of(1, 0, -1, 1),
  });
  expect(labelsOfColumn(numbers('arms', [4, 2, 2, 3])).classes).toEqual(['2', '3', '4']);
});

it('free text, fractions and many numbers are no classes', () => {
  expect(() => labelsOfColumn(notes)).toThrow('got notes, which is free text');
  expect(() => labelsOfColumn(numbers('ring', [0, 0.5]))).toThrow('use a rule such as ring > 0.5');
  const many = numbers(
    'id',
    Array.from({ length: 40 }, (_, i) => i),
  );
  expect(() => labelsOfColumn(many)).toThrow('at most 20 whole numbers');
});
