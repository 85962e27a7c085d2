import * as tf from '@tensorflow/tfjs-core';
import { onDevice } from '../device/gpuDevice.ts';
import type { Encoder, ShowAttention } from './encoder.ts';

const largestGpuBatch = 64; // enough to keep current GPUs busy
const gpuBufferBytes = 2 ** 27; // WebGPU guarantees storage buffers of 128 MiB, not more
const widestChannels = 128; // at half the image's side, as ConvNeXt-base's largest activation, 512 at a quarter; EfficientNet's is 96
const wasmBatch = 16; // of 128 px: larger ones gain a few per cent at most, and this answers a cancel within half a second
const wasmBatchSidePx = 128;
const luma = [0.299, 0.587, 0.114] as const; // ITU-R BT.601, as torchvision makes grey for the greyscale encoders
const cpuBatch = 4; // an image takes a fifth of a second: stay responsive

/**
 * How many images of that side should go through a network together.
 *
 * @param backend tfjs's name: "webgpu", "wasm" or "cpu"
 * @returns ≥ 1
 */
export function batchSizeOf(backend: string, sidePx: number): number {
  if (backend === 'wasm')
    return Math.max(1, Math.round(wasmBatch * Math.min(1, wasmBatchSidePx / sidePx) ** 2));
  if (backend !== 'webgpu') return cpuBatch;
  const largestActivationBytes = (sidePx / 2) ** 2 * widestChannels * Float32Array.BYTES_PER_ELEMENT;
  return Math.max(1, Math.min(largestGpuBatch, Math.floor(gpuBufferBytes / largestActivationBytes)));
}

/**
 * Representations of 8-bit images, in batches that suit the current backend.
 *
 * @param pixels (n, sidePx, sidePx, 3) row-major RGB, 0–255
 * @param onStage shown each batch's stages, and `onAttention` its attention, as {@link Encoder.embed} does
 * @returns (n, encoder.dimension) row-major
 * @throws DeviceLostError if the GPU device goes away meanwhile
 * @throws RangeError if `pixels` is not a whole number of images
 */
export async function embedPixels(
  encoder: Encoder,
  pixels: Uint8Array,
  sidePx: number,
  onStage?: (name: string, output: tf.Tensor4D) => void,
  onAttention?: ShowAttention,
): Promise<Float32Array> {
  const perImage = sidePx * sidePx * 3;
  const count = pixels.length / perImage;
  if (!Number.isInteger(count)) {
    throw new RangeError(`need whole images of ${sidePx} × ${sidePx} × 3; got ${pixels.length} values`);
  }
  const values = new Float32Array(count * encoder.dimension);
  const batchSize = batchSizeOf(tf.getBackend(), sidePx);
  for (let first = 0; first < count; first += batchSize) {
    const last = Math.min(count, first + batchSize);
    const colours = pixels.subarray(first * perImage, last * perImage);
    const batch = encoder.inputChannels === 1 ? greyOf(colours) : new Float32Array(colours);
    const shape: ImageShape = [last - first, sidePx, sidePx, encoder.inputChannels];
    const part = await onDevice(() =>
      embedBatch(batch, shape, images => encoder.embed(images, onStage, onAttention)),
    );
    values.set(part, first * encoder.dimension);
  }
  return values;
}

type ImageShape = [batch: number, height: number, width: number, channels: number];

/** The luminance of each pixel, 0–255. */
function greyOf(colours: Uint8Array): Float32Array {
  const grey = new Float32Array(colours.length / 3);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = luma[0] * colours[3 * i] + luma[1] * colours[3 * i + 1] + luma[2] * colours[3 * i + 2];
  }
  return grey;
}

async function embedBatch(
  batch: Float32Array,
  shape: ImageShape,
  embed: (images: tf.Tensor4D) => tf.Tensor2D,
): Promise<Float32Array> {
  const output = tf.tidy(() => embed(tf.mul(tf.tensor4d(batch, shape), 1 / 255))); // (batch, dimension)
  try {
    return (await output.data()) as Float32Array;
  } finally {
    output.dispose();
  }
}
