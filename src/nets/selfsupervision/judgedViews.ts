import * as tf from '@tensorflow/tfjs-core';
import type { SelfRequest, SelfViews } from '../../contracts/training/selfsupervision.ts';
import { viewsOf } from '../../maths/selfsupervision/settings.ts';
import { createRandom } from '../../maths/statistics/random.ts';
import type { TrainableEncoder } from '../training/trainableEncoder.ts';
import { galaxyCount, viewBatch } from './viewBatch.ts';

const together = 32; // images at a time

/** Representations of images as they are: (n, sidePx, sidePx, 3) 0–255 → (n, dimension) row-major. */
export async function judgedVectors(
  encoder: TrainableEncoder,
  pixels: Uint8Array,
  sidePx: number,
): Promise<Float32Array> {
  const perImage = sidePx * sidePx * 3;
  const count = galaxyCount({ pixels, sidePx });
  const vectors = new Float32Array(count * encoder.dimension);
  for (let first = 0; first < count; first += together) {
    const some = pixels.subarray(first * perImage, Math.min(count, first + together) * perImage);
    const output = tf.tidy(() => {
      const images = tf.tensor4d(Float32Array.from(some), [some.length / perImage, sidePx, sidePx, 3]);
      return encoder.run(tf.mul(images, 1 / 255), 0);
    });
    vectors.set((await output.data()) as Float32Array, first * encoder.dimension);
    output.dispose();
  }
  return vectors;
}

const othersAsked = 15; // galaxies beside it: enough for their mean and for how alike strangers are

/** Two large views of a galaxy of the request, and how alike the network finds them beside views of others. */
export async function matchedViews(
  encoder: TrainableEncoder,
  { pixels, sidePx, settings }: Pick<SelfRequest, 'pixels' | 'sidePx' | 'settings'>,
  galaxy: number,
  seed: number,
): Promise<SelfViews> {
  const count = galaxyCount({ pixels, sidePx });
  if (!(galaxy >= 0 && galaxy < count)) throw new RangeError(`need a galaxy below ${count}; got ${galaxy}`);
  const random = createRandom(seed);
  const strangers = Array.from({ length: Math.min(othersAsked, count - 1) }, () => random.integer(count));
  const rows = Uint32Array.from([galaxy, ...strangers]);
  const recipes = viewsOf(settings, sidePx).slice(0, 2);
  const views = viewBatch({ pixels, sidePx }, rows, recipes, random);
  const means = encoder.run(views, 0);
  const [painted, vectors] = [await views.data(), (await means.data()) as Float32Array];
  tf.dispose([views, means]);
  const { dimension } = encoder;
  const mean = new Float64Array(dimension);
  for (const [i, value] of vectors.entries()) mean[i % dimension] += value / (2 * rows.length);
  const centred = (i: number) =>
    Float64Array.from(vectors.subarray(i * dimension, (i + 1) * dimension), (value, k) => value - mean[k]);
  const own = centred(0);
  const second = Array.from(rows, (_, i) => cosine(own, centred(rows.length + i)));
  const others = second.slice(1).reduce((sum, each) => sum + each, 0) / Math.max(1, second.length - 1);
  const perView = sidePx * sidePx * 3;
  const rgb = new Uint8Array(2 * perView);
  for (let i = 0; i < perView; i++) {
    rgb[i] = Math.round(255 * painted[i]);
    rgb[perView + i] = Math.round(255 * painted[rows.length * perView + i]);
  }
  return { sidePx, rgb, match: second[0], others };
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : 0;
}
