import type { Random } from '../../maths/statistics/random.ts';
import { addGalaxy } from '../galaxy/body.ts';
import { growthRadii } from '../galaxy/growth.ts';
import type { Petrosian } from '../galaxy/petrosian.ts';
import { measurePetrosian } from '../galaxy/petrosian.ts';
import type { Structure } from '../galaxy/structure.ts';
import type { SkyFrame } from '../light/frame.ts';
import { bands, createFrame, nativePixelArcsec } from '../light/frame.ts';
import { blur } from '../light/psf.ts';
import type { OddityKind } from '../oddities/oddity.ts';
import { oddityPainters } from '../oddities/oddity.ts';
import type { Conditions } from './conditions.ts';
import { addFieldGalaxies, addStars, drawFieldDensity } from './surroundings.ts';

/** Width of what is shown in petroR90: the central 320 of Galaxy Zoo 2's 424 pixels of 0.02 petroR90. */
const shownInR90 = 320 * 0.02;

/**
 * SDSS's petroR90 over a noise-free one: subtracting the sky removes faint outskirts (Blanton et al. 2011); fitted to
 * Galaxy Zoo 2's light profiles.
 */
const pipelineR90Share = 0.92;

/** One exposure of a galaxy. */
interface Exposure {
  frame: SkyFrame;
  petrosian: Petrosian;
  /** Width of what will be shown, native pixels */
  boxPx: number;
}

/** Paints galaxy, neighbours and stars onto a frame wide enough for the picture, blurred, without noise. */
export function expose(
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
function cut(frame: SkyFrame, side: number): SkyFrame {
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

function addBackground(frame: SkyFrame, conditions: Conditions): void {
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
