import type { FigureInk } from '../../../contracts/figure.ts';
import { categoryColour } from '../../../maths/images/colourScale.ts';
import type { ChartSeries } from '../chartSeries.ts';

const dashes = ['none', '5 3', '2 3', '8 3 2 3']; // series differ by more than colour

/** Of the lines of a series, for `stroke-dasharray`: the same place looks the same in every chart. */
export function seriesDash(place: number): string {
  return dashes[place % dashes.length];
}

/** Colour of a series in a figure, as the chart on the same ground has it. */
export function seriesInk(place: number, colour: ChartSeries['colour'], ink: FigureInk): string {
  if (colour) return ink[colour];
  const darkened = categoryColour(place).map(value => Math.round(value * (1 - ink.shade)));
  return `rgb(${darkened.join(' ')})`;
}
