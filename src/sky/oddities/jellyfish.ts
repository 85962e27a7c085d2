import { fluxOf } from '../light/frame.ts';
import type { OddityPainter } from './oddityPainter.ts';
import { asDisk } from './reshape.ts';
import type { Dab } from './stroke.ts';
import { addDabs } from './stroke.ts';

/**
 * A disk losing its gas to the wind of a cluster: knotty blue streamers on one side (Ebeling et al. 2014;
 * Poggianti et al. 2017).
 */
export const jellyfish: OddityPainter = {
  reshape: (structure, random) =>
    asDisk(
      structure,
      0.15,
      30 + 40 * random.uniform(),
      {
        patchiness: 0.4,
        clumpShare: 0.2,
        clumpCount: 24,
        outerAge: 0.1,
        innerAge: 0.6,
        breakRadius: 2.3,
        lopsidedness: 0.3,
      },
      random,
    ),
  addLight(frame, structure, lengthArcsec, random) {
    const wind = 2 * Math.PI * random.uniform();
    const [along, across] = [
      [Math.cos(wind), Math.sin(wind)],
      [-Math.sin(wind), Math.cos(wind)],
    ];
    const smooth: Dab[] = [];
    const knots: Dab[] = [];
    const streamers = 4 + random.integer(4);
    for (let s = 0; s < streamers; s++) {
      const start = lengthArcsec * (2 * ((s + random.uniform()) / streamers) - 1);
      const length = lengthArcsec * (2 + 2.2 * random.uniform());
      const bend = 0.5 * random.normal();
      for (let k = 0; k < 40; k++) {
        const t = k / 40;
        const down = lengthArcsec * 0.4 + length * t;
        const side = start * (1 + 0.3 * t) + lengthArcsec * bend * t * t;
        const dab = {
          xArcsec: along[0] * down + across[0] * side,
          yArcsec: along[1] * down + across[1] * side,
          sigmaArcsec: lengthArcsec * (0.09 + 0.07 * t),
          weight: (1 - 0.8 * t) * Math.exp(0.5 * random.normal()),
        };
        smooth.push(dab);
        if (random.uniform() < 0.13) {
          knots.push({ ...dab, sigmaArcsec: lengthArcsec * 0.06, weight: Math.exp(0.8 * random.normal()) });
        }
      }
    }
    const flux = fluxOf(structure.magnitudeR);
    addDabs(frame, smooth, flux * (0.2 + 0.12 * random.uniform()), 0.05, structure.redshift);
    if (knots.length > 0) addDabs(frame, knots, flux * 0.09, -0.2, structure.redshift);
  },
};
