import type { Random } from '../../maths/statistics/random.ts';
import type { Band, SkyFrame } from './frame.ts';
import { bands } from './frame.ts';

/** What one filter of the camera adds to the light. */
export interface BandNoise {
  /** Electrons a nanomaggy of light frees in one 54 s exposure */
  electronsPerNanomaggy: number;
  /** Brightness of the sky, nanomaggies a pixel */
  skyNanomaggies: number;
  /** Read noise and dark current together, electrons */
  readElectrons: number;
}

/**
 * Typical values of the SDSS camera: zero points and gains of Gunn et al. 1998 and Stoughton et al. 2002, sky of
 * 22.2, 21.3 and 20.7 magnitudes a square arcsecond in g, r, i.
 */
export const sdssNoise: Readonly<Record<Band, BandNoise>> = {
  g: { electronsPerNanomaggy: 960, skyNanomaggies: 0.21, readElectrons: 5 },
  r: { electronsPerNanomaggy: 940, skyNanomaggies: 0.5, readElectrons: 5.5 },
  i: { electronsPerNanomaggy: 740, skyNanomaggies: 0.88, readElectrons: 6.5 },
};

/** Standard deviation of a pixel that receives `nanomaggies` of light beside the sky. */
export function pixelNoise(noise: BandNoise, nanomaggies: number, skyFactor = 1): number {
  const electrons =
    (Math.max(0, nanomaggies) + noise.skyNanomaggies * skyFactor) * noise.electronsPerNanomaggy +
    noise.readElectrons ** 2;
  return Math.sqrt(electrons) / noise.electronsPerNanomaggy;
}

/**
 * Adds photon and read noise in place. Poisson is taken as normal: even the dark g sky is 260 electrons a pixel.
 * The mean sky is subtracted already, as in SDSS frames.
 *
 * @param skyFactor sky brightness over its typical value: dark and moonlit nights. Default 1
 * @param camera default SDSS's
 */
export function addNoise(frame: SkyFrame, random: Random, skyFactor = 1, camera = sdssNoise): void {
  for (const band of bands) {
    const plane = frame[band];
    for (let k = 0; k < plane.length; k++)
      plane[k] += pixelNoise(camera[band], plane[k], skyFactor) * random.normal();
  }
}
