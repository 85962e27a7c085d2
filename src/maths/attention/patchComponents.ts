import { thinSvdSteps } from '../linear/thinSvd.ts';

/** Principal components of an image's patches. */
export interface PatchComponents {
  /** (patches, 3) row-major: the first three, each 0–255 between its second and ninety-eighth percentile. */
  rgb: Uint8Array;
  /** Share of the variance between patches that each of the three holds. */
  explained: number[];
}

const shown = 3; // red, green and blue
const cut = 0.02; // of patches at either end, so that one odd patch does not take the whole scale

/**
 * What a network makes of each patch, as a colour: patches of like colour are alike to it (as DINOv2 shows its tokens). Components
 * have no sign of their own: each is turned so that the middle of the image is brighter than its border.
 *
 * @param tokens (rows · columns, channels) row-major, without the class token
 */
export function patchComponents(
  tokens: Float32Array,
  { rows, columns }: { rows: number; columns: number },
): PatchComponents {
  const patches = rows * columns;
  const channels = tokens.length / patches;
  const centred = Float64Array.from(tokens);
  for (let c = 0; c < channels; c++) {
    let mean = 0;
    for (let i = 0; i < patches; i++) mean += tokens[i * channels + c] / patches;
    for (let i = 0; i < patches; i++) centred[i * channels + c] -= mean;
  }
  const total = centred.reduce((sum, value) => sum + value * value, 0);
  const steps = thinSvdSteps(centred, patches, channels, shown);
  let step = steps.next();
  while (!step.done) step = steps.next(); // a few milliseconds: 196 patches at most are usual
  const { singularValues, axes } = step.value;
  const rgb = new Uint8Array(patches * shown);
  for (let k = 0; k < shown; k++) {
    const axis = axes.subarray(k * channels, (k + 1) * channels);
    const scores = Float64Array.from({ length: patches }, (_, i) => {
      let score = 0;
      for (let c = 0; c < channels; c++) score += axis[c] * centred[i * channels + c];
      return score;
    });
    const turned = inMiddle(scores, rows, columns) < 0 ? scores.map(score => -score) : scores;
    const sorted = turned.slice().sort();
    const last = patches - 1;
    const [low, high] = [sorted[Math.round(cut * last)], sorted[Math.round((1 - cut) * last)]];
    for (const [i, score] of turned.entries()) {
      const share = high > low ? Math.min(1, Math.max(0, (score - low) / (high - low))) : 0.5;
      rgb[i * shown + k] = Math.round(255 * share);
    }
  }
  return { rgb, explained: Array.from(singularValues, value => (total > 0 ? value ** 2 / total : 0)) };
}

/** Mean of the middle quarter's scores; those of all patches have the mean 0. */
function inMiddle(scores: Float64Array, rows: number, columns: number): number {
  let sum = 0;
  for (let y = Math.floor(rows / 4); y < Math.ceil((3 * rows) / 4); y++) {
    for (let x = Math.floor(columns / 4); x < Math.ceil((3 * columns) / 4); x++)
      sum += scores[y * columns + x];
  }
  return sum;
}
