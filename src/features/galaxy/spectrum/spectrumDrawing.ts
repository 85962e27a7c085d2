import type { FigureInk, Mark } from '../../../contracts/figure.ts';
import type { Spectrum } from '../../../contracts/spectrum.ts';
import { fluxRange } from '../../../maths/spectra/fluxRange.ts';
import { linesBetween, type ShiftedLine } from '../../../maths/spectra/spectralLines.ts';
import { axes } from '../../../ui/charts/figures/chartFigure.ts';
import { type PlotArea, plotArea } from '../../../ui/charts/plotArea.ts';

/** What of a spectrum is drawn. */
export interface SpectrumShown {
  spectrum: Spectrum;
  /** (n) smoothed flux; the flux itself where nothing is smoothed. */
  smoothed: Float64Array;
  /** Observed wavelengths at the ends. */
  range: readonly [low: number, high: number];
  /** Lines are shifted by it; without one there are none. */
  redshift?: number;
}

/** A drawing of a spectrum, and what stands where. */
interface SpectrumDrawing {
  plot: PlotArea;
  marks: Mark[];
  lines: ShiftedLine[];
  /** First pixel between the ends, and the one after the last. */
  pixels: readonly [from: number, to: number];
}

const namesShare = 0.24; // of the height, above the spectrum, for the names of lines
const nameRows = 3;
const nameRowPx = 12;
const letterPx = 6; // of Inter at 10 px, and a little
const namePx = 10;
const sameWithinPx = 48; // lines of one name that stand nearer bear it once

/** The axes of a spectrum, its noise, its flux and its lines. */
export function spectrumDrawing(
  shown: SpectrumShown,
  size: { widthPx: number; heightPx: number },
  ink: FigureInk,
): SpectrumDrawing {
  const { spectrum, smoothed, range, redshift } = shown;
  const { wavelengths, flux, sigma, medium } = spectrum;
  const pixels = [firstFrom(wavelengths, range[0]), firstFrom(wavelengths, range[1], true)] as const;
  const [low, high] = fluxRange(flux, sigma, pixels);
  const top = high + ((high - low) * namesShare) / (1 - namesShare);
  const plot = plotArea({
    x: { kind: 'linear', domain: range },
    y: { kind: 'linear', domain: [low, top] },
    ...size,
    xTicks: true,
  });
  const lines = redshift === undefined ? [] : linesBetween(redshift, range, medium);
  const isSmoothed = smoothed !== flux;
  return {
    plot,
    lines,
    pixels,
    marks: [
      ...axes(plot, wavelengthLabel(spectrum), ink),
      ...lineMarks(lines, plot, ink),
      ...(sigma
        ? curves(wavelengths, sigma, pixels, plot).map(
            points => ({ kind: 'line', points, colour: ink.muted, dash: '1 2' }) as const,
          )
        : []),
      ...curves(wavelengths, flux, pixels, plot).map(
        points => ({ kind: 'line', points, colour: isSmoothed ? ink.line : ink.text }) as const,
      ),
      ...(isSmoothed
        ? curves(wavelengths, smoothed, pixels, plot).map(
            points => ({ kind: 'line', points, colour: ink.text }) as const,
          )
        : []),
    ],
  };
}

/** "wavelength in vacuum, Å" */
export function wavelengthLabel({ medium, mediumAssumed, unitAssumed }: Spectrum): string {
  return `wavelength in ${medium}${mediumAssumed ? ' (assumed)' : ''}, Å${unitAssumed ? ' (assumed)' : ''}`;
}

/** "flux, 10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹" */
export function fluxLabel({ fluxUnit }: Spectrum): string {
  return fluxUnit === '' ? 'flux' : `flux, ${fluxUnit}`;
}

/** Place of the first wavelength that is at least the limit; past it where `beyond`. */
function firstFrom(wavelengths: Float64Array, limit: number, beyond = false): number {
  let [low, high] = [0, wavelengths.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wavelengths[middle] < limit || (beyond && wavelengths[middle] === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs of measured pixels. */
function curves(
  wavelengths: Float64Array,
  values: Float64Array,
  [from, to]: readonly [number, number],
  { xOf, yOf }: PlotArea,
) {
  const runs: (readonly [number, number])[][] = [];
  let run: (readonly [number, number])[] = [];
  for (let i = from; i <= to; i++) {
    if (i < to && Number.isFinite(values[i])) run.push([xOf(wavelengths[i]), yOf(values[i])]);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

/** An upright stroke for each line, and its name where there is room in one of three rows. */
function lineMarks(
  lines: readonly ShiftedLine[],
  { topPx, bottomPx, leftPx, rightPx, xOf }: PlotArea,
  ink: FigureInk,
): Mark[] {
  const endsPx = new Array<number>(nameRows).fill(Number.NEGATIVE_INFINITY);
  const namedPx = new Map<string, number>();
  return lines.flatMap(({ name, observed, kind }): Mark[] => {
    const atPx = xOf(observed);
    const stroke: Mark = {
      kind: 'line',
      points: [
        [atPx, topPx + nameRows * nameRowPx],
        [atPx, bottomPx],
      ],
      colour: ink.line,
      dash: kind === 'absorption' ? '2 3' : 'none',
    };
    const halfPx = (name.length * letterPx) / 2;
    const middlePx = Math.max(leftPx + halfPx, Math.min(rightPx - halfPx, atPx));
    const row = endsPx.findIndex(endPx => endPx + 4 < middlePx - halfPx);
    const isNamed = middlePx - (namedPx.get(name) ?? Number.NEGATIVE_INFINITY) < sameWithinPx;
    if (row < 0 || isNamed) return [stroke]; // a doublet is named once
    endsPx[row] = middlePx + halfPx;
    namedPx.set(name, middlePx);
    return [
      stroke,
      {
        kind: 'text',
        xPx: middlePx,
        yPx: topPx + (row + 0.8) * nameRowPx,
        text: name,
        colour: ink.muted,
        anchor: 'middle',
        sizePx: namePx,
      },
    ];
  });
}
