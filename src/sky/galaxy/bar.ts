/** A stellar bar in the plane of the disk; lengths in disk scale lengths. */
export interface Bar {
  /** Share of the disk's r light in the bar, 0 … 0.4: the truth column `bar` */
  strength: number;
  /** Half length, scale lengths */
  halfLength: number;
  /** Width over length, 0.2 … 0.5 */
  axisRatio: number;
  /** Angle of the bar in the disk's plane, degrees */
  angleDeg: number;
}

/**
 * Brightness of the bar before normalisation: flat inside, ending sharply, boxy. exp(−1.8 s^1.7) with
 * s^2.5 = |x/a|^2.5 + |y/b|^2.5, as observed bars are (Gadotti 2011: Sérsic index ~ 0.5–0.7, boxiness ~ 2.5).
 */
export function barBrightness(bar: Bar, x: number, y: number): number {
  const angle = (bar.angleDeg * Math.PI) / 180;
  const u = Math.abs(x * Math.cos(angle) + y * Math.sin(angle)) / bar.halfLength;
  const v = Math.abs(y * Math.cos(angle) - x * Math.sin(angle)) / (bar.halfLength * bar.axisRatio);
  if (u > 2 || v > 3) return 0;
  const s = (u ** 2.5 + v ** 2.5) ** (1 / 2.5);
  return Math.exp(-1.8 * s ** 1.7); // index 1/1.7 ≈ 0.6
}
