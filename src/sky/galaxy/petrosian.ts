import { nativePixelArcsec } from '../light/frame.ts';

/** Petrosian quantities as SDSS measures them. */
export interface Petrosian {
  /** Flux within two Petrosian radii, nanomaggies */
  flux: number;
  radiusArcsec: number;
  /** Radii holding half and nine tenths of `flux`, arcsec */
  r50Arcsec: number;
  r90Arcsec: number;
}

/**
 * Measures a plane about its centre in circles. The Petrosian radius is where the mean brightness between 0.8 and
 * 1.25 radii is a fifth of the mean within (Blanton et al. 2001, AJ 121, 2358; Strauss et al. 2002). Where that is never
 * reached, the largest radius is taken of which two fit the frame.
 *
 * @param plane (side, side) row-major, without noise
 */
export function measurePetrosian(plane: Float32Array, side: number): Petrosian {
  const binsAPixel = 4; // quarter pixels: radii good to a few per cent even at three pixels
  const bins = Math.floor((side / 2) * binsAPixel);
  const light = new Float64Array(bins + 1);
  const count = new Float64Array(bins + 1);
  const centre = (side - 1) / 2;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const value = plane[row * side + column] / 4;
      for (let quarter = 0; quarter < 4; quarter++) {
        const dx = column - centre + (quarter & 1 ? 0.25 : -0.25);
        const dy = row - centre + (quarter & 2 ? 0.25 : -0.25);
        const bin = Math.floor(Math.sqrt(dx * dx + dy * dy) * binsAPixel);
        if (bin >= bins) continue;
        light[bin + 1] += value;
        count[bin + 1] += 0.25;
      }
    }
  }
  for (let k = 1; k <= bins; k++) {
    light[k] += light[k - 1];
    count[k] += count[k - 1];
  }
  let radius = bins / 2;
  for (let k = binsAPixel; k * 1.25 <= bins; k++) {
    const inner = Math.round(0.8 * k);
    const outer = Math.min(bins, Math.round(1.25 * k));
    const local = (light[outer] - light[inner]) / Math.max(1e-9, count[outer] - count[inner]);
    if (local < (0.2 * light[k]) / Math.max(1e-9, count[k])) {
      radius = k;
      break;
    }
  }
  const flux = light[Math.min(bins, Math.round(2 * radius))];
  const toArcsec = nativePixelArcsec / binsAPixel;
  return {
    flux,
    radiusArcsec: radius * toArcsec,
    r50Arcsec: radiusHolding(light, 0.5 * flux) * toArcsec,
    r90Arcsec: radiusHolding(light, 0.9 * flux) * toArcsec,
  };
}

/** Bin (with fraction) at which a growing sum reaches `target`. */
function radiusHolding(growth: Float64Array, target: number): number {
  for (let k = 1; k < growth.length; k++) {
    if (growth[k] >= target) return k - 1 + (target - growth[k - 1]) / (growth[k] - growth[k - 1] || 1);
  }
  return growth.length - 1;
}
