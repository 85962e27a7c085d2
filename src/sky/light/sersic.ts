import type { PerBand, SkyFrame } from './frame.ts';
import { bands, nativePixelArcsec, pixelOf } from './frame.ts';

/** An elliptical Sérsic profile on the sky. */
interface SersicComponent {
  xArcsec: number;
  yArcsec: number;
  /** Sérsic index n, 0.3 … 8 */
  index: number;
  /** Half-light radius along the major axis, arcsec */
  effectiveRadiusArcsec: number;
  /** Minor over major axis, 0 … 1 */
  axisRatio: number;
  /** Angle from +x to the major axis, degrees */
  positionAngleDeg: number;
  /** Total flux out to infinity, nanomaggies */
  flux: PerBand;
  /** Shape of the ellipse: 2 is an ellipse, above 2 boxy, below 2 disky (Athanassoula et al. 1990). Default 2 */
  boxiness?: number;
}

/**
 * The constant b_n that makes R_e enclose half the light: Ciotti & Bertin 1999 (A&A 352, 447) eq. 18, better
 * than 1e-4 for n > 0.36; below that MacArthur et al. 2003 (ApJ 582, 689) eq. A2.
 */
export function sersicB(n: number): number {
  if (n <= 0.36) return 0.01945 - 0.8902 * n + 10.95 * n * n - 19.67 * n ** 3 + 13.43 * n ** 4;
  return (
    2 * n -
    1 / 3 +
    4 / (405 * n) +
    46 / (25515 * n * n) +
    131 / (1148175 * n ** 3) -
    2194697 / (30690717750 * n ** 4)
  );
}

/** Γ(x) for x > 0 by Lanczos' series with g = 7 (nine terms, relative error under 1e-13). */
function gamma(x: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  let sum = 0.9999999999998099;
  for (let k = 0; k < coefficients.length; k++) sum += coefficients[k] / (z + k + 1);
  const t = z + 7.5; // g + ½
  return Math.sqrt(2 * Math.PI) * t ** (z + 0.5) * Math.exp(-t) * sum;
}

/**
 * Surface brightness at the half-light radius of a round profile of unit flux and unit R_e (Graham & Driver
 * 2005, eq. 2).
 */
export function sersicBrightnessAtRe(n: number): number {
  const b = sersicB(n);
  return b ** (2 * n) / (2 * Math.PI * n * Math.exp(b) * gamma(2 * n));
}

/**
 * Adds a Sérsic component. Pixels near a steep core are averaged over a fine grid, the rest taken at their
 * centre.
 */
export function addSersic(frame: SkyFrame, component: SersicComponent): void {
  const { index: n, effectiveRadiusArcsec, axisRatio, flux, boxiness = 2 } = component;
  const side = frame.side;
  const radiusPx = effectiveRadiusArcsec / nativePixelArcsec;
  const centreX = pixelOf(component.xArcsec, side);
  const centreY = pixelOf(component.yArcsec, side);
  const cos = Math.cos((component.positionAngleDeg * Math.PI) / 180);
  const sin = Math.sin((component.positionAngleDeg * Math.PI) / 180);
  const b = sersicB(n);
  const peak = (sersicBrightnessAtRe(n) / (radiusPx * radiusPx * axisRatio)) * Math.exp(b);
  const exponent = 1 / (boxiness * n);
  const brightness = (dx: number, dy: number) => {
    const u = Math.abs((dx * cos + dy * sin) / radiusPx);
    const v = Math.abs((dy * cos - dx * sin) / (radiusPx * axisRatio));
    const s = boxiness === 2 ? u * u + v * v : u ** boxiness + v ** boxiness;
    return peak * Math.exp(-b * s ** exponent);
  };
  const reachPx = radiusPx * Math.min(60, (15 / b) ** n || 1); // exp(−15): further out, less than 1e-6 of the peak
  const rows = spanOf(centreY, reachPx, side);
  const columns = spanOf(centreX, reachPx, side);
  for (let row = rows.from; row < rows.to; row++) {
    for (let column = columns.from; column < columns.to; column++) {
      const dx = column - centreX;
      const dy = row - centreY;
      const distancePx = Math.sqrt(dx * dx + dy * dy);
      const grid = subsamples(distancePx, radiusPx * axisRatio);
      let value = 0;
      for (let a = 0; a < grid; a++) {
        for (let c = 0; c < grid; c++)
          value += brightness(dx + (c + 0.5) / grid - 0.5, dy + (a + 0.5) / grid - 0.5);
      }
      value /= grid * grid;
      const at = row * side + column;
      for (const band of bands) frame[band][at] += flux[band] * value;
    }
  }
}

/** Points a side at which a pixel is sampled: many where the profile is steep over one pixel. */
function subsamples(distancePx: number, minorRadiusPx: number): number {
  if (distancePx < 1.5) return 15; // the cusp of n = 4 changes by tens within one pixel
  if (distancePx < 4) return 5;
  return minorRadiusPx < 2 && distancePx < 12 ? 3 : 1;
}

/** The pixels within `reach` of `centre` on an axis of `side` pixels. */
export function spanOf(centre: number, reach: number, side: number): { from: number; to: number } {
  return {
    from: Math.min(side, Math.max(0, Math.floor(centre - reach))),
    to: Math.max(0, Math.min(side, Math.ceil(centre + reach) + 1)),
  };
}
