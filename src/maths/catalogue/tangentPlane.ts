/** A term of a distortion: factor · u^p · v^q, with u and v in pixels from where the plane touches the sphere. */
export type DistortionTerm = readonly [p: number, q: number, factor: number];

/** Where a picture lies on the sky, by the tangent projection. */
export interface TangentPlane {
  /** Where it touches the sphere, degrees. */
  raDeg: number;
  decDeg: number;
  /** That point in pixels, the first pixel's centre at 1. */
  xPx: number;
  yPx: number;
  /** Degrees on the plane per pixel: (ξ by x, ξ by y, η by x, η by y), ξ to the east and η to the north. */
  degPerPx: readonly [number, number, number, number];
  /** How far the optics move a pixel along x and along y before that (SIP; Shupe et al. 2005, ASPC 347, 491). Default: not */
  distortion?: { x: readonly DistortionTerm[]; y: readonly DistortionTerm[] };
}

const radian = Math.PI / 180;

/**
 * The position of a pixel. Source: Calabretta & Greisen 2002, A&A 395, 1077, section 5.1.3.
 *
 * @param xPx the first pixel's centre is at 1
 * @returns degrees, 0 ≤ raDeg < 360
 */
export function skyOfPixel(plane: TangentPlane, xPx: number, yPx: number): { raDeg: number; decDeg: number } {
  const [xiX, xiY, etaX, etaY] = plane.degPerPx;
  const [u, v] = [xPx - plane.xPx, yPx - plane.yPx];
  const moved = (terms: readonly DistortionTerm[] = []) =>
    terms.reduce((sum, [p, q, factor]) => sum + factor * u ** p * v ** q, 0);
  const [dx, dy] = [u + moved(plane.distortion?.x), v + moved(plane.distortion?.y)];
  const xi = (xiX * dx + xiY * dy) * radian;
  const eta = (etaX * dx + etaY * dy) * radian;
  const dec0 = plane.decDeg * radian;
  const down = Math.cos(dec0) - eta * Math.sin(dec0);
  const raDeg = plane.raDeg + Math.atan2(xi, down) / radian;
  const dec = Math.atan2(Math.sin(dec0) + eta * Math.cos(dec0), Math.hypot(xi, down));
  return { raDeg: ((raDeg % 360) + 360) % 360, decDeg: dec / radian };
}

/** Arcseconds a pixel where the plane touches the sphere, the mean of both directions. */
export function arcsecPerPixel({ degPerPx: [a, b, c, d] }: TangentPlane): number {
  return 3600 * Math.sqrt(Math.abs(a * d - b * c));
}

/** Directions of north and east in a picture whose y grows upwards, as unit vectors (x, y). */
export function compass({ degPerPx: [a, b, c, d] }: TangentPlane): {
  north: [number, number];
  east: [number, number];
} {
  const size = a * d - b * c;
  const unit = (x: number, y: number): [number, number] => {
    const length = Math.hypot(x, y) * Math.sign(size) || 1;
    return [x / length, y / length];
  };
  return { north: unit(-b, a), east: unit(d, -c) };
}
