import type { ChartSeries } from './chartSeries.ts';

/** A share and where it lies, 0–1. */
export interface IntervalBar {
  name: string;
  /** Place among the colours, the same as in a chart beside it. Default 0. */
  place?: number;
  /** Instead of the colour of its place. */
  colour?: ChartSeries['colour'];
  value: number;
  low: number;
  high: number;
  /** After its numbers: "of 120". */
  note?: string;
}
