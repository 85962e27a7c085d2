import type { Random } from '../../maths/statistics/random.ts';
import { growthRadii } from '../galaxy/growth.ts';
import type { Disk, Structure } from '../galaxy/structure.ts';

/** The same galaxy's light and size as an old elliptical. */
export function asElliptical(structure: Structure, random: Random): Structure {
  const { r50Arcsec } = growthRadii(structure);
  return {
    ...structure,
    bulgeToTotal: 1,
    bulge: {
      index: 3.5 + random.uniform(),
      effectiveRadiusArcsec: r50Arcsec,
      axisRatio: 0.75 + 0.2 * random.uniform(),
      positionAngleDeg: 180 * random.uniform(),
      age: 1.02,
      boxiness: 2,
    },
    disk: null,
  };
}

/** The same galaxy's light and size as a disk; `changes` says what kind. */
export function asDisk(
  structure: Structure,
  bulgeToTotal: number,
  inclinationDeg: number,
  changes: Partial<Disk>,
  random: Random,
): Structure {
  const { r50Arcsec } = growthRadii(structure);
  const scaleLengthArcsec = r50Arcsec / 1.68; // an exponential's half-light radius is 1.678 scale lengths
  const positionAngleDeg = 180 * random.uniform();
  return {
    ...structure,
    bulgeToTotal,
    bulge: {
      index: 2,
      effectiveRadiusArcsec: 0.35 * scaleLengthArcsec,
      axisRatio: 0.85,
      positionAngleDeg,
      age: 0.95,
      boxiness: 2,
    },
    disk: {
      scaleLengthArcsec,
      inclinationDeg,
      positionAngleDeg,
      thickness: 0.15,
      arms: null,
      bar: null,
      ring: null,
      clumpShare: 0,
      clumpCount: 0,
      dustOpacity: 0,
      innerAge: 0.8,
      outerAge: 0.4,
      lopsidedness: 0,
      lopsidedAngleDeg: 0,
      patchiness: 0,
      breakRadius: 4,
      ...changes,
    },
  };
}
