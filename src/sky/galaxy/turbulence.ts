import type { Random } from '../../maths/statistics/random.ts';

/** A smooth random field, about normal with mean 0 and standard deviation 1, defined everywhere. */
type Turbulence = (u: number, v: number) => number;

/**
 * Value noise of a few octaves: random numbers on a lattice, joined smoothly. The second axis is periodic, so an
 * angle can run along it.
 *
 * @param periodV lattice cells around the second axis, a whole number
 * @param octaves each adds detail twice as fine at half the strength. Default 3
 */
export function createTurbulence(random: Random, periodV: number, octaves = 3): Turbulence {
  const width = 64; // cells before the first axis repeats: far longer than any arm
  const layers: { values: Float32Array; height: number; strength: number; scale: number }[] = [];
  let power = 0;
  for (let k = 0; k < octaves; k++) {
    const height = periodV * 2 ** k;
    const values = new Float32Array(width * height);
    for (let j = 0; j < values.length; j++) values[j] = random.normal();
    const strength = 0.5 ** k;
    power += strength * strength * 0.51; // joining neighbours smoothly leaves this share of the variance, measured
    layers.push({ values, height, strength, scale: 2 ** k });
  }
  const norm = 1 / Math.sqrt(power);
  return (u, v) => {
    let sum = 0;
    for (const { values, height, strength, scale } of layers) {
      const a = u * scale;
      const c = v * scale;
      const a0 = Math.floor(a);
      const c0 = Math.floor(c);
      const fa = smooth(a - a0);
      const fc = smooth(c - c0);
      const left = mod(a0, width);
      const right = mod(a0 + 1, width);
      const top = mod(c0, height) * width;
      const bottom = mod(c0 + 1, height) * width;
      const upper = values[top + left] + fa * (values[top + right] - values[top + left]);
      const lower = values[bottom + left] + fa * (values[bottom + right] - values[bottom + left]);
      sum += strength * (upper + fc * (lower - upper));
    }
    return sum * norm;
  };
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function mod(a: number, n: number): number {
  return ((a % n) + n) % n;
}
