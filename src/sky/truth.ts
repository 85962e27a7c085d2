import type { OddityKind } from './oddity.ts';
import type { MorphologyClass } from './population.ts';

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
