import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { drawViews } from '../../../src/nets/training/augmentation.ts';
import { createPixelViews } from '../../../src/nets/training/pixelViews.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const [count, sidePx, channels] = [5, 12, 3];
const length = sidePx * sidePx * channels;

/**
 * Views by their definition, in double precision: every pixel looks at the image, which goes on beyond its edges mirrored with
 * the last pixel twice, and mixes the four about that place.
 */
function shownByDefinition(images: Float32Array, views: Float32Array): Float64Array {
  const mirrored = (at: number) => {
    const within = ((at % (2 * sidePx)) + 2 * sidePx) % (2 * sidePx);
    return within < sidePx ? within : 2 * sidePx - 1 - within;
  };
  return Float64Array.from(images, (_, i) => {
    const [image, y, x, c] = [
      Math.floor(i / length),
      Math.floor(i / (sidePx * channels)) % sidePx,
      Math.floor(i / channels) % sidePx,
      i % channels,
    ];
    const pixel = (px: number, py: number) =>
      images[((image * sidePx + mirrored(py)) * sidePx + mirrored(px)) * channels + c];
    const [a, b, left, d, e, top] = views.subarray(image * 8, image * 8 + 6);
    const [fromX, fromY] = [a * x + b * y + left, d * x + e * y + top];
    const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
    const [right, below] = [fromX - x0, fromY - y0];
    const row = (py: number) => (1 - right) * pixel(x0, py) + right * pixel(x0 + 1, py);
    return (1 - below) * row(y0) + below * row(y0 + 1);
  });
}

describe.each(['wasm', 'cpu'] as const)('views of pixels on %s', backend => {
  it('are what their definition says, beyond the edges too, and their adjoint is their transpose', async () => {
    const random = createRandom(2);
    const rows = drawViews(count, sidePx, { flips: true, turns: 'any', zoom: 1.5, shift: 0.4 }, random);
    const draw = () => Float32Array.from({ length: count * length }, () => random.normal());
    const [x, y] = [draw(), draw()];
    const wanted = shownByDefinition(x, rows);
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
  it('by quarter turns and flips move pixels exactly, each galaxy by its own', async () => {
    await useBackend('wasm');
    const drawn = drawViews(16, 5, { flips: true, turns: 'quarters', zoom: 1, shift: 0 }, createRandom(1));
    const image = Float32Array.from({ length: 25 }, (_, i) => i);
    const views = createPixelViews(drawn, 5);
    const seen = tf.tidy(() =>
      views.apply(tf.tile(tf.tensor4d(image, [1, 5, 5, 1]), [16, 1, 1, 1])).arraySync(),
    );
    const kinds = new Set(
      seen.map(view =>
        view
          .flat(2)
          .map(value => Math.round(value))
          .join(),
      ),
    );
    expect(kinds.size).toBeGreaterThan(5); // of the eight
    for (const view of seen) {
      const values = view.flat(2);
      for (const [i, value] of [...values].sort((a, b) => a - b).entries()) expect(value).toBeCloseTo(i, 3);
      expect(view[2][2][0]).toBeCloseTo(12, 3); // the centre stays
    }
  });

  it('without any change are the images', async () => {
    await useBackend('wasm');
    const random = createRandom(3);
    const drawn = drawViews(2, 6, { flips: false, turns: 'none', zoom: 1, shift: 0 }, random);
    const values = Float32Array.from({ length: 2 * 36 * 3 }, () => random.uniform());
    const views = createPixelViews(drawn, 6);
    const seen = tf.tidy(() => views.apply(tf.tensor4d(values, [2, 6, 6, 3])).dataSync());
    expect(seen).toEqual(values);
  });

  it('refuse images of another number or side', async () => {
    await useBackend('cpu');
    const still = { flips: false, turns: 'none', zoom: 1, shift: 0 } as const;
    const views = createPixelViews(drawViews(2, 8, still, createRandom(1)), 8);
    const images = tf.zeros<tf.Rank.R4>([3, 8, 8, 1]);
    expect(() => views.apply(images)).toThrow('3 × 8 × 8 × 1 for 128 pixels');
    images.dispose();
  });
});
