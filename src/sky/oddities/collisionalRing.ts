import { colourOf } from '../light/colour.ts';
import { fluxesOf } from '../light/frame.ts';
import { addSersic } from '../light/sersic.ts';
import type { OddityPainter } from './oddityPainter.ts';
import { asDisk } from './reshape.ts';

/**
 * A disk struck through its centre: a bright knotty blue ring, little inside but the nucleus, the intruder
 * nearby (Lynds & Toomre 1976).
 */
export const collisionalRing: OddityPainter = {
  reshape(structure, random) {
    return asDisk(
      structure,
      0.1 + 0.1 * random.uniform(),
      15 + 40 * random.uniform(),
      {
        ring: {
          radius: 1.9 + 0.5 * random.uniform(),
          width: 0.2 + 0.1 * random.uniform(),
          contrast: 5 + 5 * random.uniform(),
          ellipticity: 0.05 + 0.1 * random.uniform(),
          angleDeg: 180 * random.uniform(),
        },
        clumpShare: 0.18,
        clumpCount: 26,
        innerAge: 0.55,
        outerAge: 0.15,
        lopsidedness: 0.35 * random.uniform(),
        lopsidedAngleDeg: 360 * random.uniform(),
      },
      random,
    );
  },
  addLight(frame, structure, lengthArcsec, random) {
    const direction = 2 * Math.PI * random.uniform();
    const distance = lengthArcsec * (2.1 + random.uniform());
    const colour = colourOf(0.8, structure.redshift);
    addSersic(frame, {
      xArcsec: distance * Math.cos(direction),
      yArcsec: distance * Math.sin(direction),
      index: 2.5,
      effectiveRadiusArcsec: lengthArcsec * 0.25,
      axisRatio: 0.6 + 0.3 * random.uniform(),
      positionAngleDeg: 180 * random.uniform(),
      flux: fluxesOf(structure.magnitudeR + 1.4 + random.uniform(), colour.gMinusR, colour.rMinusI),
    });
  },
};
