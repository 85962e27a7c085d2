import { expect, it } from 'vitest';
import type { Figure } from '../../../src/contracts/figure.ts';
import { figureInk } from '../../../src/data/figures/figureInk.ts';
import { writeSvg } from '../../../src/data/figures/svgFile.ts';
import { barsFigure } from '../../../src/ui/charts/figures/barsFigure.ts';
import { chartFigure } from '../../../src/ui/charts/figures/chartFigure.ts';
import { confusionFigure } from '../../../src/ui/charts/figures/confusionFigure.ts';
import { intervalFigure } from '../../../src/ui/charts/figures/intervalFigure.ts';
import { notesInFigure, readElements } from '../../data/figures/readSvg.ts';

const notes = {
  software: 'Morphospace 9.9.9',
  written: '2026-11-30T12:00:00.000Z',
  catalogue: 'a <b> & "c"',
  galaxies: '4096',
  simulated: 'true',
  layout: '{"kind":"umap","seed":42}',
};

function parsed(figure: Figure, ground: 'light' | 'dark' = 'light') {
  const ink = figureInk[ground];
  const drawing = figure.draw(ink);
  const elements = readElements(writeSvg(drawing, { title: figure.title, ink, notes }));
  const numbersOf = (name: string) => elements.filter(each => each.name === name);
  return { drawing, elements, numbersOf };
}

const learning = chartFigure({
  series: [
    {
      name: 'Training',
      points: [
        [1, 2],
        [2, 1],
        [3, 0.5],
      ],
    },
    {
      name: 'Validation',
      mark: 'dotted-line',
      points: [
        [1, 2.2],
        [3, 0.9],
      ],
      intervals: [
        [2, 2.4],
        [0.8, 1],
      ],
    },
    {
      name: 'chance',
      guide: true,
      points: [
        [1, 1.5],
        [3, 1.5],
      ],
    },
  ],
  label: 'Loss by epoch',
  xLabel: 'epoch',
  yLabel: 'loss',
});

it('draws a chart with its axes, names and marks, and says where it comes from', () => {
  const { elements, numbersOf, drawing } = parsed(learning);
  expect(elements[0]).toMatchObject({ name: 'svg', attributes: { xmlns: 'http://www.w3.org/2000/svg' } });
  expect(notesInFigure(elements)).toEqual(notes);
  const words = numbersOf('text').map(({ text }) => text);
  expect(words).toEqual(expect.arrayContaining(['loss', 'Training', 'Validation', 'epoch', '1', '2', '3']));
  expect(words.join(' ')).toContain('4,096 simulated galaxies');
  const training = numbersOf('polyline').filter(
    ({ attributes }) => attributes.points.split(' ').length === 3,
  );
  expect(training).toHaveLength(1);
  const heights = training[0].attributes.points.split(' ').map(point => Number(point.split(',')[1]));
  expect(heights).toEqual([...heights].sort((a, b) => a - b)); // the loss falls: down the page
  for (const { attributes } of numbersOf('polyline')) {
    for (const point of attributes.points.split(' ')) {
      const [x, y] = point.split(',').map(Number);
      expect(x >= 0 && x <= drawing.widthPx && y >= 0 && y <= drawing.heightPx).toBe(true);
    }
  }
});

it('gives a chart’s numbers, with the ends of intervals, and nothing where there is none', () => {
  expect(learning.numbers()).toEqual({
    names: ['epoch', 'Training', 'Validation', 'Validation low', 'Validation high'],
    rows: [
      [1, 2, 2.2, 2, 2.4],
      [2, 1, null, null, null],
      [3, 0.5, 0.9, 0.8, 1],
    ],
  });
});

it('heads a confusion matrix of classes that are numbers by them', () => {
  const figure = confusionFigure({ label: 'Arms', names: ['0', '7'], counts: [5, 6, 3, 9], as: 'counts' });
  const texts = parsed(figure, 'dark')
    .numbersOf('text')
    .map(({ text }) => text);
  expect(texts.filter(text => text === '0' || text === '7')).toHaveLength(4); // a row and a column each
  expect(texts).not.toContain('1 0');
});

it('draws a confusion matrix, whose cells and numbers are its counts', () => {
  const counts = Uint32Array.of(8, 2, 0, 10);
  const figure = confusionFigure({
    label: 'Confusion',
    names: ['smooth', 'ring & bar'],
    counts,
    as: 'counts',
  });
  const { numbersOf } = parsed(figure, 'dark');
  expect(numbersOf('text').map(({ text }) => text)).toEqual(
    expect.arrayContaining(['8', '2', '0', '10', '2 ring & bar']),
  );
  expect(numbersOf('rect')).toHaveLength(1 + 4); // the ground, and a cell a pair
  expect(figure.numbers().rows).toEqual([
    ['smooth', 'smooth', 8, 0.8],
    ['smooth', 'ring & bar', 2, 0.2],
    ['ring & bar', 'smooth', 0, 0],
    ['ring & bar', 'ring & bar', 10, 1],
  ]);
});

it('draws histograms of bins and of words as high as their counts', () => {
  const bins = barsFigure({
    label: 'redshift',
    bars: [
      { from: 0, to: 0.5, all: 10, passing: 5 },
      { from: 0.5, to: 1, all: 20, passing: 20 },
    ],
  });
  const heights = parsed(bins)
    .numbersOf('rect')
    .slice(1)
    .map(({ attributes }) => Number(attributes.height));
  expect(heights[0] / heights[1]).toBeCloseTo(0.5, 2);
  expect(heights[2] / heights[3]).toBeCloseTo(0.25, 2);
  expect(bins.numbers().names).toEqual(['from', 'to', 'galaxies', 'passing']);
  const words = barsFigure({ label: 'class', bars: [{ word: 'ring', all: 3, passing: 1 }] });
  expect(
    parsed(words)
      .numbersOf('text')
      .map(({ text }) => text),
  ).toContain('1 of 3');
  expect(words.numbers()).toEqual({ names: ['word', 'galaxies', 'passing'], rows: [['ring', 3, 1]] });
});

it('draws shares with their intervals in place', () => {
  const bars = [{ name: 'Galaxy, head', value: 0.75, low: 0.5, high: 1, note: 'of 120' }];
  const { numbersOf } = parsed(intervalFigure({ label: 'Accuracy', bars, low: 0, high: 1, guide: 0.5 }));
  const [guide, track, interval] = numbersOf('polyline').map(({ attributes }) =>
    attributes.points.split(' ').map(point => Number(point.split(',')[0])),
  );
  expect(interval[1]).toBe(track[1]);
  expect(interval[0]).toBe(guide[0]);
  expect(interval[0]).toBe((track[0] + track[1]) / 2);
});
