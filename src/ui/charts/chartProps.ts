import type { ScaleKind } from './chartScale.ts';
import type { ChartSeries, Ends } from './chartSeries.ts';

/** What a chart draws, and how its axes are named and scaled. */
export interface ChartProps {
  series: readonly ChartSeries[];
  /** What it shows, in words, for those who do not see it. */
  label: string;
  xLabel: string;
  yLabel: string;
  /** Ends of the horizontal axis. Default: of the points. */
  x?: Ends;
  /** Ends of the vertical axis. Default: from 0, or the least value below it, to a round number above the largest. */
  y?: Ends;
  /** `log`: even steps for equal ratios, of values above 0. Default `linear`. */
  xScale?: ScaleKind;
  /** Default `linear`. */
  yScale?: ScaleKind;
  /** False where x only puts the points in order. Default true. */
  xTicks?: boolean;
  /** Of the drawing with its axes. Default 140. */
  heightPx?: number;
}
