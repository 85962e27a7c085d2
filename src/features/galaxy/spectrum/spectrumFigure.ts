import type { Figure } from '../../../contracts/figure.ts';
import { fluxLabel, type SpectrumShown, spectrumDrawing, wavelengthLabel } from './spectrumDrawing.ts';

const size = { widthPx: 720, heightPx: 320 }; // both columns of a page
const headPx = 28;

/** A spectrum as a figure: as it is shown, larger; its numbers with all pixels. @param id of the galaxy */
export function spectrumFigure(shown: SpectrumShown, id: string): Figure {
  const { spectrum, smoothed } = shown;
  const { wavelengths, flux, sigma } = spectrum;
  const isSmoothed = smoothed !== flux;
  return {
    title: `Spectrum of ${id}`,
    draw: ink => ({
      widthPx: size.widthPx,
      heightPx: size.heightPx + headPx,
      marks: [
        {
          kind: 'text',
          xPx: 8,
          yPx: 18,
          text: `${fluxLabel(spectrum)} · ${spectrum.title}`,
          colour: ink.muted,
        },
        ...spectrumDrawing(shown, size, ink).marks.map(mark =>
          mark.kind === 'line'
            ? { ...mark, points: mark.points.map(([x, y]) => [x, y + headPx] as const) }
            : mark.kind === 'text'
              ? { ...mark, yPx: mark.yPx + headPx }
              : mark,
        ),
      ],
    }),
    numbers: () => ({
      names: [
        wavelengthLabel(spectrum),
        fluxLabel(spectrum),
        ...(sigma ? ['standard deviation'] : []),
        ...(isSmoothed ? ['smoothed flux'] : []),
      ],
      rows: Array.from(wavelengths, (wavelength, i) => [
        Number(wavelength.toFixed(4)),
        orNull(flux[i]),
        ...(sigma ? [orNull(sigma[i])] : []),
        ...(isSmoothed ? [orNull(smoothed[i])] : []),
      ]),
    }),
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}
