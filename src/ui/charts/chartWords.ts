import { formatNumber } from '../text/quantity.ts';
import type { ChartReading, SeriesValue } from './chartSeries.ts';

/** What a chart and its axes are called. */
export interface ChartWords {
  label: string;
  xLabel: string;
  yLabel: string;
  /** Of the series, without the guides. */
  names: readonly string[];
}

/** "epoch 3" */
export function xText(x: number, { xLabel }: ChartWords): string {
  return `${xLabel} ${formatNumber(x)}`;
}

/** "0.523", "0.523 (0.410–0.630)" */
export function seriesValueText({ y, interval }: SeriesValue): string {
  return interval
    ? `${formatNumber(y)} (${interval.map(end => formatNumber(end)).join('–')})`
    : formatNumber(y);
}

/** "epoch 3: Training 0.523, Validation 0.610" */
export function readingText({ x, values }: ChartReading, words: ChartWords): string {
  const several = words.names.length > 1;
  const told = words.names.flatMap((name, i) => {
    const value = values[i];
    return value ? [`${several ? name : words.yLabel} ${seriesValueText(value)}`] : [];
  });
  return `${xText(x, words)}: ${told.join(', ')}`;
}
