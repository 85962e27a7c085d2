import type { Spectrum } from '../../../contracts/spectrum.ts';
import type { ShiftedLine } from '../../../maths/spectra/spectralLines.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import type { SpectrumShown } from './spectrumDrawing.ts';

const nearPixels = 6; // a line this near is named

/** "7,221.1 Å, 6,564.6 Å at rest: flux 3.21 ± 0.40; near Hα (6,564.61 Å)" */
export function pixelText(
  { spectrum, redshift }: Pick<SpectrumShown, 'spectrum' | 'redshift'>,
  lines: readonly ShiftedLine[],
  pixel: number,
): string {
  const { wavelengths, flux, sigma } = spectrum;
  const wavelength = wavelengths[pixel];
  if (wavelength === undefined) return 'Nothing was measured here.';
  const rest = redshift === undefined ? '' : `, ${angstroms(wavelength / (1 + redshift))} at rest`;
  const error = sigma && Number.isFinite(sigma[pixel]) ? ` ± ${formatNumber(sigma[pixel], 2)}` : '';
  const value = Number.isFinite(flux[pixel]) ? `flux ${formatNumber(flux[pixel])}${error}` : 'not measured';
  const near = nearestLine(spectrum, lines, pixel);
  return `${angstroms(wavelength)}${rest}: ${value}${near ? `; near ${lineText(near)}` : ''}`;
}

/** "Hα (6,564.61 Å)" */
export function lineText({ name, rest, isBlend }: ShiftedLine): string {
  return `${name} (${angstroms(rest, 2)}${isBlend ? ', several lines' : ''})`;
}

/** "z = 0.06250 ± 0.00003", "z = 0.06250, uncertain" */
export function redshiftText({ redshift, redshiftError, redshiftWarning }: Spectrum): string {
  if (redshift === undefined) return 'no redshift told';
  const error = redshiftError === undefined ? '' : ` ± ${redshiftError.toFixed(5)}`;
  return `z = ${redshift.toFixed(5).replace('-', '−')}${error}${redshiftWarning ? ', uncertain' : ''}`;
}

function nearestLine(
  { wavelengths }: Spectrum,
  lines: readonly ShiftedLine[],
  pixel: number,
): ShiftedLine | undefined {
  const step =
    Math.abs(wavelengths[Math.min(pixel + 1, wavelengths.length - 1)] - wavelengths[Math.max(0, pixel - 1)]) /
    2;
  let nearest: ShiftedLine | undefined;
  for (const line of lines) {
    const away = Math.abs(line.observed - wavelengths[pixel]);
    if (away > nearPixels * step) continue;
    if (!nearest || away < Math.abs(nearest.observed - wavelengths[pixel])) nearest = line;
  }
  return nearest;
}

function angstroms(value: number, decimals = 1): string {
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${text}\u202fÅ`;
}
