import type { Bar } from './bar.ts';
import type { Ring } from './ring.ts';
import type { SpiralArms } from './spiral.ts';

/** The round or flattened old body of a galaxy: all of an elliptical, the middle of a spiral. */
export interface Bulge {
  /** Sérsic index */
  index: number;
  effectiveRadiusArcsec: number;
  axisRatio: number;
  positionAngleDeg: number;
  /** 0 young … 1 old: see `colourOf` */
  age: number;
  boxiness: number;
}

/** The disk and all that lies in it. */
export interface Disk {
  /** Scale length of the old stars' exponential, arcsec */
  scaleLengthArcsec: number;
  /** 0 face-on … 90 edge-on */
  inclinationDeg: number;
  /** Angle from +x to the line of nodes, degrees */
  positionAngleDeg: number;
  /** Height of the sech² layer over scale length, 0.08 … 0.3 */
  thickness: number;
  arms: SpiralArms | null;
  bar: Bar | null;
  ring: Ring | null;
  /** Share of the disk's r light in knots of young stars, 0 … 0.4 */
  clumpShare: number;
  clumpCount: number;
  /** Optical depth at V through the disk's centre seen face-on, 0 … 2 */
  dustOpacity: number;
  /** Ages at the centre and at three scale lengths: disks are bluer outside */
  innerAge: number;
  outerAge: number;
  /** Strength of a one-sided brightening, 0 … 0.4 (Zaritsky & Rix 1997) */
  lopsidedness: number;
  lopsidedAngleDeg: number;
  /** Unevenness of the old light, 0 … 0.6: irregulars */
  patchiness: number;
  /** Radius at which the disk ends, scale lengths (Pohlen & Trujillo 2006) */
  breakRadius: number;
}

/** A galaxy before light, blur and noise: all in lengths and shares, no pixels yet. */
export interface Structure {
  /** Total r magnitude before internal dust */
  magnitudeR: number;
  redshift: number;
  /** Share of the r light in the bulge, 0 … 1 */
  bulgeToTotal: number;
  bulge: Bulge | null;
  disk: Disk | null;
}
