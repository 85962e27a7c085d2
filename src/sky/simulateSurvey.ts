import type { SimulatedGalaxy, SimulationOptions } from './simulateGalaxy.ts';
import { simulateGalaxy } from './simulateGalaxy.ts';

/** A survey's galaxies one after another, so that thousands need no more memory than one. Indices run from 0. */
export function* simulateSurvey(
  count: number,
  seed: number,
  options: SimulationOptions = {},
): Generator<SimulatedGalaxy> {
  for (let index = 0; index < count; index++) yield simulateGalaxy(seed, index, options);
}
