import type { Random } from '../../maths/statistics/random.ts';
import { colourOf } from '../light/colour.ts';
import type { Band, SkyFrame } from '../light/frame.ts';
import { fluxesOf, nativePixelArcsec } from '../light/frame.ts';
import type { Psf } from '../light/psf.ts';
import { addPointSource } from '../light/psf.ts';
import { addSersic } from '../light/sersic.ts';

/** What stands in the field beside the galaxy, as counts. */
interface FieldDensity {
  /** Stars brighter than r = 22 a square arcminute; SDSS's fields: 1 at the pole to 6 near the plane */
  starsPerSquareArcmin: number;
  /** Galaxies brighter than r = 22 a square arcminute (Yasuda et al. 2001: about 3), more in groups */
  galaxiesPerSquareArcmin: number;
}

/** A field's own density: galactic latitude and large-scale structure both vary. */
export function drawFieldDensity(random: Random): FieldDensity {
  return {
    starsPerSquareArcmin: 1.9 * Math.exp(0.6 * random.normal()),
    galaxiesPerSquareArcmin: 3.4 * Math.exp(0.55 * random.normal()),
  };
}

/** Poisson number by Knuth's product; means here are under 100. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-Math.min(mean, 300));
  let product = random.uniform();
  let count = 0;
  while (product > limit && count < 400) {
    product *= random.uniform();
    count++;
  }
  return count;
}

function place(random: Random, side: number): number {
  return (random.uniform() - 0.5) * side * nativePixelArcsec;
}

/** Adds field galaxies and the galaxy's own companions, before the blur. */
export function addFieldGalaxies(
  frame: SkyFrame,
  random: Random,
  density: FieldDensity,
  redshift: number,
): void {
  const areaSquareArcmin = ((frame.side * nativePixelArcsec) / 60) ** 2;
  const field = poisson(random, density.galaxiesPerSquareArcmin * areaSquareArcmin);
  for (let k = 0; k < field; k++) {
    const magnitude = Math.max(15.5, 22 + Math.log10(1 - random.uniform()) / 0.42); // counts rise as 10^(0.42 r)
    const distant = Math.min(0.6, redshift + 0.04 + 0.07 * Math.max(0, magnitude - 17)); // fainter is further
    addNeighbour(frame, random, magnitude, random.uniform() < 0.5 ? redshift : distant);
  }
  const companions = random.uniform() < 0.3 ? 1 + random.integer(3) : 0;
  for (let k = 0; k < companions; k++) {
    const magnitude = 16.3 + 4 * Math.sqrt(random.uniform());
    addNeighbour(frame, random, magnitude, redshift);
  }
}

/** Adds a galaxy at a random place. */
function addNeighbour(frame: SkyFrame, random: Random, magnitude: number, redshift: number): void {
  const x = place(random, frame.side);
  const y = place(random, frame.side);
  const early = random.uniform() < 0.45;
  const colour = colourOf(early ? 1 : 0.1 + 0.6 * random.uniform(), redshift);
  const bend = Math.min(1, 0.3 / Math.max(redshift, 0.3)); // past z = 0.3 the 4000 Å break leaves g: no redder
  addSersic(frame, {
    xArcsec: x,
    yArcsec: y,
    index: early ? 2.5 + 1.5 * random.uniform() : 0.8 + 0.7 * random.uniform(),
    // Angular sizes of faint galaxies: about 2.2″ at r = 17, 0.6″ at 22, scatter 0.2 dex
    effectiveRadiusArcsec: 2.2 * 10 ** (-0.115 * (magnitude - 17) + 0.2 * random.normal()),
    axisRatio: 0.25 + 0.75 * random.uniform() ** 0.7,
    positionAngleDeg: 180 * random.uniform(),
    flux: fluxesOf(magnitude, colour.gMinusR * bend, colour.rMinusI),
  });
}

/** Adds foreground stars after the blur, as the camera sees points. */
export function addStars(
  frame: SkyFrame,
  random: Random,
  density: FieldDensity,
  psf: Readonly<Record<Band, Psf>>,
): void {
  const areaSquareArcmin = ((frame.side * nativePixelArcsec) / 60) ** 2;
  const stars = poisson(random, density.starsPerSquareArcmin * areaSquareArcmin);
  for (let k = 0; k < stars; k++) {
    // Counts rise as 10^(0.2 r) at high latitude
    const magnitude = Math.max(12.3, 22 + Math.log10(1 - random.uniform()) / 0.2);
    const colour = starColour(random, magnitude);
    addPointSource(
      frame,
      psf,
      place(random, frame.side),
      place(random, frame.side),
      fluxesOf(magnitude, colour.gMinusR, colour.rMinusI),
    );
  }
}

/**
 * Colours along the stellar locus (Covey et al. 2007): g − r stops at 1.4 for M dwarfs while r − i runs on. Faint
 * stars are mostly M dwarfs, bright ones F to K.
 */
function starColour(random: Random, magnitude: number): { gMinusR: number; rMinusI: number } {
  const dwarfShare = Math.min(0.66, Math.max(0.2, 0.2 + 0.09 * (magnitude - 15)));
  if (random.uniform() < dwarfShare) {
    return {
      gMinusR: 1.4 + 0.08 * random.normal(),
      rMinusI: 0.55 + 0.95 * random.uniform() ** 1.3 + 0.05 * random.normal(),
    };
  }
  const gMinusR = 0.28 + 0.75 * random.uniform() ** 1.6;
  return { gMinusR, rMinusI: 0.42 * gMinusR - 0.02 + 0.03 * random.normal() };
}
