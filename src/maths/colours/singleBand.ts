import type { PixelImage } from '../images/resize.ts';

/** How one band becomes grey. */
interface SingleBandStretch {
  /** Percentiles that become black and white, 0 ≤ low < high ≤ 100. Default 0 and 99.7. */
  lowPercent: number;
  highPercent: number;
  /** asinh(q·x) / asinh(q) of what lies between; 0 is linear. Default 1. */
  softness: number;
}

/**
 * Greys of one band: clipped at two percentiles, from 0 to 1 between them, then through an asinh. Source: Zoobot's
 * `fits_to_jpg_like_scaling`.
 *
 * @param values (height, width); what is not a number is black
 * @param limits the values of the two percentiles, where they are known; default: they are looked for
 * @returns (height, width, 3), the last row first, as a picture has it
 */
export function singleBandGreys(
  values: ArrayLike<number>,
  widthPx: number,
  heightPx: number,
  { lowPercent, highPercent, softness }: SingleBandStretch,
  limits: readonly number[] = percentiles(values, [lowPercent, highPercent]),
): PixelImage {
  const [low, high] = limits;
  const range = high - low || 1;
  const whole = softness > 0 ? Math.asinh(softness) : 1;
  const pixels = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    let to = 3 * widthPx * (heightPx - 1 - y);
    for (let i = y * widthPx; i < (y + 1) * widthPx; i++) {
      const share = Math.min(1, Math.max(0, (values[i] - low) / range)) || 0;
      const grey = Math.round((255 * (softness > 0 ? Math.asinh(softness * share) : share)) / whole);
      pixels[to++] = grey;
      pixels[to++] = grey;
      pixels[to++] = grey;
    }
  }
  return { widthPx, heightPx, channels: 3, pixels };
}

/** Percentiles of what is finite, between neighbours as numpy takes them; 0 where nothing is. @param values (n) */
export function percentiles(values: ArrayLike<number>, percents: readonly number[]): number[] {
  const finite = Float64Array.from(values as ArrayLike<number>)
    .filter(Number.isFinite)
    .sort();
  return percents.map(percent => {
    if (finite.length === 0) return 0;
    const at = (percent / 100) * (finite.length - 1);
    const below = Math.floor(at);
    const above = Math.min(finite.length - 1, below + 1);
    return finite[below] + (at - below) * (finite[above] - finite[below]);
  });
}
