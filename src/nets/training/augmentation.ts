import type { Augmentation } from '../../maths/images/augmentation.ts';
import type { Random } from '../../maths/statistics/random.ts';

export type { Augmentation };

/**
 * Draws a random view of each image: the projective map from the view to the image, eight numbers in TensorFlow's order
 * a, b, left, c, d, top, 0, 0. Pixel (x, y) of the view shows (a x + b y + left, c x + d y + top) of the image.
 *
 * @returns (count, 8) row-major
 */
export function drawViews(
  count: number,
  sidePx: number,
  augmentation: Augmentation,
  random: Random,
): Float32Array {
  const { flips, turns, zoom, shift } = augmentation;
  const rows = new Float32Array(count * 8);
  const centre = (sidePx - 1) / 2;
  for (let i = 0; i < count; i++) {
    const share = random.uniform();
    const angle =
      turns === 'any'
        ? 2 * Math.PI * share
        : turns === 'quarters'
          ? (Math.PI / 2) * Math.floor(4 * share)
          : 0;
    const mirror = flips && random.uniform() < 0.5 ? -1 : 1;
    const scale = zoom ** (2 * random.uniform() - 1);
    const [shiftX, shiftY] = [1, 2].map(() => sidePx * shift * (2 * random.uniform() - 1));
    // Cosines of quarter turns are 0 and ±1 exactly: such a view moves pixels without mixing them.
    const [cos, sin] =
      turns === 'any'
        ? [Math.cos(angle), Math.sin(angle)]
        : [Math.cos(angle), Math.sin(angle)].map(Math.round);
    const [a, b, c, d] = [mirror * cos, -sin, mirror * sin, cos].map(value => value / scale);
    const left = centre + shiftX - (a + b) * centre;
    const top = centre + shiftY - (c + d) * centre;
    rows.set([a, b, left, c, d, top, 0, 0], i * 8);
  }
  return rows;
}
