import { gaussianBlur } from './gaussianBlur.ts';
import { kronAperture } from './kronAperture.ts';
import { meshBackground } from './meshBackground.ts';
import { sourceMoments } from './sourceMoments.ts';
import { findSources } from './sources.ts';

/** A source of a large image. Pixel centres are at whole numbers, the first at 0. */
export interface MeasuredSource {
  /** Centre of light of its own pixels. */
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
  /** Least height of a source's peak. Default 4 */
  leastSignificance?: number;
  /** Side of the boxes whose sky is measured, several times as large as the galaxies. Default 64 */
  boxPx?: number;
  /** See `findSources`. Default 0.8: a saddle of a fifth below the fainter peak parts two galaxies */
  saddleShare?: number;
  /** Default 5 */
  leastPixels?: number;
}

/**
 * Finds and measures the sources of an image: the sky is taken off twice, the second time without what was found over it, then
 * a watershed parts what stands out of the smoothed image, and each source is measured in a Kron ellipse (Kron 1980;
 * SExtractor's FLUX_AUTO) in which the light of others is replaced by that on the opposite side of its centre.
 *
 * @param image (heightPx, widthPx) row-major; NaN where there is nothing
 * @returns the brightest peak first
 */
export function frameSources(image: Float32Array, widthPx: number, rules: FrameRules = {}): MeasuredSource[] {
  const { sigmaPx = 1.5, threshold = 2.5, leastSignificance = 4, boxPx = 64 } = rules;
  const { saddleShare = 0.8, leastPixels = 5 } = rules;
  const first = skyTakenOff(image, widthPx, boxPx);
  const smoothing = 1 / (2 * sigmaPx * Math.sqrt(Math.PI)); // what smoothing leaves of the noise of pixels that know nothing of each other
  const hidden = new Uint8Array(image.length);
  const firstSmooth = gaussianBlur(first.light, widthPx, sigmaPx);
  for (let i = 0; i < image.length; i++) {
    hidden[i] = firstSmooth[i] > threshold * smoothing * first.noise[i] ? 1 : 0;
  }
  const { light, noise } = skyTakenOff(image, widthPx, boxPx, hidden);
  const height = gaussianBlur(light, widthPx, sigmaPx);
  for (let i = 0; i < height.length; i++) height[i] = noise[i] > 0 ? height[i] / (smoothing * noise[i]) : 0;
  const { labels, peaks } = findSources(height, widthPx, { threshold, saddleShare, leastPixels });
  const moments = sourceMoments(light, widthPx, labels, peaks.length);
  const found: MeasuredSource[] = [];
  for (const [i, peakPixel] of peaks.entries()) {
    const significance = height[peakPixel];
    const shape = moments[i];
    if (significance < leastSignificance || !shape) continue;
    const frame = { light, noise, labels, widthPx };
    const { flux, fluxError, kronRadiusPx } = kronAperture(frame, i + 1, shape);
    found.push({ ...shape, significance, flux, fluxError, kronRadiusPx });
  }
  return found;
}

/** Light over the sky, 0 where there is nothing; and the noise of the sky. */
function skyTakenOff(
  image: Float32Array,
  widthPx: number,
  boxPx: number,
  hidden?: Uint8Array,
): { light: Float32Array; noise: Float32Array } {
  const { level, noise } = meshBackground(image, widthPx, boxPx, hidden);
  const light = new Float32Array(image.length);
  for (let i = 0; i < image.length; i++) light[i] = Number.isFinite(image[i]) ? image[i] - level[i] : 0;
  return { light, noise };
}
