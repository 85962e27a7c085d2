const mostFrames = 40; // a slider's worth
const mostFrameBytes = 16e6; // a checkpoint is written every minute

/** How many frames a run keeps: 40, fewer of large images, at least 3. @param frameLength float32 numbers of one frame */
export function framesToKeep(frameLength: number): number {
  return Math.max(3, Math.min(mostFrames, Math.floor(mostFrameBytes / (4 * frameLength))));
}

/**
 * Which iterations' images are kept, so that a run of any length leaves a few frames evenly apart: all of them at first, and
 * whenever they are too many every other one goes.
 *
 * @param kept iterations of the frames so far, rising from 0
 * @param iteration that has just been made
 * @param most frames to keep, 3 or more
 * @returns iterations to keep from now on, the new one among them where it is to be kept
 */
export function climbLadder(kept: readonly number[], iteration: number, most: number): number[] {
  const step = kept.length > 1 ? kept[1] - kept[0] : 1;
  if (iteration % step !== 0) return [...kept];
  const all = [...kept, iteration];
  return all.length > most ? all.filter(each => each % (2 * step) === 0) : all;
}
