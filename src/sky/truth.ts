import type { Random } from '../maths/statistics/random.ts';
import { apparentAxisRatio } from './galaxy/disk.ts';
import { equivalentSersicIndex, growthRadii } from './galaxy/growth.ts';
import type { Petrosian } from './galaxy/petrosian.ts';
import type { MorphologyClass } from './galaxy/population.ts';
import type { Structure } from './galaxy/structure.ts';
import { magnitudeOf } from './light/frame.ts';
import type { OddityKind } from './oddities/oddity.ts';

/** All that is known of a simulated galaxy. */
export interface GalaxyTruth {
  /** `MS-` and six digits */
  id: string;
  /** Place on a made-up sky, degrees */
  raDeg: number;
  decDeg: number;
  morphology: MorphologyClass;
  /** Share of the r light in the bulge, 0 … 1 */
  bulgeToTotal: number;
  /** Index of the single Sérsic profile as concentrated as the galaxy */
  sersicIndex: number;
  /** Half-light radius before blur, along the major axis, arcsec */
  effectiveRadiusArcsec: number;
  /** 0 face-on … 90 edge-on; of a galaxy without a disk, that of an oblate body of the drawn axis ratio */
  inclinationDeg: number;
  /** Minor over major axis on the sky */
  apparentAxisRatio: number;
  /** 0 where there are none */
  armCount: number;
  /** Degrees; null without arms */
  pitchAngleDeg: number | null;
  /** How far arms stand out, 0 … 1.5 */
  armStrength: number;
  /** Share of the disk's light in the bar, 0 where there is none */
  bar: number;
  /** Brightness of the ring over the disk, 0 where there is none */
  ring: number;
  /** Unevenness and knots, 0 … 1 */
  clumpiness: number;
  oddity: OddityKind | null;
  /** Petrosian r magnitude, measured on the picture without noise */
  magnitudeR: number;
  petroR90Arcsec: number;
  redshift: number;
  /** Of the r flux within the Petrosian radius holding 90 % of it */
  signalToNoise: number;
}

interface Simulated {
  /** Number of the galaxy in the survey. */
  index: number;
  structure: Structure;
  morphology: MorphologyClass;
  oddity: OddityKind | null;
  petrosian: Petrosian;
  signalToNoise: number;
}

/** The true parameters of a galaxy, for the catalogue; `random` places it on the sky. */
export function truthOf(
  { index, structure, morphology, oddity, petrosian, signalToNoise }: Simulated,
  random: Random,
): GalaxyTruth {
  const { bulge, disk, bulgeToTotal, redshift } = structure;
  const growth = growthRadii(structure);
  const flatness = 0.25; // least axis ratio of an oblate elliptical: rounder ones are tilted
  const oblate = bulge
    ? Math.acos(Math.sqrt(Math.max(0, (bulge.axisRatio ** 2 - flatness ** 2) / (1 - flatness ** 2))))
    : 0;
  const inclinationDeg = disk ? disk.inclinationDeg : (oblate * 180) / Math.PI;
  return {
    id: `MS-${String(index).padStart(6, '0')}`,
    // Spread over the northern galactic cap as the SDSS's own survey was.
    raDeg: 120 + 120 * random.uniform(),
    decDeg: (Math.asin(Math.sin((60 * Math.PI) / 180) * random.uniform()) * 180) / Math.PI,
    morphology,
    bulgeToTotal,
    sersicIndex: equivalentSersicIndex(growth),
    effectiveRadiusArcsec: growth.r50Arcsec,
    inclinationDeg,
    apparentAxisRatio: disk
      ? apparentAxisRatio(inclinationDeg, disk.thickness * (1 - bulgeToTotal) + 0.6 * bulgeToTotal)
      : (bulge?.axisRatio ?? 1),
    armCount: disk?.arms?.count ?? 0,
    pitchAngleDeg: disk?.arms?.pitchAngleDeg ?? null,
    armStrength: disk?.arms?.contrast ?? 0,
    bar: disk?.bar?.strength ?? 0,
    ring: disk?.ring?.contrast ?? 0,
    clumpiness: Math.min(1, (disk?.patchiness ?? 0) + 2 * (disk?.clumpShare ?? 0)),
    oddity,
    magnitudeR: magnitudeOf(petrosian.flux),
    petroR90Arcsec: petrosian.r90Arcsec,
    redshift,
    signalToNoise,
  };
}
