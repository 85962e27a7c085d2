import type { CSSProperties } from 'react';
import { categoryColour } from '../../maths/images/colourScale.ts';
import type { ChartSeries } from './chartSeries.ts';
import { seriesDash } from './figures/seriesInk.ts';
import classes from './seriesStyle.module.css';

/** How a series looks: what is drawn inside takes its `currentColor`. */
interface SeriesStyle {
  className: string;
  style: CSSProperties;
  /** Of its lines, for `stroke-dasharray`. */
  dash: string;
}

/** @param place among the series of a chart that are no guides, ≥ 0: the same place looks the same in every chart */
export function seriesStyle(place: number, colour?: ChartSeries['colour']): SeriesStyle {
  const ink = colour ? `var(--ink-${colour})` : `rgb(${categoryColour(place).join(' ')})`;
  return {
    className: colour ? classes.ink : classes.category,
    style: { '--series': ink } as CSSProperties,
    dash: seriesDash(place),
  };
}
