import type { Random } from '../../maths/statistics/random.ts';

/** A knot of young stars in the disk's plane; lengths in disk scale lengths. */
interface Clump {
  x: number;
  y: number;
  radius: number;
  /** Share of the disk's r light */
  share: number;
}

/**
 * Draws knots where the young stars are: rejection sampling on their density, shares from the luminosity
 * function of H II regions, dN/dL ∝ L^−2 (Kennicutt, Edgar & Hodge 1989).
 *
 * @param density relative surface density of young stars at a place, 0 … ~1
 * @param totalShare share of the disk's r light in all knots together
 */
export function drawClumps(
  random: Random,
  count: number,
  totalShare: number,
  reach: number,
  density: (x: number, y: number) => number,
): Clump[] {
  const clumps: Clump[] = [];
  let sum = 0;
  for (let tries = 0; clumps.length < count && tries < 60 * count; tries++) {
    const radius = reach * Math.sqrt(random.uniform());
    const angle = 2 * Math.PI * random.uniform();
    const x = radius * Math.cos(angle);
    const y = radius * Math.sin(angle);
    if (random.uniform() > density(x, y)) continue;
    const luminosity = 1 / (0.04 + 0.96 * random.uniform()); // L^−2 between 1 and 25
    sum += luminosity;
    clumps.push({
      x,
      y,
      radius: 0.08 * luminosity ** 0.3 * (0.7 + 0.6 * random.uniform()),
      share: luminosity,
    });
  }
  for (const clump of clumps) clump.share *= totalShare / sum;
  return clumps;
}
