import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/maths/random.ts';
import { applyViews, drawViews } from '../../src/nets/augmentation.ts';
import { createPixelViews } from '../../src/nets/pixelViews.ts';
import { leakedTensors } from './leakedTensors.ts';
import { useBackend } from './nodeBackends.ts';

const [count, sidePx, channels] = [5, 12, 3];
const length = sidePx * sidePx * channels;

/**
 * tfjs's image.transform on plain JavaScript, image by image: 4.22 leaves all but a batch's first image empty there, and
 * its WASM kernel shows the far edge where a view reaches beyond the left or upper one.
 */
async function transformed(images: Float32Array, views: Float32Array): Promise<Float32Array> {
  await tf.setBackend('cpu');
  const shown = new Float32Array(images.length);
  for (let image = 0; image < count; image++) {
    const values = tf.tidy(() => {
      const own = images.subarray(image * length, (image + 1) * length);
      const view = views.subarray(image * 8, (image + 1) * 8);
      return applyViews(tf.tensor4d(own, [1, sidePx, sidePx, channels]), view).dataSync();
    });
    shown.set(values, image * length);
  }
  return shown;
}

describe.each(['wasm', 'cpu'] as const)('views of pixels on %s', backend => {
  it('are those of tfjs’s image.transform, and their adjoint is their transpose', async () => {
    const random = createRandom(2);
    const rows = drawViews(count, sidePx, { flips: true, turns: 'any', zoom: 1.3, shift: 0.2 }, random);
    const draw = () => Float32Array.from({ length: count * length }, () => random.normal());
    const [x, y] = [draw(), draw()];
    const wanted = await transformed(x, rows);
    await useBackend(backend);
    const leaked = await leakedTensors(() => {
      const views = createPixelViews(rows, sidePx);
      const [shown, back] = tf.tidy(() => {
        const [images, gradient] = [x, y].map(values =>
          tf.tensor4d(values, [count, sidePx, sidePx, channels]),
        );
        return [views.apply(images), views.adjoint(gradient)].map(
          tensor => tensor.dataSync() as Float32Array,
        );
      });
      const worst = shown.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i])), 0);
      expect(worst).toBeLessThan(1e-4);
      const product = (a: Float32Array, b: Float32Array) =>
        a.reduce((sum, value, i) => sum + value * b[i], 0);
      expect(product(shown, y)).toBeCloseTo(product(x, back), 3);
    });
    expect(leaked).toBe(0);
  });
});

describe('views of pixels', () => {
  it('refuse images of another number or side', async () => {
    await useBackend('cpu');
    const still = { flips: false, turns: 'none', zoom: 1, shift: 0 } as const;
    const views = createPixelViews(drawViews(2, 8, still, createRandom(1)), 8);
    const images = tf.zeros<tf.Rank.R4>([3, 8, 8, 1]);
    expect(() => views.apply(images)).toThrow('3 × 8 × 8 × 1 for 128 pixels');
    images.dispose();
  });
});
