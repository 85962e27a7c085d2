import type { Drawing, FigureInk, Mark } from '../../contracts/figure.ts';
import { xmlText } from '../bytes/xmlText.ts';
import { creditLine, wrapped } from './creditLine.ts';

/** What an SVG says besides what it draws. */
interface SvgFacts {
  title: string;
  ink: FigureInk;
  /** Where it comes from: a line below the drawing, and in full as metadata. */
  notes: Readonly<Record<string, string>>;
  /** On paper; default: CSS pixels as they are. */
  widthCm?: number;
}

const captionPx = 11;
const linePx = 15;
const marginPx = 16; // as the legend of a map
const letterPx = 5.8; // of Inter at 11 px, on average

/**
 * A drawing as an SVG file of its own (SVG 2): title, drawing, credit below, and its notes in `metadata`. Fonts are named,
 * not embedded.
 */
export function writeSvg(drawing: Drawing, { title, ink, notes, widthCm }: SvgFacts): string {
  const credit = creditLines(drawing, notes);
  const heightPx = svgHeightPx(drawing, notes);
  const size =
    widthCm === undefined
      ? `width="${drawing.widthPx}" height="${short(heightPx)}"`
      : `width="${short(widthCm)}cm" height="${short((widthCm * heightPx) / drawing.widthPx)}cm"`;
  const facts = Object.entries(notes).map(
    ([name, value]) => `<note name="${xmlText(name)}">${xmlText(value)}</note>`,
  );
  const lines = credit.map((text, i) =>
    svgOf({
      kind: 'text',
      xPx: marginPx,
      yPx: drawing.heightPx + (i + 0.8) * linePx,
      text,
      colour: ink.muted,
      sizePx: captionPx,
    }),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${drawing.widthPx} ${short(heightPx)}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title>${xmlText(title)}</title>`,
    `<metadata><provenance xmlns="urn:morphospace:provenance">${facts.join('')}</provenance></metadata>`,
    `<rect width="${drawing.widthPx}" height="${short(heightPx)}" fill="${ink.ground}"/>`,
    ...drawing.marks.map(svgOf),
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

/** Height of the whole file in CSS pixels: the drawing, and the credit below. */
export function svgHeightPx(drawing: Drawing, notes: SvgFacts['notes']): number {
  const lines = creditLines(drawing, notes).length;
  return drawing.heightPx + (lines > 0 ? marginPx + lines * linePx : 0);
}

function creditLines({ widthPx }: Drawing, notes: SvgFacts['notes']): string[] {
  return wrapped(creditLine(notes), Math.max(20, (widthPx - 2 * marginPx) / letterPx)).filter(Boolean);
}

function svgOf(mark: Mark): string {
  switch (mark.kind) {
    case 'line': {
      const dash = mark.dash && mark.dash !== 'none' ? ` stroke-dasharray="${mark.dash}"` : '';
      const points = mark.points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
      return `<polyline fill="none" stroke="${mark.colour}" stroke-width="${mark.widthPx ?? 1}"${dash} points="${points}"/>`;
    }
    case 'box':
      return `<rect ${boxOf(mark)} fill="${mark.fill}"/>`;
    case 'dots': {
      // A path of strokes of next to no length, whose round ends are the points: a tenth of as many circles.
      const parts: string[] = [];
      for (let i = 0; i < mark.placesPx.length; i += 2)
        parts.push(`M${short(mark.placesPx[i])} ${short(mark.placesPx[i + 1])}h.01`);
      const opacity = mark.opacity === undefined ? '' : ` stroke-opacity="${short(mark.opacity)}"`;
      return `<path fill="none" stroke="${mark.colour}"${opacity} stroke-width="${short(2 * mark.radiusPx)}" stroke-linecap="round" d="${parts.join('')}"/>`;
    }
    case 'text': {
      const { xPx, yPx, text, colour, anchor = 'start', sizePx = 12, bold, edge } = mark;
      const weight = bold ? ' font-weight="600"' : '';
      const around = edge ? ` stroke="${edge}" stroke-width="3" paint-order="stroke"` : '';
      return `<text x="${short(xPx)}" y="${short(yPx)}" fill="${colour}" font-size="${sizePx}" text-anchor="${anchor}"${weight}${around}>${xmlText(text)}</text>`;
    }
    case 'picture':
      return `<image ${boxOf(mark)} preserveAspectRatio="none" href="${xmlText(mark.href)}"/>`;
  }
}

function boxOf({
  xPx,
  yPx,
  widthPx,
  heightPx,
}: {
  xPx: number;
  yPx: number;
  widthPx: number;
  heightPx: number;
}) {
  return `x="${short(xPx)}" y="${short(yPx)}" width="${short(widthPx)}" height="${short(heightPx)}"`;
}

/** A hundredth of a pixel is finer than anything printed. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
