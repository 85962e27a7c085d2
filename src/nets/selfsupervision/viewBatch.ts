import * as tf from '@tensorflow/tfjs-core';
import { drawView, paintView } from '../../maths/selfsupervision/paintViews.ts';
import type { ViewRecipe } from '../../maths/selfsupervision/viewRecipe.ts';
import type { Random } from '../../maths/statistics/random.ts';

/** Galaxies to learn from. */
export interface SelfGalaxies {
  /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
  sidePx: number;
}

/** @throws RangeError where the pixels are not whole images */
export function galaxyCount({ pixels, sidePx }: SelfGalaxies): number {
  const count = pixels.length / (sidePx * sidePx * 3);
  if (!Number.isInteger(count) || count === 0) {
    throw new RangeError(`need whole images of ${sidePx} × ${sidePx} × 3; got ${pixels.length} values`);
  }
  return count;
}

/**
 * Views of some galaxies, one recipe after the other, all of one size.
 *
 * @returns (recipes · rows, side, side, 3), 0–1: all galaxies by the first recipe, then by the second
 */
export function viewBatch(
  { pixels, sidePx }: SelfGalaxies,
  rows: Uint32Array,
  recipes: readonly ViewRecipe[],
  random: Random,
): tf.Tensor4D {
  const side = recipes[0].sidePx;
  const [perImage, perView] = [sidePx * sidePx * 3, side * side * 3];
  const values = new Float32Array(recipes.length * rows.length * perView);
  for (const [k, recipe] of recipes.entries()) {
    for (const [i, row] of rows.entries()) {
      const at = (k * rows.length + i) * perView;
      const image = pixels.subarray(row * perImage, (row + 1) * perImage);
      paintView(image, sidePx, drawView(sidePx, recipe, random), values.subarray(at, at + perView), random);
    }
  }
  return tf.tensor4d(values, [recipes.length * rows.length, side, side, 3]);
}
