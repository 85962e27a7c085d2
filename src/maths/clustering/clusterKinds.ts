/** What of a galaxy is clustered. */
export type ClusterKind = 'pixels' | 'standardised' | 'network';

const centralShare = 0.6; // of an image of Galaxy Zoo's framing: 3.84 R90, AstroVaDEr's and this app's usual crop

/**
 * How images are read for pictures of a side: the central 0.6, and around it, where the galaxy will be turned, as much more
 * as the corners of a turned square need.
 */
export function clusterView(sidePx: number, turned: boolean): { sidePx: number; cropFraction: number } {
  if (!turned) return { sidePx, cropFraction: centralShare };
  const whole = 2 * Math.ceil((sidePx * Math.SQRT2) / 2 + 0.5); // even, as sidePx is: both have the same middle
  return { sidePx: whole, cropFraction: Math.min(1, (centralShare * whole) / sidePx) };
}

/**
 * Brightness of colours, 0–255, by Rec. 709's weights. AstroVaDEr's have red and blue interchanged, for it gave images of one
 * library, blue first, to another: {@link swappedGreyWeights}.
 *
 * @param pixels (n, 3) red, green, blue
 * @param weights of the three. Default: {@link greyWeights}
 * @returns (n)
 */
export function greyOf(
  pixels: ArrayLike<number>,
  weights: readonly [number, number, number] = greyWeights,
): Float32Array {
  const grey = new Float32Array(pixels.length / 3);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = weights[0] * pixels[3 * i] + weights[1] * pixels[3 * i + 1] + weights[2] * pixels[3 * i + 2];
  }
  return grey;
}

/** Of red, green and blue. */
const greyWeights = [0.2125, 0.7154, 0.0721] as const;

/** AstroVaDEr's: to be used with its published weights alone. */
export const swappedGreyWeights = [0.0721, 0.7154, 0.2125] as const;
