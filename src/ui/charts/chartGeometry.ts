import type { ChartSeries } from './chartSeries.ts';
import type { PlotArea } from './plotArea.ts';

/** A point of a series in CSS pixels. */
export interface PlacedMark {
  x: number;
  y: number;
  /** Upper and lower end of its interval. */
  interval?: readonly [high: number, low: number];
}

/** Half the length of a short horizontal stroke. */
export const dashPx = 4;
const widestBarPx = 48;

/** The points of a series that can be drawn. */
export function placedMarks({ points, intervals }: ChartSeries, { xOf, yOf }: PlotArea): PlacedMark[] {
  return points.flatMap(([x, y], i) => {
    const at = { x: xOf(x), y: yOf(y) };
    if (!Number.isFinite(at.x) || !Number.isFinite(at.y)) return [];
    const ends = intervals?.[i];
    return ends?.every(Number.isFinite) ? [{ ...at, interval: [yOf(ends[1]), yOf(ends[0])] as const }] : [at];
  });
}

/** What a mark joins by a line, and whether it marks each point; a line of one point is none, and a dot stands for it. */
export function joinedMarks(
  mark: NonNullable<ChartSeries['mark']>,
  marks: readonly PlacedMark[],
): { corners: readonly PlacedMark[]; dotted: boolean } {
  return {
    corners: mark === 'steps' ? stepped(marks) : mark.includes('line') ? marks : [],
    dotted: mark.startsWith('dot') || (mark === 'line' && marks.length === 1),
  };
}

/** Width of each of so many bars. */
export function barWidthPx({ leftPx, rightPx }: PlotArea, bars: number): number {
  return Math.min(widestBarPx, (0.8 * (rightPx - leftPx)) / bars);
}

function stepped(marks: readonly PlacedMark[]): PlacedMark[] {
  return marks.flatMap((mark, i) => (i === 0 ? [mark] : [{ x: mark.x, y: marks[i - 1].y }, mark]));
}
