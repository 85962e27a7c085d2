import type { Random } from '../maths/random.ts';
import { createRandom } from '../maths/random.ts';
import { resizeBox } from '../maths/resize.ts';
import { hashOf } from '../maths/split.ts';
import { addGalaxy } from './body.ts';
import type { Conditions } from './conditions.ts';
import { drawConditions } from './conditions.ts';
import { apparentAxisRatio } from './disk.ts';
import type { Frame } from './frame.ts';
import { bands, createFrame, magnitudeOf, nativePixelArcsec } from './frame.ts';
import { compressFrame } from './frameJpeg.ts';
import { equivalentSersicIndex, growthRadii } from './growth.ts';
import { luptonRgb } from './lupton.ts';
import { addNoise, pixelNoise, sdssNoise } from './noise.ts';
import type { OddityKind } from './oddity.ts';
import { drawOddity, oddityPainters } from './oddity.ts';
import type { Petrosian } from './petrosian.ts';
import { measurePetrosian } from './petrosian.ts';
import type { MorphologyClass } from './population.ts';
import { drawStructure } from './population.ts';
import { blur } from './psf.ts';
import { enlargeCentre } from './resample.ts';
import type { Structure } from './structure.ts';
import { addFieldGalaxies, addStars, drawFieldDensity } from './surroundings.ts';
import type { GalaxyTruth } from './truth.ts';
import type { Votes } from './votes.ts';
import { castVotes } from './votes.ts';

export interface SimulationOptions {
  /** Side of the picture, pixels. Default 120 */
  sidePx?: number;
  /** Plants this oddity instead of drawing one; null plants none */
  oddity?: OddityKind | null;
}

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
 * SDSS's petroR90 over a noise-free one: its sky takes off faint outskirts (Blanton et al. 2011); fitted to
 * Galaxy Zoo 2's light profiles.
 */
const pipelineR90Share = 0.92;

/**
 * SkyServer's cutouts put the galaxy this far right of and below the middle, pixels of the 424: measured on
 * Galaxy Zoo 2's.
 */
const cutoutShift = 1.5;

/** Width of what is shown in petroR90: the central 320 of Galaxy Zoo 2's 424 pixels of 0.02 petroR90. */
export const shownInR90 = 320 * 0.02;

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
  const stream = (name: string) => createRandom(hashOf(`${seed}/${index}/${name}`));
  const drawn = drawOddity(stream('oddity'));
  const oddity = options.oddity === undefined ? drawn : options.oddity;
  const { structure, morphology } = drawGalaxy(stream('structure'), oddity, stream('reshape'));
  const conditions = drawConditions(stream('conditions'));
  const { petrosian, boxPx, frame } = expose(structure, conditions, oddity, stream);
  const signalToNoise = measureSignalToNoise(petrosian, conditions);
  addNoise(frame, stream('noise'), conditions.skyFactor);
  const image = develop(frame, boxPx, sidePx, conditions, oddity, stream('picture'));
  const truth = describe(index, structure, morphology, oddity, petrosian, signalToNoise, stream('place'));
  const votes = castVotes(truth, conditions.seeingArcsec, stream('votes'));
  return { truth, votes, sidePx, image };
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

interface Exposure {
  frame: Frame;
  petrosian: Petrosian;
  /** Width of what will be shown, native pixels */
  boxPx: number;
}

/** Paints galaxy, neighbours and stars onto a frame wide enough for the picture, blurred, without noise. */
function expose(
  structure: Structure,
  conditions: Conditions,
  oddity: OddityKind | null,
  stream: (name: string) => Random,
): Exposure {
  const painter = oddity ? oddityPainters[oddity] : {};
  const growth = growthRadii(structure);
  const lengthArcsec = growth.r50Arcsec;
  let guessArcsec = Math.hypot(Math.min(growth.r90Arcsec, 3 * growth.r50Arcsec), 1.5);
  for (;;) {
    // 14: kernels and blocks reach past the edge
    const side = Math.ceil((shownInR90 * guessArcsec) / nativePixelArcsec) + 14;
    const sharp = createFrame(side);
    const within = stream('centre');
    // No galaxy sits on a pixel's middle
    const [x, y] = [0, 0].map(() => (within.uniform() - 0.5) * nativePixelArcsec);
    addGalaxy(sharp, structure, stream('body'), x, y);
    const own = blur(sharp.r, side, conditions.psf.r);
    const clean = measurePetrosian(own, side);
    const petrosian = { ...clean, r90Arcsec: clean.r90Arcsec * pipelineR90Share };
    const boxPx = (shownInR90 * petrosian.r90Arcsec) / nativePixelArcsec;
    if (boxPx > side - 12) {
      guessArcsec *= 1.35;
      continue;
    }
    const fits = Math.min(side, Math.ceil(boxPx) + 16);
    const frame = cut(sharp, fits + ((side - fits) & 1)); // same parity, so that the centre stays where it is
    painter.addLight?.(frame, structure, lengthArcsec, stream('oddity light'));
    const density = drawFieldDensity(stream('density'));
    addFieldGalaxies(frame, stream('galaxies'), density, structure.redshift);
    for (const band of bands) frame[band] = blur(frame[band], frame.side, conditions.psf[band]);
    addStars(frame, stream('stars'), density, conditions.psf);
    painter.addAfterBlur?.(frame, boxPx, conditions.psf, stream('oddity field'));
    addBackground(frame, conditions);
    return { frame, petrosian, boxPx };
  }
}

/** The central `side` pixels of a frame. */
function cut(frame: Frame, side: number): Frame {
  if (side >= frame.side) return frame;
  const result = createFrame(side);
  const from = (frame.side - side) / 2;
  for (const band of bands) {
    for (let row = 0; row < side; row++) {
      const start = (row + from) * frame.side + from;
      result[band].set(frame[band].subarray(start, start + side), row * side);
    }
  }
  return result;
}

function addBackground(frame: Frame, conditions: Conditions): void {
  const centre = (frame.side - 1) / 2;
  for (const band of bands) {
    const { x, y } = conditions.slope[band];
    for (let row = 0; row < frame.side; row++) {
      for (let column = 0; column < frame.side; column++) {
        const tilt = (x * (column - centre) + y * (row - centre)) / 100;
        frame[band][row * frame.side + column] += conditions.background[band] + tilt;
      }
    }
  }
}

function measureSignalToNoise(petrosian: Petrosian, conditions: Conditions): number {
  const pixels = Math.PI * (petrosian.r90Arcsec / nativePixelArcsec) ** 2;
  const flux = 0.9 * petrosian.flux;
  // Photons add up: their mean will do
  const variance = pixelNoise(sdssNoise.r, flux / pixels, conditions.skyFactor) ** 2 * pixels;
  return flux / Math.sqrt(variance);
}

/** From linear light to the picture: colour scaling, SkyServer's JPEG, its enlargement, our reduction. */
function develop(
  frame: Frame,
  boxPx: number,
  sidePx: number,
  conditions: Conditions,
  oddity: OddityKind | null,
  random: Random,
): Uint8Array {
  const rgb = luptonRgb(frame);
  if (oddity) oddityPainters[oddity].alterPicture?.(rgb, frame.side, boxPx, random);
  compressFrame(rgb, frame.side, conditions.frameQuality, conditions.blockOffset);
  const cutoutPx = 160; // the reference pictures were kept at this size
  const cutout = enlargeCentre(rgb, frame.side, boxPx, cutoutPx, (-cutoutShift * boxPx) / 320);
  compressFrame(cutout, cutoutPx, 90); // and as JPEG of this quality, by their tables
  const image = { widthPx: cutoutPx, heightPx: cutoutPx, channels: 3, pixels: cutout } as const;
  return resizeBox(image, { left: 0, top: 0, width: cutoutPx, height: cutoutPx }, sidePx);
}

function describe(
  index: number,
  structure: Structure,
  morphology: MorphologyClass,
  oddity: OddityKind | null,
  petrosian: Petrosian,
  signalToNoise: number,
  random: Random,
): GalaxyTruth {
  const { bulge, disk, bulgeToTotal, redshift } = structure;
  const growth = growthRadii(structure);
  const flatness = 0.25; // least axis ratio of an oblate elliptical: rounder ones are tilted
  const oblate = bulge
    ? Math.acos(Math.sqrt(Math.max(0, (bulge.axisRatio ** 2 - flatness ** 2) / (1 - flatness ** 2))))
    : 0;
  const inclinationDeg = disk ? disk.inclinationDeg : (oblate * 180) / Math.PI;
  return {
    id: `MS-${String(index).padStart(6, '0')}`,
    // Spread over the northern galactic cap as the SDSS's own survey was.
    raDeg: 120 + 120 * random.uniform(),
    decDeg: (Math.asin(Math.sin((60 * Math.PI) / 180) * random.uniform()) * 180) / Math.PI,
    morphology,
    bulgeToTotal,
    sersicIndex: equivalentSersicIndex(growth),
    effectiveRadiusArcsec: growth.r50Arcsec,
    inclinationDeg,
    apparentAxisRatio: disk
      ? apparentAxisRatio(inclinationDeg, disk.thickness * (1 - bulgeToTotal) + 0.6 * bulgeToTotal)
      : (bulge?.axisRatio ?? 1),
    armCount: disk?.arms?.count ?? 0,
    pitchAngleDeg: disk?.arms?.pitchAngleDeg ?? null,
    armStrength: disk?.arms?.contrast ?? 0,
    bar: disk?.bar?.strength ?? 0,
    ring: disk?.ring?.contrast ?? 0,
    clumpiness: Math.min(1, (disk?.patchiness ?? 0) + 2 * (disk?.clumpShare ?? 0)),
    oddity,
    magnitudeR: magnitudeOf(petrosian.flux),
    petroR90Arcsec: petrosian.r90Arcsec,
    redshift,
    signalToNoise,
  };
}
