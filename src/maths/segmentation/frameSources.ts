import { finishedSteps } from '../finishedSteps.ts';
import { gaussianBlur } from './gaussianBlur.ts';
import { kronAperture } from './kronAperture.ts';
import { meshBackground } from './meshBackground.ts';
import { sourceMoments } from './sourceMoments.ts';
import { findSources } from './sources.ts';
import { windowedCentre } from './windowedCentre.ts';

/** A source of a large image. Pixel centres are at whole numbers, the first at 0. */
export interface MeasuredSource {
  /** Centre of its light under a Gaussian window. */
  xPx: number;
  yPx: number;
  /** Height of its peak over the sky in the smoothed image, in the noise of that. */
  significance: number;
  /** Light within its Kron ellipse over the sky, in the image's unit. */
  flux: number;
  /** Of the flux, from the noise of the sky alone. */
  fluxError: number;
  /** Half long axis of the ellipse within which the flux was summed. */
  kronRadiusPx: number;
  /** Standard deviations of its light along its long and its short axis. */
  majorPx: number;
  minorPx: number;
  /** Of the long axis from the x axis towards growing y, −π/2 … π/2. */
  angleRad: number;
  /** Pixels of its own. */
  pixels: number;
  /** Highest pixel over the sky. */
  peak: number;
}

/** How sources of a large image are found. */
interface FrameRules {
  /** Standard deviation of the Gaussian the image is smoothed by; about that of a star's light. Default 1.5 */
  sigmaPx?: number;
  /** Least height in the noise of the smoothed image for a pixel to belong to a source. Default 2.5 */
  threshold?: number;
  /** Least height of a source’s peak. Default 5 */
  leastSignificance?: number;
  /** Side of the boxes whose sky is measured, several times as large as the galaxies. Default 64 */
  boxPx?: number;
  /** How far the fainter of two peaks must rise over their saddle for two galaxies, in the noise of the smoothed image. Default 3 */
  leastRise?: number;
  /** And how high the saddle may be, as a share of that peak: see `findSources`. Default 0.95 */
  saddleShare?: number;
  /** Default 5 */
  leastPixels?: number;
}

const measuredTogether = 100; // a hundredth of a second or two

/**
 * Finds and measures the sources of an image: the sky is taken off twice, the second time without what was found over it, then
 * a watershed parts what stands out of the smoothed image, and each source is measured in a Kron ellipse (Kron 1980;
 * SExtractor's FLUX_AUTO) in which the light of others is replaced by that on the opposite side of its centre.
 *
 * @param image (heightPx, widthPx) row-major; NaN where there is nothing
 * @returns the brightest peak first
 */
export function frameSources(image: Float32Array, widthPx: number, rules?: FrameRules): MeasuredSource[] {
  return finishedSteps(frameSourcesSteps(image, widthPx, rules));
}

/** The same in pieces. @param image (heightPx, widthPx) row-major @yields between them */
export function* frameSourcesSteps(
  image: Float32Array,
  widthPx: number,
  rules: FrameRules = {},
): Generator<void, MeasuredSource[]> {
  const { sigmaPx = 1.5, threshold = 2.5, leastSignificance = 5, boxPx = 64 } = rules;
  const { leastRise = 3, saddleShare = 0.95, leastPixels = 5 } = rules;
  const first = skyTakenOff(image, widthPx, boxPx);
  yield;
  const left = noiseLeft(widthPx, image.length / widthPx, sigmaPx);
  const hidden = new Uint8Array(image.length);
  const firstSmooth = gaussianBlur(first.light, widthPx, sigmaPx);
  for (let i = 0; i < image.length; i++) {
    hidden[i] = firstSmooth[i] > threshold * left[i] * first.noise[i] ? 1 : 0;
  }
  yield;
  const { light, noise } = skyTakenOff(image, widthPx, boxPx, hidden);
  yield;
  const height = gaussianBlur(light, widthPx, sigmaPx);
  for (let i = 0; i < height.length; i++) height[i] = noise[i] > 0 ? height[i] / (left[i] * noise[i]) : 0;
  yield;
  const { labels, peaks } = findSources(height, widthPx, { threshold, leastRise, saddleShare, leastPixels });
  yield;
  const moments = sourceMoments(light, widthPx, labels, peaks.length);
  const found: MeasuredSource[] = [];
  for (const [i, peakPixel] of peaks.entries()) {
    const significance = height[peakPixel];
    const shape = moments[i];
    if (significance < leastSignificance || !shape) continue;
    const frame = { light, noise, labels, widthPx };
    const { flux, fluxError, kronRadiusPx } = kronAperture(frame, i + 1, shape);
    const centre = windowedCentre(light, widthPx, peakPixel, sigmaPx + 0.5);
    found.push({ ...shape, ...centre, significance, flux, fluxError, kronRadiusPx });
    if (found.length % measuredTogether === 0) yield;
  }
  return found;
}

/**
 * What smoothing leaves of the noise of a pixel, where pixels know nothing of each other: 1 / (2 σ √π) inside, and more at the
 * edges, where the image is mirrored and a pixel counts twice.
 */
function noiseLeft(widthPx: number, heightPx: number, sigmaPx: number): Float32Array {
  const [across, down] = [leftAlong(widthPx, sigmaPx), leftAlong(heightPx, sigmaPx)];
  const left = new Float32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) left[y * widthPx + x] = across[x] * down[y];
  }
  return left;
}

/** (length) the same along one axis: the root of the summed squares of the weights. */
function leftAlong(length: number, sigmaPx: number): Float64Array {
  const line = Math.min(length, 4 * Math.ceil(4 * sigmaPx + 1) + 1); // both edges and a middle that none reaches
  const squares = new Float64Array(line);
  for (let from = 0; from < line; from++) {
    const one = new Float32Array(line);
    one[from] = 1;
    for (const [at, weight] of gaussianBlur(one, line, sigmaPx).entries()) squares[at] += weight * weight;
  }
  const half = line >> 1;
  return Float64Array.from({ length }, (_, at) =>
    Math.sqrt(squares[at < half ? at : at >= length - half ? at - length + line : half]),
  );
}

/** Light over the sky, 0 where there is nothing; and the noise of the sky. */
function skyTakenOff(
  image: Float32Array,
  widthPx: number,
  boxPx: number,
  hidden?: Uint8Array,
): { light: Float32Array; noise: Float32Array } {
  const { level, noise } = meshBackground(image, widthPx, boxPx, hidden, hidden ? 'mean' : 'median');
  const light = new Float32Array(image.length);
  for (let i = 0; i < image.length; i++) light[i] = Number.isFinite(image[i]) ? image[i] - level[i] : 0;
  return { light, noise };
}
