import type { Random } from '../maths/statistics/random.ts';
import { createRandom } from '../maths/statistics/random.ts';
import { hashOf } from '../maths/statistics/split.ts';
import type { Conditions } from './camera/conditions.ts';
import { drawConditions } from './camera/conditions.ts';
import { decalsConditions, decalsNoise, developDecals, withOuterRing } from './camera/decals.ts';
import { develop } from './camera/develop.ts';
import { expose } from './camera/exposure.ts';
import type { Petrosian } from './galaxy/petrosian.ts';
import type { MorphologyClass } from './galaxy/population.ts';
import { drawStructure } from './galaxy/population.ts';
import { nativePixelArcsec } from './light/frame.ts';
import { addNoise, type BandNoise, pixelNoise, sdssNoise } from './light/noise.ts';
import type { OddityKind } from './oddities/oddity.ts';
import { drawOddity, oddityPainters } from './oddities/oddity.ts';
import type { GalaxyTruth } from './truth.ts';
import { truthOf } from './truth.ts';
import type { Votes } from './votes.ts';
import { castVotes } from './votes.ts';

/** How a galaxy is simulated. */
export interface SimulationOptions {
  /** Side of the picture, pixels. Default 120 */
  sidePx?: number;
  /** Plants this oddity instead of drawing one; null plants none */
  oddity?: OddityKind | null;
  /** Whose depth and colours. DECaLS sees faint outer rings, and two disks in five get one. Default 'sdss' */
  survey?: 'sdss' | 'decals';
}

/** A simulated galaxy: its image, its true parameters and the volunteers' votes. */
export interface SimulatedGalaxy {
  truth: GalaxyTruth;
  votes: Votes;
  sidePx: number;
  /** (side, side, 3) RGB, 0 … 255 */
  image: Uint8Array;
}

/** Side of a shipped picture, pixels. */
export const defaultSidePx = 120;

/**
 * Simulates one galaxy of the survey, from its structure to the picture Galaxy Zoo 2 would have shown.
 *
 * Each galaxy has streams of random numbers of its own, from the survey's seed and its index, so any one can be
 * made alone.
 */
export function simulateGalaxy(
  seed: number,
  index: number,
  options: SimulationOptions = {},
): SimulatedGalaxy {
  const sidePx = options.sidePx ?? defaultSidePx;
  if (!(sidePx >= 16)) throw new RangeError(`need sidePx ≥ 16; got sidePx = ${sidePx}`);
  const stream = (name: string) => streamOf(seed, index, name);
  const drawn = drawOddity(stream('oddity'));
  const oddity = options.oddity === undefined ? drawn : options.oddity;
  const deep = options.survey === 'decals';
  const { structure: shallow, morphology } = drawGalaxy(stream('structure'), oddity, stream('reshape'));
  const structure = deep ? withOuterRing(shallow, stream('outer ring')) : shallow;
  const night = drawConditions(stream('conditions'));
  const conditions = deep ? decalsConditions(night) : night;
  const camera = deep ? decalsNoise : sdssNoise;
  const { petrosian, boxPx, frame } = expose(structure, conditions, oddity, stream);
  const signalToNoise = measureSignalToNoise(petrosian, conditions, camera.r);
  addNoise(frame, stream('noise'), conditions.skyFactor, camera);
  const image = deep
    ? developDecals(frame, boxPx, sidePx)
    : develop(frame, { boxPx, sidePx, conditions, oddity }, stream('picture'));
  const truth = truthOf({ index, structure, morphology, oddity, petrosian, signalToNoise }, stream('place'));
  const votes = castVotes(truth, conditions.seeingArcsec, stream('votes'));
  return { truth, votes, sidePx, image };
}

/** Whether a galaxy without an oddity has a ring in its disk: known before anything is painted. */
export function hasRing(seed: number, index: number, survey: 'sdss' | 'decals' = 'sdss'): boolean {
  const { structure } = drawStructure(streamOf(seed, index, 'structure'));
  const seen =
    survey === 'decals' ? withOuterRing(structure, streamOf(seed, index, 'outer ring')) : structure;
  return Boolean(seen.disk?.ring);
}

function streamOf(seed: number, index: number, name: string): Random {
  return createRandom(hashOf(`${seed}/${index}/${name}`));
}

function drawGalaxy(random: Random, oddity: OddityKind | null, reshaping: Random) {
  const drawn = drawStructure(random);
  const reshape = oddity ? oddityPainters[oddity].reshape : undefined;
  if (!reshape) return drawn;
  const structure = reshape(drawn.structure, reshaping);
  const morphology: MorphologyClass = !structure.disk
    ? 'elliptical'
    : structure.disk.arms
      ? 'spiral'
      : 'lenticular';
  return { structure, morphology };
}

function measureSignalToNoise(petrosian: Petrosian, conditions: Conditions, camera: BandNoise): number {
  const pixels = Math.PI * (petrosian.r90Arcsec / nativePixelArcsec) ** 2;
  const flux = 0.9 * petrosian.flux;
  // Photons add up, so that the mean brightness suffices
  const variance = pixelNoise(camera, flux / pixels, conditions.skyFactor) ** 2 * pixels;
  return flux / Math.sqrt(variance);
}
