import { ticks as evenTicks, extent } from 'd3-array';
import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import { formatNumber } from '../text/quantity.ts';
import type { ChartSeries, Ends } from './chartSeries.ts';

/** How values are spread along an axis. */
export type ScaleKind = 'linear' | 'log';

/** From a value to CSS pixels. */
type ChartScale = ScaleLinear<number, number> | ScaleLogarithmic<number, number>;

/**
 * The scale of one axis.
 *
 * @param domain values at the ends; above 0 for `log`
 * @param rangePx CSS pixels of the ends
 */
export function chartScale(kind: ScaleKind, domain: Ends, rangePx: Ends): ChartScale {
  return (kind === 'log' ? scaleLog() : scaleLinear()).domain(domain).range(rangePx);
}

/** Ends of the horizontal axis: the least and the largest x, apart by 1 at the least; half a step beyond where bars stand. */
export function xDomain(series: readonly ChartSeries[]): Ends {
  const [low, high] = apart(extent(series.flatMap(({ points }) => points.map(([x]) => x))));
  const bars = Math.max(0, ...series.map(({ mark, points }) => (mark === 'bars' ? points.length : 0)));
  const beyond = bars === 0 ? 0 : (high - low) / Math.max(1, bars - 1) / 2;
  return [low - beyond, high + beyond];
}

/**
 * Ends of the vertical axis: from 0, or the least value below it, to a round number above the largest. On a logarithmic
 * axis, the least and the largest value above 0.
 */
export function yDomain(series: readonly ChartSeries[], kind: ScaleKind): Ends {
  const values = series
    .flatMap(({ points, intervals = [] }) => [...points.map(([, y]) => y), ...intervals.flat()])
    .filter(value => Number.isFinite(value) && (kind === 'linear' || value > 0));
  if (kind === 'log') {
    const [low, high] = extent(values);
    if (low === undefined || high === undefined) return [1, 10];
    return high > low ? [low, high] : [low / 2, low * 2]; // in the middle
  }
  const [low, high] = scaleLinear()
    .domain(apart(extent([0, ...values])))
    .nice(5)
    .domain();
  return [low, high];
}

function apart([low, high]: [number, number] | [undefined, undefined]): Ends {
  if (low === undefined || high === undefined) return [0, 1];
  return high > low ? [low, high] : [low, low + 1];
}

/**
 * Round values along an axis.
 *
 * @param most about as many as there is room for, ≥ 1
 * @param whole true for values that are counts: no tick between two of them
 */
export function axisTicks(kind: ScaleKind, [low, high]: Ends, most: number, whole: boolean): number[] {
  const found = kind === 'log' ? logTicks(low, high, most) : evenTicks(low, high, most);
  return whole ? found.filter(Number.isInteger) : found;
}

/** 1, 2 and 5 of each power of ten; the powers alone where that is too many, even steps where it is less than two. */
function logTicks(low: number, high: number, most: number): number[] {
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    powers.push(power);
  for (const digits of [[1, 2, 5], [1]]) {
    const found = powers
      .flatMap(power => digits.map(digit => Number(`${digit}e${power}`)))
      .filter(value => value >= low && value <= high);
    if (found.length < 2) break;
    if (found.length <= 2 * most || digits.length === 1) return found; // words that would touch are left out later
  }
  return evenTicks(low, high, most);
}

/** A round value, as short as it can be said: no zeros at its end. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return formatNumber(value, 1);
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 }).replace('-', '−');
}

/** A tick with its words, as they fit. */
export interface PlacedTick {
  value: number;
  atPx: number;
  text: string;
  /** Middle of the words: those at the ends are moved inwards. */
  textPx: number;
}

/** Width of a letter of an axis, in CSS pixels, to estimate the room for words before they are drawn. */
export const letterPx = 6.4; // a tabular digit of Inter at 11 px, and a little
const gapPx = 6; // between the words of two ticks

/** Ticks along a horizontal axis, without those whose words would touch the ones before. */
export function placedTicks(scale: ChartScale, values: readonly number[], widthPx: number): PlacedTick[] {
  const placed: PlacedTick[] = [];
  let endPx = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const atPx = scale(value);
    const text = tickText(value);
    const halfPx = (text.length * letterPx) / 2;
    const textPx = Math.max(halfPx, Math.min(widthPx - halfPx, atPx));
    if (textPx - halfPx < endPx + gapPx) continue;
    placed.push({ value, atPx, text, textPx });
    endPx = textPx + halfPx;
  }
  return placed;
}
