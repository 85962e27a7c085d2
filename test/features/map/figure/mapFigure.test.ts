import { expect, it } from 'vitest';
import { entriesOf } from '../../../../src/features/map/figure/mapFigure.ts';
import { paint } from '../../../../src/features/map/points/pointColours.ts';

it('names each colour of a category and the ends of a scale, as the legend does', () => {
  const words = paint(
    { kind: 'category', name: 'c', source: '', categories: ['a', 'b'], codes: Uint8Array.of(0, 1, 1) },
    3,
    'dark',
  ).key;
  expect(entriesOf({ column: 'Shape', legend: words }).map(({ text }) => text)).toEqual(['Shape:', 'a', 'b']);
  const values = Float64Array.from({ length: 101 }, (_, i) => i / 10);
  const numbers = paint({ kind: 'number', name: 'x', source: '', values, unit: 'mag' }, 101, 'dark').key;
  const entries = entriesOf({ column: 'x', legend: numbers });
  expect(entries).toHaveLength(8);
  expect(entries.at(-1)?.text).toMatch(/mag$/);
  if (numbers.kind === 'number') {
    expect(entries[1].colour).toEqual(numbers.stops[0]);
    expect(entries[7].colour).toEqual(numbers.stops.at(-1));
  }
  expect(entriesOf({ column: null, legend: words })).toEqual([]);
});
