import {
  axisTicks,
  chartScale,
  letterPx,
  type PlacedTick,
  placedTicks,
  type ScaleKind,
  tickText,
} from './chartScale.ts';
import type { Ends } from './chartSeries.ts';

/** One axis as it is asked for. */
interface AxisSpec {
  kind: ScaleKind;
  domain: Ends;
  /** True where its values are whole numbers. Default false. */
  whole?: boolean;
}

interface PlotSpec {
  x: AxisSpec;
  y: AxisSpec;
  /** 0 before it is laid out. */
  widthPx: number;
  heightPx: number;
  /** False: no numbers below. */
  xTicks: boolean;
}

/** Where things stand in a chart, in CSS pixels from its upper left corner. */
export interface PlotArea {
  widthPx: number;
  heightPx: number;
  leftPx: number;
  rightPx: number;
  topPx: number;
  bottomPx: number;
  xTicks: readonly PlacedTick[];
  yTicks: readonly { value: number; atPx: number; text: string }[];
  /** Pixels from the left edge. */
  xOf(value: number): number;
  /** Pixels from the upper edge. */
  yOf(value: number): number;
}

const topPx = 8; // half a line of words above the highest tick
const wordsPx = 30; // the numbers below, and what they are
const rightMarginPx = 8;
const apartPx = { x: 64, y: 32 }; // between two ticks, about

/** Scales and ticks for the room there is. */
export function plotArea({ x, y, widthPx, heightPx, xTicks }: PlotSpec): PlotArea {
  const bottomPx = heightPx - (xTicks ? wordsPx : topPx);
  const mostUp = Math.max(1, Math.floor((bottomPx - topPx) / apartPx.y));
  const upValues = axisTicks(y.kind, y.domain, mostUp, y.whole ?? false);
  const leftPx = 8 + letterPx * Math.max(1, ...upValues.map(value => tickText(value).length));
  const rightPx = Math.max(leftPx + 1, widthPx - rightMarginPx);
  const xOf = chartScale(x.kind, x.domain, [leftPx, rightPx]);
  const yOf = chartScale(y.kind, y.domain, [bottomPx, topPx]).clamp(true);
  const mostAlong = Math.max(1, Math.floor((rightPx - leftPx) / apartPx.x));
  const alongValues = xTicks ? axisTicks(x.kind, x.domain, mostAlong, x.whole ?? false) : [];
  return {
    widthPx: Math.max(widthPx, rightPx),
    heightPx,
    leftPx,
    rightPx,
    topPx,
    bottomPx,
    xTicks: placedTicks(xOf, alongValues, Math.max(widthPx, rightPx)),
    yTicks: upValues.map(value => ({ value, atPx: yOf(value), text: tickText(value) })),
    xOf,
    yOf,
  };
}
