import { expect, it } from 'vitest';
import { comparisonLines } from '../../../../src/features/finetune/compare/comparisonLines.ts';

it('gathers trainings by start and labels with mean and standard deviation', () => {
  const trainings = [0.5, 0.7].map((accuracy, draw) => ({ start: 'galaxy', labels: 20, draw, accuracy }));
  const starts = ['galaxy', 'imagenet'].map(name => ({ name, title: name }));
  const [line, ...others] = comparisonLines(
    [...trainings, { start: 'galaxy', labels: 10, draw: 0, accuracy: 0.4 }],
    starts,
  );
  expect(others).toEqual([]);
  expect(line.points.map(({ labels, draws }) => [labels, draws])).toEqual([
    [10, 1],
    [20, 2],
  ]);
  expect(line.points[1].mean).toBeCloseTo(0.6, 9);
  expect(line.points[1].spread).toBeCloseTo(Math.SQRT2 * 0.1, 9);
});
