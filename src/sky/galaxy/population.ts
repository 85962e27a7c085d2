import type { Random } from '../../maths/statistics/random.ts';
import type { SpiralArms } from './spiral.ts';
import type { Bulge, Disk, Structure } from './structure.ts';

/** Broad class a galaxy is drawn from. */
export type MorphologyClass = 'elliptical' | 'lenticular' | 'spiral' | 'irregular';

/** Speed of light over the Hubble constant of 70 km/s/Mpc, Mpc. */
const hubbleDistanceMpc = 4282.7;

/** Luminosity distance, Mpc, flat universe with Ω_m = 0.3 to second order in z: within 0.5 % below z = 0.2. */
function luminosityDistanceMpc(redshift: number): number {
  return hubbleDistanceMpc * redshift * (1 + 0.775 * redshift); // (1 − q₀)/2 = 0.775 with q₀ = −0.55
}

/** Length an arcsecond covers at a redshift, kpc. */
function kpcAnArcsec(redshift: number): number {
  return (luminosityDistanceMpc(redshift) / (1 + redshift) ** 2) * 1000 * (Math.PI / 648000);
}

/**
 * Draws a galaxy as Galaxy Zoo 2 would pick one: brighter than r = 17.7, larger than a petroR90 of 3″, its size
 * from its luminosity (Shen et al. 2003, MNRAS 343, 978).
 */
export function drawStructure(random: Random): { structure: Structure; morphology: MorphologyClass } {
  for (let tries = 0; tries < 500; tries++) {
    const magnitudeR = drawMagnitude(random);
    // A flux-limited sample peaks near M* = −21.2 (Blanton et al. 2003)
    const absolute = -21.25 + 0.95 * random.normal();
    const redshift = redshiftFor(magnitudeR, absolute);
    if (absolute > -17.5 || absolute < -23.6 || redshift < 0.008 || redshift > 0.2) continue;
    const morphology = drawClass(random, absolute);
    const radiusArcsec = drawRadiusKpc(random, morphology, absolute) / kpcAnArcsec(redshift);
    const structure: Structure = { magnitudeR, redshift, ...drawParts(random, morphology, radiusArcsec) };
    const roughR90 = Math.hypot(radiusArcsec * 2.2, 1.3); // blur added in quadrature
    // Galaxy Zoo 2: petroR90 > 3″; the largest are shredded or excluded
    if (roughR90 < 3.2 || roughR90 > 30) continue;
    return { structure, morphology };
  }
  throw new Error('need a drawable population; got 500 rejections in a row, check the limits');
}

/** Apparent magnitudes: counts rise as 10^(0.48 r) up to 17; one galaxy in ten lies between 17 and 17.7. */
function drawMagnitude(random: Random): number {
  const faint = random.uniform() < 0.1;
  if (faint) return 17 + 0.7 * random.uniform();
  return Math.max(12.5, 17 + Math.log10(1 - random.uniform()) / 0.48);
}

function redshiftFor(magnitude: number, absolute: number): number {
  const distance = 10 ** ((magnitude - absolute - 25) / 5);
  let redshift = distance / hubbleDistanceMpc;
  for (let k = 0; k < 6; k++) redshift = distance / (hubbleDistanceMpc * (1 + 0.775 * redshift));
  return redshift;
}

/** Bright galaxies are more often elliptical, faint ones irregular. */
function drawClass(random: Random, absolute: number): MorphologyClass {
  const early = 1 / (1 + Math.exp((absolute + 21.9) / 0.7));
  const u = random.uniform();
  const elliptical = 0.1 + 0.32 * early;
  const lenticular = 0.15;
  const irregular = absolute > -20 ? 0.16 : 0.04;
  if (u < elliptical) return 'elliptical';
  if (u < elliptical + lenticular) return 'lenticular';
  return u < elliptical + lenticular + irregular ? 'irregular' : 'spiral';
}

/** Half-light radius from luminosity: Shen et al. 2003, eqs 14 (early) and 15 (late), scatter 0.12 dex, and
 * a third more for radii along the major axis. */
function drawRadiusKpc(random: Random, morphology: MorphologyClass, absolute: number): number {
  const logRadius =
    morphology === 'elliptical' || morphology === 'lenticular'
      ? -0.4 * 0.6 * absolute - 4.63
      : -0.4 * 0.26 * absolute + 0.25 * Math.log10(1 + 10 ** (-0.4 * (absolute + 20.91))) - 1.71;
  return 1.32 * 10 ** (logRadius + 0.12 * random.normal());
}

function drawParts(random: Random, morphology: MorphologyClass, radiusArcsec: number) {
  const angle = 180 * random.uniform();
  if (morphology === 'elliptical') {
    const bulge: Bulge = {
      index: clamp(3.8 + 1.1 * random.normal(), 1.8, 6.5),
      effectiveRadiusArcsec: radiusArcsec * 1.1,
      axisRatio: clamp(0.82 + 0.13 * random.normal(), 0.35, 1),
      positionAngleDeg: angle,
      age: 1 + 0.07 * random.normal(),
      boxiness: clamp(2 + 0.12 * random.normal(), 1.7, 2.4),
    };
    return { bulgeToTotal: 1, bulge, disk: null };
  }
  const lenticular = morphology === 'lenticular';
  const bulgeToTotal = lenticular
    ? 0.25 + 0.45 * random.uniform()
    : morphology === 'irregular'
      ? 0.05 * random.uniform()
      : 0.6 * random.uniform() ** 1.7;
  const disk = drawDisk(random, morphology, radiusArcsec, bulgeToTotal, angle);
  const bulge: Bulge = {
    index: clamp(0.9 + 4.5 * bulgeToTotal + 0.5 * random.normal(), 0.7, 4.5),
    effectiveRadiusArcsec:
      disk.scaleLengthArcsec * (0.14 + 0.6 * bulgeToTotal) * Math.exp(0.25 * random.normal()),
    axisRatio: clamp(1 - (disk.inclinationDeg / 90) ** 2 * (0.3 + 0.15 * random.uniform()), 0.5, 1),
    positionAngleDeg: angle,
    age: (lenticular ? 1 : 0.93) + 0.08 * random.normal(),
    boxiness: clamp(2.1 + 0.2 * random.normal(), 1.8, 3),
  };
  return { bulgeToTotal, bulge, disk };
}

function drawDisk(
  random: Random,
  morphology: MorphologyClass,
  radiusArcsec: number,
  bulgeToTotal: number,
  positionAngleDeg: number,
): Disk {
  const spiral = morphology === 'spiral';
  const irregular = morphology === 'irregular';
  const bar = !irregular && random.uniform() < 0.42 ? drawBar(random) : null;
  const age = spiral
    ? clamp(0.3 + 0.9 * bulgeToTotal + 0.18 * random.normal(), -0.05, 0.95)
    : irregular
      ? 0.15
      : 0.88;
  return {
    scaleLengthArcsec: (radiusArcsec / 1.68) * (1 + 0.7 * bulgeToTotal),
    inclinationDeg: drawInclinationDeg(random),
    positionAngleDeg,
    thickness: irregular ? 0.25 + 0.1 * random.uniform() : 0.1 + 0.12 * random.uniform(),
    arms: spiral ? drawArms(random, bar?.halfLength ?? 0, bulgeToTotal) : null,
    bar,
    ring: !irregular && random.uniform() < 0.12 ? drawRing(random, bar?.halfLength ?? 0) : null,
    clumpShare: spiral
      ? 0.22 * random.uniform() * (1.1 - age)
      : irregular
        ? 0.08 + 0.2 * random.uniform()
        : 0,
    clumpCount: spiral ? 20 + random.integer(60) : irregular ? 5 + random.integer(18) : 0,
    dustOpacity: spiral
      ? 1.3 * random.uniform()
      : irregular
        ? 0.2
        : random.uniform() < 0.15
          ? 0.9 * random.uniform()
          : 0,
    innerAge: Math.min(1, age + (spiral ? 0.28 : 0.06)),
    outerAge: age,
    lopsidedness: irregular ? 0.5 * random.uniform() : 0.22 * random.uniform() ** 2,
    lopsidedAngleDeg: 360 * random.uniform(),
    patchiness: irregular ? 0.25 + 0.4 * random.uniform() : spiral ? 0.16 : 0.03,
    breakRadius: 3 + 2.5 * random.uniform(),
  };
}

/**
 * Random orientation, cos i uniform; but two in five of the edge-on ones, which their own dust would dim below the
 * magnitude limit, are drawn again.
 */
function drawInclinationDeg(random: Random): number {
  const [first, dimmed, second] = [random.uniform(), random.uniform() < 0.4, random.uniform()];
  const cosine = first < 0.28 && dimmed ? second : first; // cos 74° = 0.28
  return (Math.acos(cosine) * 180) / Math.PI;
}

function drawBar(random: Random) {
  return {
    strength: 0.03 + 0.2 * random.uniform() ** 1.3,
    halfLength: 0.5 + 0.7 * random.uniform(),
    axisRatio: 0.22 + 0.22 * random.uniform(),
    angleDeg: 180 * random.uniform(),
  };
}

function drawRing(random: Random, barHalfLength: number) {
  const radius =
    barHalfLength > 0 ? barHalfLength * (1.15 + 0.3 * random.uniform()) : 1 + 1.6 * random.uniform();
  return {
    radius,
    width: radius * (0.1 + 0.12 * random.uniform()),
    contrast: 0.3 + 1.3 * random.uniform(),
    ellipticity: 0.12 * random.uniform(),
    angleDeg: 180 * random.uniform(),
  };
}

function drawArms(random: Random, barHalfLength: number, bulgeToTotal: number): SpiralArms {
  const u = random.uniform();
  const count = u < 0.05 ? 1 : u < 0.58 ? 2 : u < 0.74 ? 3 : u < 0.86 ? 4 : 5 + random.integer(2);
  return {
    count,
    // Early types wind tighter (Kennicutt 1981), with a wide spread.
    pitchAngleDeg: clamp(23 - 16 * bulgeToTotal + 6 * random.normal(), 8, 40),
    sense: random.uniform() < 0.5 ? 1 : -1,
    contrast: 0.4 + 1.1 * random.uniform() ** 1.2,
    flocculence: count > 3 ? 0.5 + 0.5 * random.uniform() : 0.8 * random.uniform(),
    innerRadius: barHalfLength > 0 ? barHalfLength * 0.95 : 0.3 + 0.4 * random.uniform(),
    outerRadius: 2.4 + 1.6 * random.uniform(),
    startAngleDeg: 360 * random.uniform(),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
