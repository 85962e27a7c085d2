import { sersicB } from '../light/sersic.ts';
import type { Structure } from './structure.ts';

/** Radii (arcsec, along the major axis, before blur) that hold given shares of a galaxy's r light. */
interface GrowthRadii {
  r20Arcsec: number;
  r50Arcsec: number;
  r80Arcsec: number;
  r90Arcsec: number;
}

/**
 * Share of a Sérsic profile's light within given radii, by the trapezium rule.
 *
 * @param n Sérsic index
 * @param radii (m) ascending, in effective radii
 * @returns (m) 0–1, ascending
 */
export function sersicGrowth(n: number, radii: Float64Array): Float64Array {
  const b = sersicB(n);
  const growth = new Float64Array(radii.length);
  // ∫ 2πr exp(−b r^{1/n}) dr in t = b r^{1/n}: an incomplete gamma integral, ∫ t^{2n−1} e^{−t} dt
  const integrand = (t: number) => (t <= 0 ? 0 : Math.exp((2 * n - 1) * Math.log(t) - t));
  const end = 2 * n + 12 * Math.sqrt(2 * n) + 20; // far beyond the integrand's peak at 2n − 1
  const steps = 3000;
  const table = new Float64Array(steps + 1);
  for (let k = 1; k <= steps; k++) {
    const t = (k / steps) * end;
    table[k] = table[k - 1] + ((integrand(t) + integrand(t - end / steps)) / 2) * (end / steps);
  }
  for (let k = 0; k < radii.length; k++) {
    const at = Math.min(1, (b * radii[k] ** (1 / n)) / end) * steps;
    const low = Math.min(steps - 1, Math.floor(at));
    growth[k] = (table[low] + (at - low) * (table[low + 1] - table[low])) / table[steps];
  }
  return growth;
}

/** Growth of bulge and smooth disk together. */
export function growthRadii(structure: Structure): GrowthRadii {
  const { bulge, disk, bulgeToTotal } = structure;
  const length = Math.max(bulge?.effectiveRadiusArcsec ?? 0, (disk?.scaleLengthArcsec ?? 0) * 1.68);
  const radii = Float64Array.from({ length: 400 }, (_, k) => length * 10 ** (-2.5 + (k / 399) * 4.3));
  const growth = new Float64Array(radii.length);
  if (bulge) {
    const part = sersicGrowth(
      bulge.index,
      radii.map(r => r / bulge.effectiveRadiusArcsec),
    );
    for (let k = 0; k < part.length; k++) growth[k] += bulgeToTotal * part[k];
  }
  if (disk) {
    for (let k = 0; k < radii.length; k++) {
      const x = radii[k] / disk.scaleLengthArcsec;
      growth[k] += (1 - bulgeToTotal) * (1 - (1 + x) * Math.exp(-x)); // an exponential disk's growth, exactly
    }
  }
  const at = (share: number) => {
    let k = growth.findIndex(value => value >= share);
    if (k < 1) k = k < 0 ? growth.length - 1 : 1;
    const f = (share - growth[k - 1]) / (growth[k] - growth[k - 1] || 1);
    return radii[k - 1] + f * (radii[k] - radii[k - 1]);
  };
  return { r20Arcsec: at(0.2), r50Arcsec: at(0.5), r80Arcsec: at(0.8), r90Arcsec: at(0.9) };
}

const indices = Float64Array.from({ length: 46 }, (_, k) => 0.5 * 16 ** (k / 45)); // 0.5 … 8
const concentrations = indices.map(n => {
  const radii = Float64Array.from({ length: 600 }, (_, k) => 10 ** (-3 + (k / 599) * 5));
  const growth = sersicGrowth(n, radii);
  const at = (share: number) => radii[growth.findIndex(value => value >= share)];
  return at(0.8) / at(0.2);
});

/**
 * Index of the single Sérsic profile that is as concentrated (r80/r20) as the whole galaxy: the truth column
 * `sersic_index`, between 1 for a bulgeless disk and the bulge's own for an elliptical.
 */
export function equivalentSersicIndex(radii: GrowthRadii): number {
  const concentration = radii.r80Arcsec / radii.r20Arcsec;
  let k = concentrations.findIndex(value => value >= concentration);
  if (k === 0) return indices[0];
  if (k < 0) k = indices.length - 1;
  const f = (concentration - concentrations[k - 1]) / (concentrations[k] - concentrations[k - 1]);
  return indices[k - 1] + Math.min(1, f) * (indices[k] - indices[k - 1]);
}
