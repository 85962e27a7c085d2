import type { FilterPictures } from '../../contracts/network.ts';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from '../encoders/batchNorm.ts';

/**
 * A network's first filters as pictures: a weight of 0 is mid grey, and each filter is scaled by its own largest, for
 * their lengths differ a hundredfold.
 *
 * @param firstLayer timm's key of them, (count, 1 or 3, k, k) in the weights
 */
export function filterPictures(weights: Weights, firstLayer: string): FilterPictures {
  const { shape, values } = weightOf(weights, firstLayer);
  const [count, channels, sidePx, widthPx] = shape;
  if (shape.length !== 4 || (channels !== 1 && channels !== 3) || sidePx !== widthPx) {
    throw new Error(`need filters of (count, 1 or 3, k, k) in "${firstLayer}"; got (${shape.join(', ')})`);
  }
  const plane = sidePx * sidePx;
  const rgb = new Uint8Array(count * plane * 3);
  for (let filter = 0; filter < count; filter++) {
    const own = values.subarray(filter * channels * plane, (filter + 1) * channels * plane);
    const largest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let at = 0; at < plane; at++) {
      for (let c = 0; c < 3; c++) {
        const weight = own[(channels === 3 ? c : 0) * plane + at];
        rgb[(filter * plane + at) * 3 + c] = Math.round(128 + (largest > 0 ? (127 * weight) / largest : 0));
      }
    }
  }
  return { count, sidePx, rgb };
}
