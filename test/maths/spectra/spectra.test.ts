import { describe, expect, it } from 'vitest';
import { airWavelength, vacuumWavelength } from '../../../src/maths/spectra/airWavelength.ts';
import { fluxRange } from '../../../src/maths/spectra/fluxRange.ts';
import { smoothSpectrum } from '../../../src/maths/spectra/smoothSpectrum.ts';
import { linesBetween, spectralLines } from '../../../src/maths/spectra/spectralLines.ts';

/** Wavelengths in air as laboratories and handbooks print them (NIST ASD; Osterbrock & Ferland 2006), ångström. */
const inAir: [vacuum: number, air: number][] = [
  [3727.092, 3726.03],
  [3729.875, 3728.82],
  [3934.777, 3933.66],
  [3969.588, 3968.47],
  [4862.68, 4861.32],
  [4960.295, 4958.91],
  [5008.24, 5006.84],
  [6302.046, 6300.3],
  [6564.61, 6562.8],
  [6585.27, 6583.45],
  [6718.29, 6716.44],
  [6732.67, 6730.82],
  [8544.44, 8542.09],
];

describe('wavelengths in air and vacuum', () => {
  it.each(inAir)('%f Å in vacuum is %f Å in air, as handbooks print it', (vacuum, air) => {
    expect(Math.abs(airWavelength(vacuum) - air)).toBeLessThan(0.03);
  });

  it('go to and fro, and are one in the far ultraviolet', () => {
    for (const { vacuum } of spectralLines)
      expect(vacuumWavelength(airWavelength(vacuum))).toBeCloseTo(vacuum, 6);
    expect(airWavelength(1215.67)).toBe(1215.67);
  });
});

describe('spectralLines', () => {
  it('stand in order of their wavelength and hold the doublets by their ratios', () => {
    const waves = spectralLines.map(({ vacuum }) => vacuum);
    expect(waves).toEqual(waves.toSorted((a, b) => a - b));
    for (const [vacuum] of inAir) expect(waves).toContain(vacuum);
  });

  it('are shifted in vacuum before they come into air', () => {
    const [halpha] = linesBetween(0.1, [7221, 7222], 'vacuum');
    expect(halpha).toMatchObject({ name: 'Hα', rest: 6564.61 });
    expect(halpha.observed).toBeCloseTo(7221.071, 3);
    const [inAirToo] = linesBetween(0.1, [7218, 7220], 'air');
    expect(inAirToo.name).toBe('Hα');
    expect(inAirToo.observed).toBeCloseTo(airWavelength(7221.071), 3);
    expect(inAirToo.rest).toBeCloseTo(6562.8, 1);
  });
});

describe('smoothSpectrum', () => {
  const flux = Float64Array.from({ length: 101 }, (_, i) => Math.sin(i / 7) + (i === 50 ? 20 : 0));

  it('is the weighted mean of its definition', () => {
    const sigma = Float64Array.from({ length: 101 }, (_, i) => 0.5 + (i % 5));
    const [at, width] = [47, 1.5];
    let [sum, weight] = [0, 0];
    for (let j = 0; j < 101; j++) {
      const share = Math.exp(-((j - at) ** 2) / (2 * width * width)) / sigma[j] ** 2;
      sum += share * flux[j];
      weight += share;
    }
    expect(smoothSpectrum(flux, sigma, width)[at]).toBeCloseTo(sum / weight, 4);
  });

  it('keeps a constant, leaves out what is missing or has no error, and is the flux itself at width 0', () => {
    const constant = new Float64Array(50).fill(3);
    constant[20] = Number.NaN;
    const sigma = new Float64Array(50).fill(1);
    sigma[30] = Number.NaN;
    constant[30] = 1000;
    for (const value of smoothSpectrum(constant, sigma, 2)) expect(value).toBeCloseTo(3, 12);
    expect(smoothSpectrum(flux, undefined, 0)).toEqual(flux);
    expect(smoothSpectrum(new Float64Array(30).fill(Number.NaN), undefined, 1).every(Number.isNaN)).toBe(
      true,
    );
  });
});

it('a spectrum is drawn without its noisiest pixels, and from 0', () => {
  const flux = Float64Array.of(1, 2, 500, 3, Number.NaN, -1);
  const sigma = Float64Array.of(1, 1, 40, 1, 1, 1);
  const [low, high] = fluxRange(flux, sigma);
  expect(low).toBe(-1);
  expect(high).toBeCloseTo(3.2, 10);
  expect(fluxRange(flux, undefined)[1]).toBeCloseTo(525.05, 6);
  expect(fluxRange(Float64Array.of(Number.NaN), undefined)).toEqual([0, 1]);
});
