import * as tf from '@tensorflow/tfjs-core';
import type { TrainingRequest } from '../../src/contracts/finetune.ts';
import { createArchitecture } from '../../src/nets/architectures/createArchitecture.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createTrainableEfficientNet } from '../../src/nets/training/trainableEfficientNet.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';
import type { StartNetwork } from './startNetwork.ts';

/** The shipped name of random weights, whose batch norms hold no statistics of any image. */
const randomStart = 'random';
const calibrationImages = 32; // one batch: enough for means and variances over all their pixels

/** Whether a training starts from random weights, whose batch norm statistics are yet to be found. */
export function isRandomStart({ card }: StartNetwork): boolean {
  return card.name === randomStart;
}

/**
 * The start network's encoder in a form that gradients pass through; undefined where the examples are representations.
 * Random weights get batch norm statistics from the first galaxies to train on.
 *
 * @returns the caller's to dispose
 * @throws Error where images are to train a network that is neither an EfficientNet nor this app's own, or takes no colours
 */
export async function encoderToTrain(
  start: StartNetwork,
  { examples, train }: TrainingRequest,
): Promise<TrainableEncoder | undefined> {
  if (examples.kind === 'vectors') return undefined;
  const { card, weights, network, architecture } = start;
  if (architecture) return createArchitecture(architecture, weights);
  if (!network) {
    throw new Error(
      `need an EfficientNet-Lite to train from images, or a network of this app; got ${card.architecture}: train a head on its representations`,
    );
  }
  const encoder = createTrainableEfficientNet(weights, network);
  try {
    if (encoder.inputChannels !== 3) {
      throw new Error(
        `need a network that takes colours to train from images; got ${card.title}: train a head on its representations`,
      );
    }
    if (isRandomStart(start)) {
      await calibrate(encoder, examples.pixels, examples.sidePx, train.subarray(0, calibrationImages));
    }
  } catch (error) {
    encoder.dispose();
    throw error;
  }
  return encoder;
}

/** Sets the batch norms' statistics to those of some images. @param pixels (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
async function calibrate(
  encoder: TrainableEncoder,
  pixels: Uint8Array,
  sidePx: number,
  rows: Uint32Array,
): Promise<void> {
  const perImage = sidePx * sidePx * 3;
  const values = new Float32Array(rows.length * perImage);
  for (const [i, row] of rows.entries()) {
    values.set(pixels.subarray(row * perImage, (row + 1) * perImage), i * perImage);
  }
  const images = tf.tidy(() =>
    tf.div<tf.Tensor4D>(tf.tensor4d(values, [rows.length, sidePx, sidePx, 3]), 255),
  ); // (rows, sidePx, sidePx, 3)
  try {
    await onDevice(() => encoder.calibrate(images));
  } finally {
    images.dispose();
  }
}
