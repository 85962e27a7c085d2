import { colourOf } from '../light/colour.ts';
import { fluxesOf, fluxOf } from '../light/frame.ts';
import { addSersic } from '../light/sersic.ts';
import type { OddityPainter } from './oddityPainter.ts';
import type { Dab } from './stroke.ts';
import { addDabs } from './stroke.ts';

/**
 * Two galaxies close together, each with a tail drawn out by the tide, and a bridge between (Toomre & Toomre
 * 1972).
 */
export const tidalMerger: OddityPainter = {
  addLight(frame, structure, lengthArcsec, random) {
    const { redshift, magnitudeR } = structure;
    const direction = 2 * Math.PI * random.uniform();
    const separation = lengthArcsec * (1.2 + 1.6 * random.uniform());
    const [x2, y2] = [separation * Math.cos(direction), separation * Math.sin(direction)];
    const difference = 1.1 * random.uniform();
    const age = 0.35 + 0.5 * random.uniform();
    const colour = colourOf(age, redshift);
    addSersic(frame, {
      xArcsec: x2,
      yArcsec: y2,
      index: 1 + 2 * random.uniform(),
      effectiveRadiusArcsec: lengthArcsec * (0.5 + 0.3 * random.uniform()),
      axisRatio: 0.5 + 0.4 * random.uniform(),
      positionAngleDeg: 180 * random.uniform(),
      flux: fluxesOf(magnitudeR + difference, colour.gMinusR, colour.rMinusI),
    });
    const flux = fluxOf(magnitudeR);
    const sense = random.uniform() < 0.5 ? 1 : -1;
    for (const [x, y, outward] of [
      [0, 0, direction + Math.PI],
      [x2, y2, direction],
    ] as const) {
      const length = lengthArcsec * (1.8 + 3 * random.uniform());
      const curl = sense * (0.3 + 1.5 * random.uniform());
      const width = 0.16 + 0.16 * random.uniform();
      const dabs: Dab[] = [];
      let [px, py] = [x, y];
      const steps = 60;
      for (let k = 0; k < steps; k++) {
        const t = k / steps;
        const heading = outward - curl * 0.6 + curl * 1.6 * t;
        px += (Math.cos(heading) * length) / steps;
        py += (Math.sin(heading) * length) / steps;
        dabs.push({
          xArcsec: px,
          yArcsec: py,
          sigmaArcsec: lengthArcsec * (width + 0.2 * t),
          weight: (1 - 0.65 * t) * Math.exp(0.35 * random.normal()),
        });
      }
      addDabs(frame, dabs, flux * (0.06 + 0.16 * random.uniform()), age - 0.2, redshift);
    }
    const bridge = Array.from({ length: 16 }, (_, k) => ({
      xArcsec: (x2 * k) / 15,
      yArcsec: (y2 * k) / 15,
      sigmaArcsec: lengthArcsec * 0.22,
      weight: 1,
    }));
    addDabs(frame, bridge, flux * 0.07, age - 0.1, redshift);
  },
};
