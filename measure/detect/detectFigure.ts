import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { frameSources } from '../../src/maths/segmentation/frameSources.ts';
import { runPeer } from '../command/runPeer.ts';
import { type Crowding, close, crowdedFrame, parted } from './crowdedFrame.ts';
import { type FoundSource, foundAgainstTruth } from './foundAgainstTruth.ts';

const sidePx = 2000;
const seed = 4;
const sigmaPx = 1.5;
const boxPx = 64;
const peer = fileURLToPath(new URL('../peers/detectPeer.py', import.meta.url));

type Share = ReturnType<typeof foundAgainstTruth>;

/** How a search does on one frame, and photutils on the same. */
interface FrameFigure extends Share {
  /** Galaxies of the frame whose own peak is 5 σ and more. */
  galaxies: number;
  /** Those of them below 10 σ: completeness is tested where it is hard by few. */
  faint: number;
  /** Processor seconds, one thread. */
  oursSeconds: number;
  photutilsSeconds: number;
  /** Share of our sources of 5 σ and more that photutils found, too, within 2 px. */
  matchedShare: number;
  photutils: Share;
}

/** How the search for sources does on 4 megapixels of smooth simulated disks, as {@link parted} crowds them, and beside it as {@link close} does. */
interface DetectFigure extends FrameFigure {
  close: FrameFigure;
}

/** Makes the frames, searches them here and in Python, and compares both with the truth. */
export async function measureDetect(): Promise<DetectFigure> {
  return { ...measured(parted), close: measured(close) };
}

function measured(crowding: Crowding): FrameFigure {
  const { image, truth } = crowdedFrame(sidePx, crowding, seed);
  console.error(`${truth.length} galaxies on ${sidePx} × ${sidePx} px`);
  const before = process.cpuUsage();
  const found = frameSources(image, sidePx, { sigmaPx, boxPx, leastSignificance: 3.5 }); // a galaxy of 5 σ may look fainter by the noise
  const { user, system } = process.cpuUsage(before);
  const theirs = byPhotutils(image);
  const ours = foundAgainstTruth(found, truth);
  const bright = truth.filter(({ significance }) => significance >= 5);
  return {
    galaxies: bright.length,
    faint: bright.filter(({ significance }) => significance < 10).length,
    ...ours,
    oursSeconds: (user + system) / 1e6,
    photutilsSeconds: theirs.seconds,
    matchedShare: matchedShare(found, theirs.found),
    photutils: foundAgainstTruth(theirs.found, truth),
  };
}

function byPhotutils(image: Float32Array): { seconds: number; found: FoundSource[] } {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-detect-'));
  try {
    const file = join(folder, 'frame.f32');
    writeFileSync(file, image);
    interface Told extends Record<keyof FoundSource, number[]> {
      seconds: number;
    }
    const told = runPeer<Told>('python3', [peer, file, `${sidePx}`, `${sigmaPx}`, `${boxPx}`]);
    const { seconds, xPx, yPx, flux, significance } = told;
    const found = xPx.map((x, i) => ({
      xPx: x,
      yPx: yPx[i],
      flux: flux[i],
      significance: significance[i],
    }));
    return { seconds, found };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const samePx = 2;

function matchedShare(ours: readonly FoundSource[], theirs: readonly FoundSource[]): number {
  const bright = ours.filter(({ significance }) => significance >= 5);
  const isThere = ({ xPx, yPx }: FoundSource) =>
    theirs.some(each => Math.hypot(each.xPx - xPx, each.yPx - yPx) <= samePx);
  return bright.filter(isThere).length / bright.length;
}
