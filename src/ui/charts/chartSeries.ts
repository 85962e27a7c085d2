/** A point of a series. */
type ChartPoint = readonly [x: number, y: number];

/** Ends of an axis or of an interval. */
export type Ends = readonly [low: number, high: number];

/**
 * How a series is drawn: `line` joins its points, `dots` marks them, `dotted-line` does both, `dashes` marks each by a
 * short horizontal stroke, `steps` holds each value until the next point, `bars` rise from 0.
 */
type ChartMark = 'line' | 'dots' | 'dotted-line' | 'dashes' | 'steps' | 'bars';

/** Numbers that belong together under one name. */
export interface ChartSeries {
  name: string;
  /** In order of x; a point whose y is NaN is left out. */
  points: readonly ChartPoint[];
  /** Where each value lies, one a point, drawn as a vertical stroke; NaN draws none. */
  intervals?: readonly Ends[];
  /** Default `line`. */
  mark?: ChartMark;
  /** Default: the category colour of its place among the series that are no guides. */
  colour?: 'text' | 'muted';
  /** A line to compare with: thin, grey, neither in the legend nor among the numbers. Default false. */
  guide?: boolean;
}

/** One x, and what each series has there. */
export interface ChartReading {
  x: number;
  /** Undefined where a series has no point at x. */
  values: readonly (SeriesValue | undefined)[];
}

/** What one series says at one x. */
export interface SeriesValue {
  y: number;
  /** Absent where it has none. */
  interval?: Ends;
}

/**
 * The numbers of a chart, in order of x: what the pointer shows, and the lines of its table. Where a series has several
 * points at one x (the upright parts of a step curve) its last counts.
 */
export function chartReadings(series: readonly ChartSeries[]): ChartReading[] {
  const byX = new Map<number, (SeriesValue | undefined)[]>();
  for (const [s, { points, intervals }] of series.entries()) {
    for (const [i, [x, y]] of points.entries()) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      const values = byX.get(x) ?? series.map(() => undefined);
      byX.set(x, values);
      const interval = intervals?.[i];
      values[s] = interval?.every(Number.isFinite) ? { y, interval } : { y };
    }
  }
  return [...byX].sort(([a], [b]) => a - b).map(([x, values]) => ({ x, values }));
}
