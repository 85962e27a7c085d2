import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '../../maths/statistics/random.ts';
import { type Augmentation, drawViews } from './augmentation.ts';
import { createPixelViews } from './pixelViews.ts';
import type { TrainableEncoder } from './trainableEncoder.ts';

/** Where a training takes its examples from. */
export interface TrainingInputs {
  /** Examples. */
  count: number;
  /** Index of the encoder's stage that takes them; the number of stages for whole representations. */
  stage: number;
  /**
   * @param random draws the views; without it images are not augmented
   * @returns (rows, height, width, channels), the caller's to dispose
   */
  batch(rows: Uint32Array, random?: Random): tf.Tensor4D;
}

/**
 * Images as inputs; each batch draws new views.
 *
 * @param pixels (n, sidePx, sidePx, 3) row-major RGB, 0–255
 */
export function pixelInputs(pixels: Uint8Array, sidePx: number, augmentation?: Augmentation): TrainingInputs {
  const perImage = sidePx * sidePx * 3;
  const count = pixels.length / perImage;
  if (!Number.isInteger(count)) {
    throw new RangeError(`need whole images of ${sidePx} × ${sidePx} × 3; got ${pixels.length} values`);
  }
  return {
    count,
    stage: 0,
    batch(rows, random) {
      const values = new Float32Array(rows.length * perImage);
      for (const [i, row] of rows.entries()) {
        values.set(pixels.subarray(row * perImage, (row + 1) * perImage), i * perImage);
      }
      return tf.tidy(() => {
        const images = tf.mul<tf.Tensor4D>(tf.tensor4d(values, [rows.length, sidePx, sidePx, 3]), 1 / 255);
        if (!augmentation || !random) return images;
        const views = drawViews(rows.length, sidePx, augmentation, random);
        return createPixelViews(views, sidePx).apply(images);
      });
    },
  };
}

/**
 * Precomputed inputs of a later stage: for each galaxy those of its plain image and of its views, if any.
 *
 * @param values (1 + views, n, height, width, channels) row-major
 * @param shape height, width, channels; 1, 1 and the dimension for whole representations
 */
export function keptInputs(
  values: Float32Array,
  count: number,
  shape: readonly [number, number, number],
  stage: number,
): TrainingInputs {
  const perExample = shape[0] * shape[1] * shape[2];
  const versions = values.length / (count * perExample);
  if (!Number.isInteger(versions) || versions < 1) {
    throw new RangeError(
      `need ${count} examples of ${shape.join(' × ')}, once or more; got ${values.length} numbers`,
    );
  }
  return {
    count,
    stage,
    batch(rows, random) {
      const batch = new Float32Array(rows.length * perExample);
      for (const [i, row] of rows.entries()) {
        const version = random && versions > 1 ? 1 + random.integer(versions - 1) : 0;
        const from = (version * count + row) * perExample;
        batch.set(values.subarray(from, from + perExample), i * perExample);
      }
      return tf.tensor4d(batch, [rows.length, ...shape]);
    },
  };
}

/** How many views of a galaxy are precomputed below the first stage that learns: enough that the network cannot memorise one. */
export const keptViews = 8;

/**
 * Runs the frozen stages once over every galaxy and over `views` views of it, one batch per step.
 *
 * @param line first stage that learns
 * @param pixels (n, sidePx, sidePx, 3) row-major RGB, 0–255
 * @yields how many of (1 + views) · n images are done
 * @returns inputs of stage `line`
 */
export async function* keepFrozenStages(
  encoder: TrainableEncoder,
  line: number,
  pixels: Uint8Array,
  sidePx: number,
  {
    augmentation,
    views,
    seed,
    batchSize,
  }: { augmentation?: Augmentation; views: number; seed: number; batchSize: number },
): AsyncGenerator<number, TrainingInputs> {
  const images = pixelInputs(pixels, sidePx, augmentation);
  const { count } = images;
  const versions = 1 + (augmentation ? views : 0);
  const random = createRandom(seed);
  let values = new Float32Array();
  let shape: [number, number, number] = [1, 1, encoder.dimension];
  for (let version = 0; version < versions; version++) {
    for (let first = 0; first < count; first += batchSize) {
      const rows = Uint32Array.from({ length: Math.min(batchSize, count - first) }, (_, i) => first + i);
      const output = tf.tidy(() => {
        const batch = images.batch(rows, version > 0 ? random : undefined);
        return encoder.run(batch, 0, line < encoder.stages.length ? line : undefined);
      });
      shape = [output.shape[1], output.shape[2], output.shape[3]];
      const perExample = output.size / rows.length;
      if (values.length === 0) values = new Float32Array(versions * count * perExample);
      try {
        values.set((await output.data()) as Float32Array, (version * count + first) * perExample);
      } finally {
        output.dispose();
      }
      yield version * count + first + rows.length;
    }
  }
  return keptInputs(values, count, shape, line);
}
