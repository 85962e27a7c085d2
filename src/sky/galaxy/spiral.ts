import type { Random } from '../../maths/statistics/random.ts';
import { createTurbulence } from './turbulence.ts';

/** Logarithmic spiral arms: r = r₀ exp(θ tan φ), φ the pitch angle. Lengths are in disk scale lengths. */
export interface SpiralArms {
  /** Number of arms, 1 … 6 */
  count: number;
  /** Pitch angle φ, degrees: 8 (tight) … 40 (loose) */
  pitchAngleDeg: number;
  /** +1 or −1: the sense of winding on the sky */
  sense: 1 | -1;
  /** How far arms stand out: 0 none … 1.5 */
  contrast: number;
  /** 0 a grand design … 1 arms broken into short pieces */
  flocculence: number;
  /** Where the arms begin, scale lengths */
  innerRadius: number;
  /** Where they fade, scale lengths */
  outerRadius: number;
  /** Angle of the first arm at `innerRadius`, degrees */
  startAngleDeg: number;
}

/** Phase of the pattern, radians; the crests are where it is a multiple of 2π. */
function spiralPhase(arms: SpiralArms, radius: number, angleRad: number): number {
  const winding =
    Math.log(Math.max(radius, 1e-3) / arms.innerRadius) / Math.tan((arms.pitchAngleDeg * Math.PI) / 180);
  return arms.count * (arms.sense * (angleRad - (arms.startAngleDeg * Math.PI) / 180) - winding);
}

/** Factor on the old stars' light and density of young ones at a place in the disk. */
interface ArmLight {
  old: number;
  young: number;
  /** Just inside the arm, where dust collects: 0 … 1 */
  dust: number;
}

/**
 * The arms as functions of place in the disk: crests sharpened by exp(κ(cos ψ − 1)), their course and strength
 * perturbed at random so that no arm is another's twin.
 */
export function createArms(arms: SpiralArms, random: Random): (radius: number, angleRad: number) => ArmLight {
  const wander = createTurbulence(random, 3, 2);
  const patches = createTurbulence(random, 4 + 2 * arms.count, 3);
  const wanderStrength = 0.25 + 0.9 * arms.flocculence; // radians of phase
  const sharpness = 1.2 + 1.4 * (1 - arms.flocculence); // κ: arms of about a fifth of their spacing
  const strengths = Array.from({ length: arms.count }, () => 1 + 0.25 * random.normal());
  const light: ArmLight = { old: 1, young: 0, dust: 0 };
  const tangent = Math.tan((arms.pitchAngleDeg * Math.PI) / 180);
  return (radius, angleRad) => {
    const turn = (angleRad / (2 * Math.PI)) % 1;
    const logRadius = Math.log(Math.max(radius, 1e-3));
    const phase =
      spiralPhase(arms, radius, angleRad) + wanderStrength * wander(logRadius * 2.2 + 20, turn * 3);
    const fadeIn = 1 / (1 + Math.exp(-(radius - arms.innerRadius) / (0.12 * arms.innerRadius + 0.03)));
    const fadeOut = 1 / (1 + Math.exp((radius - arms.outerRadius) / 0.35));
    const which = (((Math.round(phase / (2 * Math.PI)) % arms.count) + arms.count) % arms.count) | 0;
    const strength = strengths[which] * fadeIn * fadeOut;
    const crest = Math.exp(sharpness * (Math.cos(phase) - 1));
    // Patches lie along the arms: their second coordinate follows the winding.
    const along = turn - (arms.sense * logRadius) / (tangent * 2 * Math.PI);
    const patch = Math.exp(
      (0.25 + 0.75 * arms.flocculence) * patches(logRadius * 5 + 30, along * (4 + 2 * arms.count)) - 0.25,
    );
    const lane = Math.exp(2.2 * sharpness * (Math.cos(phase + 0.75) - 1)); // dust leads the crest by ~ 1/8 turn
    light.old = 1 + strength * arms.contrast * (crest * patch - 0.3);
    if (light.old < 0.15) light.old = 0.15; // between the arms the old disk stays
    light.young = strength * arms.contrast * crest * patch;
    light.dust = strength * lane;
    return light;
  };
}
