import type { Spectrum } from '../../contracts/spectrum.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** Numbers as a file has them, one a pixel. */
interface SpectrumPixels {
  wavelength: ArrayLike<number | bigint>;
  /** True for decimal logarithms of ångströms. */
  isLog: boolean;
  /** As the file spells it: "Angstrom", "nm". Without one, ångströms are assumed, and said to be. */
  waveUnit?: string;
  flux: ArrayLike<number | bigint>;
  error?: { values: ArrayLike<number | bigint>; kind: 'sigma' | 'inverse variance' };
  /** Pixels other than 0 are left out. */
  mask?: ArrayLike<number | bigint>;
}

type Measured = Pick<Spectrum, 'wavelengths' | 'flux' | 'sigma' | 'unitAssumed'>;

const angstromsOf: Record<string, number> = {
  '': 1,
  angstrom: 1,
  angstroms: 1,
  ang: 1,
  a: 1,
  å: 1,
  '0.1nm': 1,
  nm: 10,
  nanometer: 10,
  nanometers: 10,
  um: 1e4,
  µm: 1e4,
  micron: 1e4,
  microns: 1e4,
  micrometer: 1e4,
  mm: 1e7,
  m: 1e10,
};
const leastPixels = 2;

/**
 * A file's numbers as a spectrum: in ångströms, ascending, with what was not measured as NaN. Pixels without a variance are not.
 *
 * @param name of the spectrum, for sentences
 * @throws UnreadableError where the numbers are none, or of different lengths
 */
export function measuredSpectrum(pixels: SpectrumPixels, name: string): Measured {
  const { wavelength, flux, error, mask } = pixels;
  const n = wavelength.length;
  for (const [what, other] of [
    ['fluxes', flux],
    ['errors', error?.values],
    ['mask values', mask],
  ] as const)
    if (other && other.length !== n)
      throw new UnreadableError(
        `${name} has ${n} wavelengths and ${other.length} ${what}: as many are needed; write it again.`,
      );
  const factor = factorOf(pixels, name);
  const places = Array.from({ length: n }, (_, i) => i);
  const all = Float64Array.from(wavelength, value =>
    pixels.isLog ? 10 ** Number(value) : factor * Number(value),
  );
  const known = places.filter(i => all[i] > 0 && Number.isFinite(all[i])).sort((a, b) => all[a] - all[b]);
  const kept = known.filter((i, place) => place === 0 || all[i] > all[known[place - 1]]); // arms that overlap repeat some
  if (kept.length < leastPixels)
    throw new UnreadableError(`${name} has no wavelengths above 0: choose another file.`);
  const isBad = (i: number) => mask !== undefined && Number(mask[i]) !== 0;
  const sigma = error && Float64Array.from(kept, i => spreadOf(Number(error.values[i]), error.kind));
  return {
    wavelengths: Float64Array.from(kept, i => all[i]),
    flux: Float64Array.from(kept, (i, place) =>
      isBad(i) || (sigma && Number.isNaN(sigma[place])) ? Number.NaN : Number(flux[i]),
    ),
    ...(sigma && { sigma }),
    ...(!pixels.isLog && !pixels.waveUnit?.trim() && { unitAssumed: true }),
  };
}

/** NaN where it is no error: SDSS and DESI give bad pixels an inverse variance of 0. */
function spreadOf(value: number, kind: 'sigma' | 'inverse variance'): number {
  if (!(value > 0 && Number.isFinite(value))) return Number.NaN;
  return kind === 'sigma' ? value : 1 / Math.sqrt(value);
}

function factorOf({ isLog, waveUnit = '' }: SpectrumPixels, name: string): number {
  if (isLog) return 1;
  const factor = angstromsOf[waveUnit.trim().toLowerCase()];
  if (factor === undefined)
    throw new UnreadableError(
      `${name} has wavelengths in “${waveUnit}”, which is not known here: ångström, nm, µm or m is needed.`,
    );
  return factor;
}
