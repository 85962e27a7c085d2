/** Colours of a stellar population as observed, magnitudes. */
interface Colour {
  gMinusR: number;
  rMinusI: number;
}

/**
 * Rest-frame colours: old and young ends of the sequence galaxies follow (Strateva et al. 2001; Fukugita et
 * al. 1995).
 */
const old: Colour = { gMinusR: 0.72, rMinusI: 0.36 };
const young: Colour = { gMinusR: 0.14, rMinusI: 0.12 };

/**
 * Reddening of a filter per magnitude at V: SDSS coefficients of Schlafly & Finkbeiner 2011, R_V = 3.1, over
 * 3.1.
 */
export const extinctionPerAv = { g: 1.065, r: 0.738, i: 0.547 } as const;

/**
 * Colours of a population as observed at a redshift. The reddening with redshift is that of an old population's
 * 4000 Å break moving through g (k-corrections of Chilingarian et al. 2010 to first order), less for young stars.
 *
 * @param age 0 young … 1 old; values slightly outside are allowed
 */
export function colourOf(age: number, redshift: number): Colour {
  return {
    gMinusR: young.gMinusR + age * (old.gMinusR - young.gMinusR) + (0.4 + 1.9 * age) * redshift,
    rMinusI: young.rMinusI + age * (old.rMinusI - young.rMinusI) + (0.1 + 0.3 * age) * redshift,
  };
}
