import { expect, it } from 'vitest';
import { chartReadings } from '../../../src/ui/charts/chartSeries.ts';
import { readingText } from '../../../src/ui/charts/chartWords.ts';
import { placeByKey } from '../../../src/ui/charts/useChartCursor.ts';

const words = { label: 'Loss', xLabel: 'epoch', yLabel: 'loss', names: ['Training', 'Validation'] };

it('reads all series at each x, in order, and says which has nothing there', () => {
  const readings = chartReadings([
    {
      name: 'Training',
      points: [
        [1, 0.9],
        [2, 0.7],
      ],
    },
    {
      name: 'Validation',
      points: [
        [2, 0.8],
        [0, 1],
        [3, Number.NaN],
      ],
      intervals: [
        [0.7, 0.9],
        [Number.NaN, Number.NaN],
        [0, 0],
      ],
    },
  ]);
  expect(readings).toEqual([
    { x: 0, values: [undefined, { y: 1 }] },
    { x: 1, values: [{ y: 0.9 }, undefined] },
    { x: 2, values: [{ y: 0.7 }, { y: 0.8, interval: [0.7, 0.9] }] },
  ]);
  expect(readingText(readings[2], words)).toBe('epoch 2: Training 0.700, Validation 0.800 (0.700–0.900)');
  expect(readingText(readings[0], words)).toBe('epoch 0: Validation 1');
});

it('takes the last of several values at one x', () => {
  const [first] = chartReadings([
    {
      name: 'ROC',
      points: [
        [0, 0],
        [0, 0.4],
      ],
    },
  ]);
  expect(first.values).toEqual([{ y: 0.4 }]);
});

it('moves along by keys and stays within', () => {
  expect(placeByKey('ArrowRight', 3, 40)).toBe(4);
  expect(placeByKey('ArrowLeft', 0, 40)).toBe(0);
  expect(placeByKey('PageUp', 3, 40)).toBe(7);
  expect(placeByKey('PageDown', 1, 1)).toBe(0);
  expect(placeByKey('Home', 17, 40)).toBe(0);
  expect(placeByKey('End', 17, 40)).toBe(40);
  expect(placeByKey('j', 17, 40)).toBeNull();
});
