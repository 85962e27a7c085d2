import { expect, it } from 'vitest';
import type { Spectrum } from '../../../../src/contracts/spectrum.ts';
import { spectrumDrawing } from '../../../../src/features/galaxy/spectrum/spectrumDrawing.ts';
import { spectrumFigure } from '../../../../src/features/galaxy/spectrum/spectrumFigure.ts';
import { pixelText, redshiftText } from '../../../../src/features/galaxy/spectrum/spectrumWords.ts';

const n = 400;
const wavelengths = Float64Array.from({ length: n }, (_, i) => 6800 + i);
const flux = Float64Array.from(wavelengths, wave => (wave === 6900 ? Number.NaN : wave / 1000));
const spectrum: Spectrum = {
  title: 'made',
  wavelengths,
  medium: 'vacuum',
  flux,
  sigma: new Float64Array(n).fill(0.5),
  fluxUnit: 'nanomaggy',
  redshift: 0.05,
  redshiftError: 0.0001,
};
const ink = { ground: 'g', text: 't', muted: 'm', line: 'l', shade: 0 };
const shown = { spectrum, smoothed: flux, range: [6800, 7199] as const, redshift: 0.05 };

it('lines stand where the redshift puts them, and a gap parts the curve', () => {
  const { plot, lines, marks } = spectrumDrawing(shown, { widthPx: 400, heightPx: 220 }, ink);
  expect(lines.map(({ name }) => name)).toEqual(['[N II]', 'Hα', '[N II]', '[S II]', '[S II]']);
  const halpha = plot.xOf(6564.61 * 1.05);
  const strokes = marks.filter(
    mark => mark.kind === 'line' && mark.points.length === 2 && mark.points[0][0] === halpha,
  );
  expect(strokes).toHaveLength(1);
  const curves = marks.filter(mark => mark.kind === 'line' && mark.colour === 't');
  expect(curves.map(curve => curve.kind === 'line' && curve.points.length)).toEqual([100, 299]);
  for (const mark of marks) if (mark.kind === 'text') expect(mark.yPx).toBeLessThanOrEqual(220);
  expect(marks).toContainEqual(expect.objectContaining({ text: 'wavelength in vacuum, Å' }));
  const names = marks.flatMap(mark => (mark.kind === 'text' && /[[H]/.test(mark.text) ? [mark.text] : []));
  expect(names).toEqual(['[N II]', 'Hα', '[S II]']); // doublets once
});

it('no lines are drawn without a redshift, nor beyond the ends', () => {
  const size = { widthPx: 400, heightPx: 220 };
  expect(spectrumDrawing({ ...shown, redshift: undefined }, size, ink).lines).toEqual([]);
  const near = spectrumDrawing({ ...shown, range: [6890, 6895] }, size, ink);
  expect(near.lines.map(({ name }) => name)).toEqual(['Hα']);
  expect(near.pixels).toEqual([90, 96]);
});

it('values are told with their error, rest wavelength and line', () => {
  const { lines } = spectrumDrawing(shown, { widthPx: 400, heightPx: 220 }, ink);
  expect(pixelText(shown, lines, 93)).toBe(
    '6,893.0\u202fÅ, 6,564.8\u202fÅ at rest: flux 6.89 ± 0.50; near Hα (6,564.61\u202fÅ)',
  );
  expect(pixelText(shown, lines, 100)).toContain('not measured');
  expect(redshiftText(spectrum)).toBe('z = 0.05000 ± 0.00010');
});

it('the figure leaves with the numbers of every pixel', () => {
  const { names, rows } = spectrumFigure({ ...shown, smoothed: new Float64Array(n).fill(1) }, 'g0').numbers();
  expect(names).toEqual([
    'wavelength in vacuum, Å',
    'flux, nanomaggy',
    'standard deviation',
    'smoothed flux',
  ]);
  expect(rows).toHaveLength(n);
  expect(rows[0]).toEqual([6800, 6.8, 0.5, 1]);
  expect(rows[100]).toEqual([6900, null, 0.5, 1]);
});
