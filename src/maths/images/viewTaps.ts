/** A linear map of pixels: each takes a weighted sum of a few others. */
export interface PixelTaps {
  perPixel: number;
  /** (perPixel, pixels) row-major: which pixels */
  sources: Int32Array;
  /** (perPixel, pixels) row-major; 0 where fewer are seen */
  weights: Float32Array;
}

/**
 * What each pixel of a view sees, bilinear; what lies beyond the edge is the image reflected, its last pixel twice
 * (TensorFlow's ImageProjectiveTransformV3, "reflect").
 *
 * @param views (count, 8) projective maps from view to image; the last two numbers are 0
 */
export function viewTaps(views: Float32Array, sidePx: number): PixelTaps {
  const count = views.length / 8;
  const plane = sidePx * sidePx;
  const pixels = count * plane;
  const sources = new Int32Array(4 * pixels);
  const weights = new Float32Array(4 * pixels);
  for (let image = 0; image < count; image++) {
    const [a, b, left, c, d, top] = views.subarray(image * 8, image * 8 + 6);
    for (let at = 0; at < plane; at++) {
      const x = at % sidePx;
      const y = (at - x) / sidePx;
      const fromX = reflected(a * x + b * y + left, sidePx);
      const fromY = reflected(c * x + d * y + top, sidePx);
      const x0 = Math.floor(fromX);
      const y0 = Math.floor(fromY);
      const x1 = Math.min(x0 + 1, sidePx - 1);
      const y1 = Math.min(y0 + 1, sidePx - 1);
      const [right, below] = [fromX - x0, fromY - y0];
      const rows = image * plane;
      const to = rows + at;
      sources[to] = rows + y0 * sidePx + x0;
      sources[pixels + to] = rows + y0 * sidePx + x1;
      sources[2 * pixels + to] = rows + y1 * sidePx + x0;
      sources[3 * pixels + to] = rows + y1 * sidePx + x1;
      weights[to] = (1 - right) * (1 - below);
      weights[pixels + to] = right * (1 - below);
      weights[2 * pixels + to] = (1 - right) * below;
      weights[3 * pixels + to] = right * below;
    }
  }
  return { perPixel: 4, sources, weights };
}

/** A coordinate within 0 … side − 1. */
function reflected(coordinate: number, sidePx: number): number {
  const period = 2 * sidePx;
  const shifted = (((coordinate + 0.5) % period) + period) % period; // the mirrors stand half a pixel beyond the edge
  const within = (shifted < sidePx ? shifted : period - shifted) - 0.5;
  return Math.min(Math.max(within, 0), sidePx - 1);
}

/** The transpose of a map, in the same form: as many taps a pixel as the most seen pixel needs. */
export function transposedTaps({ perPixel, sources, weights }: PixelTaps, pixels: number): PixelTaps {
  const seen = new Int32Array(pixels);
  for (let i = 0; i < sources.length; i++) if (weights[i] !== 0) seen[sources[i]]++;
  const most = seen.reduce((a, b) => Math.max(a, b), 1);
  const turned: PixelTaps = {
    perPixel: most,
    sources: new Int32Array(most * pixels),
    weights: new Float32Array(most * pixels),
  };
  seen.fill(0);
  for (let i = 0; i < perPixel * pixels; i++) {
    if (weights[i] === 0) continue;
    const to = seen[sources[i]]++ * pixels + sources[i];
    turned.sources[to] = i % pixels;
    turned.weights[to] = weights[i];
  }
  return turned;
}
