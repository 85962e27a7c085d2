import { airWavelength } from './airWavelength.ts';

/** A line that galaxies show. */
interface SpectralLine {
  name: string;
  /** At rest, in vacuum, ångström. */
  vacuum: number;
  /** How galaxies show it most often. */
  kind: 'emission' | 'absorption';
  /** Lines so near that they are mostly seen as one: the mean of them. */
  isBlend?: boolean;
}

const emission = (name: string, vacuum: number): SpectralLine => ({ name, vacuum, kind: 'emission' });
const absorption = (name: string, vacuum: number, isBlend?: boolean): SpectralLine => ({
  name,
  vacuum,
  kind: 'absorption',
  ...(isBlend && { isBlend }),
});

/**
 * The usual lines of galaxies and quasars, by wavelength.
 *
 * Source: wavelengths in vacuum of the table of spectral lines of SDSS (DR6, "Table of Spectral Lines Used in SDSS"); Lyman α, Mg b
 * and Na D from NIST's Atomic Spectra Database, the last two as means of their lines.
 */
export const spectralLines: readonly SpectralLine[] = [
  emission('Lyα', 1215.67),
  emission('C IV', 1549.48),
  emission('C III]', 1908.734),
  emission('Mg II', 2799.117),
  emission('[O II]', 3727.092),
  emission('[O II]', 3729.875),
  absorption('Ca K', 3934.777),
  absorption('Ca H', 3969.588),
  emission('Hδ', 4102.89),
  absorption('G', 4305.61, true),
  emission('Hγ', 4341.68),
  emission('Hβ', 4862.68),
  emission('[O III]', 4960.295),
  emission('[O III]', 5008.24),
  absorption('Mg b', 5175.98, true),
  absorption('Na D', 5894.57, true),
  emission('[O I]', 6302.046),
  emission('[N II]', 6549.86),
  emission('Hα', 6564.61),
  emission('[N II]', 6585.27),
  emission('[S II]', 6718.29),
  emission('[S II]', 6732.67),
  absorption('Ca II', 8500.36),
  absorption('Ca II', 8544.44),
  absorption('Ca II', 8664.52),
];

/** A line, and where a galaxy at a redshift shows it. */
export interface ShiftedLine extends SpectralLine {
  /** In the medium that was asked for, ångström. */
  rest: number;
  observed: number;
}

/**
 * Lines between two wavelengths at a redshift.
 *
 * @param redshift > −1
 * @param low observed, ångström, in the medium of the spectrum
 */
export function linesBetween(
  redshift: number,
  [low, high]: readonly [low: number, high: number],
  medium: 'vacuum' | 'air',
): ShiftedLine[] {
  return spectralLines
    .map(line => {
      const shifted = line.vacuum * (1 + redshift); // in vacuum: the shift happens there, and air comes last
      return medium === 'vacuum'
        ? { ...line, rest: line.vacuum, observed: shifted }
        : { ...line, rest: airWavelength(line.vacuum), observed: airWavelength(shifted) };
    })
    .filter(({ observed }) => observed >= low && observed <= high);
}
