/** A ring of stars in the plane of the disk; lengths in disk scale lengths. */
export interface Ring {
  radius: number;
  /** Gaussian width */
  width: number;
  /** Brightness of the crest over that of the disk there, 0 … 3 */
  contrast: number;
  /** How far the ring is from round, 0 … 0.2 */
  ellipticity: number;
  /** Direction of its longer axis in the plane, degrees */
  angleDeg: number;
}

/** Height of the ring's crest profile at a place, 0 … 1. */
export function ringProfile(ring: Ring, radius: number, angleRad: number): number {
  const stretch = 1 + ring.ellipticity * Math.cos(2 * (angleRad - (ring.angleDeg * Math.PI) / 180));
  const distance = (radius - ring.radius * stretch) / ring.width;
  return Math.exp(-0.5 * distance * distance);
}
