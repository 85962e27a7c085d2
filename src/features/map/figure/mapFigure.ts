import { withPngNotes } from '../../../data/images/pngNotes.ts';
import type { Rgb } from '../../../maths/images/colourScale.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { type LegendKey, otherGrey } from '../points/pointColours.ts';
import type { Ink } from '../scene/ink.ts';

/** What stands below the map of a figure. */
interface FigureWords {
  /** What the colours show; null where they show nothing. */
  column: string | null;
  legend: LegendKey;
  /** How the map was drawn, and of what; a line. */
  caption: string;
}

const marginPx = 16;
const linePx = 22;
const swatchPx = 12;
const font = '13px Inter, sans-serif';
const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;

/**
 * The map as a picture for a paper: as it is on screen, its colours explained below, with notes on where it comes from in
 * the file.
 *
 * @param map as drawn, in device pixels
 * @param scale device pixels a CSS pixel
 */
export async function mapFigure(
  map: HTMLCanvasElement,
  scale: number,
  words: FigureWords,
  ink: Ink,
  notes: Readonly<Record<string, string>>,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error('need a canvas to draw the picture on; got none: close other pages and try again');
  canvas.width = map.width;
  context.font = font;
  const entries = entriesOf(words);
  const places = placed(entries, map.width / scale, text => context.measureText(text).width);
  const lines = places.length === 0 ? 0 : places[places.length - 1].line + 1;
  const belowPx = 2 * marginPx + (lines + 1) * linePx;
  canvas.height = map.height + Math.round(belowPx * scale);
  context.fillStyle = css(ink.background);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, 0);
  context.setTransform(scale, 0, 0, scale, 0, map.height);
  context.font = font; // setting the size of a canvas forgets it
  context.textBaseline = 'middle';
  places.forEach(({ x, line }, i) => {
    const y = marginPx + (line + 0.5) * linePx;
    const { colour, text } = entries[i];
    if (colour) {
      context.fillStyle = css(colour);
      context.fillRect(x, y - swatchPx / 2, swatchPx, swatchPx);
    }
    context.fillStyle = css(ink.text);
    context.fillText(text, x + (colour ? swatchPx + 6 : 0), y);
  });
  context.fillStyle = css(ink.muted);
  context.fillText(
    words.caption,
    marginPx,
    marginPx + (lines + 0.5) * linePx,
    map.width / scale - 2 * marginPx,
  );
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the picture is too large for this browser: make the window smaller');
  return new Blob([withPngNotes(new Uint8Array(await blob.arrayBuffer()), notes)], { type: 'image/png' });
}

/** A colour and what it means; the first is the column alone. */
interface Entry {
  colour: Rgb | null;
  text: string;
}

/** The legend in a row: each category, or seven colours of a scale with their values. */
export function entriesOf({ column, legend }: Pick<FigureWords, 'column' | 'legend'>): Entry[] {
  if (column === null || legend.kind === 'plain') return [];
  const title = { colour: null, text: `${column}:` };
  if (legend.kind === 'category') {
    const all = legend.entries.map(({ colour, name }) => ({ colour, text: name }));
    return [title, ...all, ...(legend.others ? [{ colour: otherGrey, text: 'others' }] : [])];
  }
  const { low, high, stops, unit } = legend;
  const shown = 7;
  return [
    title,
    ...Array.from({ length: shown }, (_, i) => {
      const share = i / (shown - 1);
      const value = low + share * (high - low);
      return {
        colour: stops[Math.round(share * (stops.length - 1))],
        text: formatNumber(value, 3, i === shown - 1 ? unit : undefined),
      };
    }),
  ];
}

/** Where each entry stands: from left to right, on the next line where it does not fit. */
function placed(
  entries: readonly Entry[],
  widthPx: number,
  widthOf: (text: string) => number,
): { x: number; line: number }[] {
  let [x, line] = [marginPx, 0];
  return entries.map(({ colour, text }) => {
    const width = widthOf(text) + (colour ? swatchPx + 6 : 0);
    if (x > marginPx && x + width > widthPx - marginPx) [x, line] = [marginPx, line + 1];
    const at = { x, line };
    x += width + marginPx;
    return at;
  });
}
