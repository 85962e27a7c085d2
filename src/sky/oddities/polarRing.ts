import { addGalaxy } from '../galaxy/body.ts';
import type { OddityPainter } from './oddityPainter.ts';
import { asDisk } from './reshape.ts';

/** A lenticular seen nearly edge-on with a ring of young stars over its poles (Whitmore et al. 1990). */
export const polarRing: OddityPainter = {
  reshape: (structure, random) =>
    asDisk(
      structure,
      0.45,
      66 + 16 * random.uniform(),
      { innerAge: 0.95, outerAge: 0.85, thickness: 0.2 },
      random,
    ),
  addLight(frame, structure, lengthArcsec, random) {
    const host = structure.disk!;
    const ringRadius = 1.5;
    const base = asDisk(
      structure,
      0,
      62 + 20 * random.uniform(),
      {
        scaleLengthArcsec: (lengthArcsec * (1.5 + 0.6 * random.uniform())) / ringRadius,
        positionAngleDeg: host.positionAngleDeg + 90 + 12 * random.normal(),
        // 40: next to no disk inside
        ring: { radius: ringRadius, width: 0.2, contrast: 40, ellipticity: 0, angleDeg: 0 },
        innerAge: 0.3,
        outerAge: 0.05,
        clumpShare: 0.15,
        clumpCount: 14,
        thickness: 0.05,
      },
      random,
    );
    addGalaxy(frame, { ...base, magnitudeR: structure.magnitudeR + 0.8 + 0.5 * random.uniform() }, random);
  },
};
