import { describe, expect, it } from 'vitest';
import { columnNames, predictedColumns } from '../../../../src/features/network/answers/predictedColumns.ts';
import { readTree } from '../../../../src/maths/catalogue/decisionTree.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { blankPredictions, fillPredictions } from '../../../../src/session/predictions.ts';
import { gz2 } from '../../../maths/catalogue/smallTree.ts';

const random = createRandom(5);
const rows = Uint32Array.of(3, 0);
const said = Float32Array.from({ length: 2 * 37 }, () => 1 + 100 * random.uniform());
const predictions = blankPredictions('galaxy', { kind: 'tree', questions: gz2 }, 5);
fillPredictions(predictions, rows, said);
const columns = predictedColumns(predictions);
const valuesOf = (name: string) => columns.find(column => column.name === name)!.values;

describe('the columns of a tree', () => {
  it('are the shares and proportions of each galaxy’s reading, null where it has none', () => {
    const names = columnNames(predictions.head);
    for (const [i, row] of rows.entries()) {
      const reading = readTree(gz2, said.subarray(i * 37, (i + 1) * 37));
      for (const [at, name] of names.entries())
        expect(valuesOf(name)[row]).toBeCloseTo(reading.shares[at], 6);
      const bar = gz2.findIndex(q => q.name === 'bar-gz2');
      expect(valuesOf('predicted · asked about bar')[row]).toBeCloseTo(reading.asked[bar], 6);
    }
    for (const { values } of columns) expect(values[1]).toBeNaN();
  });

  it('have names of their own, each once, and stand under their question, the most useful first', () => {
    expect(new Set(columns.map(column => column.name)).size).toBe(37 + 10);
    const groups = [...new Set(columns.map(column => column.group))];
    expect(groups).toHaveLength(11);
    expect(groups.slice(0, 3)).toEqual(
      ['smooth-or-featured-gz2', 'something-odd-gz2', 'odd-feature-gz2'].map(name => `Predicted: ${name}?`),
    );
    expect(columnNames(predictions.head)).toEqual(
      expect.arrayContaining([
        'predicted · Ring',
        'predicted · Edge-on',
        'predicted · No spiral arms',
        'predicted · Just noticeable bulge',
        'predicted · Rounded bulge, edge-on'.replace('Rounded', 'Round'),
        'predicted · More than 4 arms',
        'predicted · Cigar-shaped',
      ]),
    );
  });

  it('tell apart answers of one phrase by their questions', () => {
    const twice = blankPredictions('w', { kind: 'classes', classes: ['ring', 'ring', 'not'] }, 1);
    expect(columnNames(twice.head)).toEqual([
      'predicted · ring (class 0)',
      'predicted · ring (class 1)',
      'predicted · not',
    ]);
  });
});

it('the columns of classes are their probabilities', () => {
  const two = blankPredictions('tidal', { kind: 'classes', classes: ['tidal', 'not'] }, 2);
  fillPredictions(two, Uint32Array.of(1), Float32Array.of(0.25, 0.75));
  const [tidal, not] = predictedColumns(two);
  expect([tidal.name, not.name]).toEqual(['predicted · tidal', 'predicted · not']);
  expect([...tidal.values]).toEqual([Number.NaN, 0.25]);
  expect([...not.values]).toEqual([Number.NaN, 0.75]);
});
