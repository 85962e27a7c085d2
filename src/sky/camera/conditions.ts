import type { Random } from '../../maths/statistics/random.ts';
import type { Band } from '../light/frame.ts';
import type { Psf } from '../light/psf.ts';
import { createPsf } from '../light/psf.ts';

/** The night and the place on the chip. */
export interface Conditions {
  psf: Readonly<Record<Band, Psf>>;
  /** Full width at half maximum in r, arcsec */
  seeingArcsec: number;
  /** Sky brightness over its typical value */
  skyFactor: number;
  /** Sky left over after subtraction, nanomaggies a pixel */
  background: Readonly<Record<Band, number>>;
  /** Its change across 100 pixels along x and y, nanomaggies a pixel */
  slope: Readonly<Record<Band, { x: number; y: number }>>;
  /** Quality of SkyServer's frame JPEG, and where its blocks begin */
  frameQuality: { luma: number; chroma: number };
  blockOffset: { x: number; y: number };
}

/**
 * Draws a night: median seeing of 1.38, 1.27 and 1.21″ in g, r, i, a little better than the survey's 1.43, 1.32 and 1.26″
 * (Adelman-McCarthy et al. 2007); better at longer wavelengths.
 */
export function drawConditions(random: Random): Conditions {
  const night = Math.exp(0.11 * random.normal());
  const width = (medianArcsec: number) => medianArcsec * night * Math.exp(0.025 * random.normal());
  const seeing = { g: width(1.38), r: width(1.27), i: width(1.21) };
  // Few fields lie in the halo of a bright star
  const scattered = random.uniform() < 0.04 ? 0.06 * random.uniform() ** 2 : 0;
  // SDSS subtracted a little too much sky around galaxies (Blanton et al. 2011)
  const common = -0.0065 + 0.004 * random.normal();
  const level = (sigma: number) => sigma * random.normal();
  // SkyServer aligned the three frames to about a pixel: colour fringes are widest along the scan.
  const misfit = (share: number) => ({
    x: share * 0.2 * random.normal(),
    y: share * 0.27 * random.normal(),
  });
  const tilt = () => ({ x: level(0.0012), y: level(0.0012) });
  return {
    psf: { g: createPsf(seeing.g, misfit(1.25)), r: createPsf(seeing.r), i: createPsf(seeing.i, misfit(1)) },
    seeingArcsec: seeing.r,
    skyFactor: Math.exp(0.12 * random.normal()),
    background: {
      g: 0.6 * common + level(0.001) + 0.3 * scattered,
      r: common + level(0.0015) + 0.6 * scattered,
      i: 1.5 * common + level(0.0025) + 1.5 * scattered,
    },
    slope: { g: tilt(), r: tilt(), i: tilt() },
    frameQuality: { luma: 75, chroma: 58 },
    blockOffset: { x: random.integer(16), y: random.integer(16) },
  };
}
