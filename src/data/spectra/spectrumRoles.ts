import type { SpectralMedium } from '../../contracts/spectrum.ts';

/** Which columns of a table are a spectrum's. */
export interface SpectrumRoles {
  wavelength: string;
  /** True where the column holds decimal logarithms of ångströms, as SDSS's loglam. */
  isLog: boolean;
  flux: string;
  /** Standard deviations of the flux, or their inverse squares. */
  error?: { name: string; kind: 'sigma' | 'inverse variance' };
  /** Pixels other than 0 in it are left out. */
  mask?: string;
  /** Where a name tells: "wave_air". */
  medium?: SpectralMedium;
}

const logNames = /^(loglam|log_?wave(length)?|log_?lambda|loglambda)$/;
const waveNames =
  /^(wave|waves|wavelengths?|lambda|lam|wl|wlen|awav|(wave(length)?|lambda)_?(air|vac(uum)?))$/;
const fluxNames = /^(flux|fluxes|flam|f_?lambda|flux_?lambda|spectrum|spec|flux_?density)$/;
const sigmaNames =
  /^(sigma|err|error|errors|noise|std|flux_?(err|error|sigma|std)|e_?flux|err_?flux|uncertainty)$/;
const inverseNames = /^(ivar|inv_?var|inverse_?variance|flux_?ivar|ivar_?flux)$/;
const maskNames = /^(mask|flag|bad)$/; // SDSS's and_mask also marks pixels that are merely under bright sky; its bad ones have no variance

/** The columns of a spectrum by their names, in any case; undefined where wavelength or flux is not among them. */
export function spectrumRoles(names: readonly string[]): SpectrumRoles | undefined {
  const called = (pattern: RegExp) => names.find(name => pattern.test(name.trim().toLowerCase()));
  const [log, wave, flux] = [called(logNames), called(waveNames), called(fluxNames)];
  const wavelength = wave ?? log;
  if (wavelength === undefined || flux === undefined) return undefined;
  const [inverse, sigma, mask] = [called(inverseNames), called(sigmaNames), called(maskNames)];
  const error: SpectrumRoles['error'] =
    inverse !== undefined
      ? { name: inverse, kind: 'inverse variance' }
      : sigma !== undefined
        ? { name: sigma, kind: 'sigma' }
        : undefined;
  const medium = /air|awav/i.test(wavelength) ? 'air' : /vac/i.test(wavelength) ? 'vacuum' : undefined;
  return {
    wavelength,
    isLog: wave === undefined,
    flux,
    ...(error && { error }),
    ...(mask !== undefined && { mask }),
    ...(medium && { medium }),
  };
}
