import * as tf from '@tensorflow/tfjs-core';
import { depthwiseSide } from '../../kernels/depthwise.ts';
import { runOnWasm } from '../device/wasmKernels.ts';

/**
 * ConvNeXt's depthwise convolution on WASM, where tfjs takes twenty times as long over a 7 × 7 filter: stride 1, output
 * the size of the input.
 *
 * @param x (batch, height, width, channels)
 * @param filter (7, 7, channels, 1)
 * @param bias (channels)
 * @returns the output, or undefined for other filters and backends
 */
export function wideDepthwise(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
): tf.Tensor4D | undefined {
  const [batch, height, width, channels] = x.shape;
  if (tf.getBackend() !== 'wasm' || filter.shape[0] !== depthwiseSide || channels % 4 !== 0) return undefined;
  const edge = (depthwiseSide - 1) / 2;
  const padded = tf.pad(x, [
    [0, 0],
    [edge, edge],
    [edge, edge],
    [0, 0],
  ]); // (batch, height + 6, width + 6, channels)
  const paddedBytes = (padded.size / batch) * Float32Array.BYTES_PER_ELEMENT;
  const imageBytes = (x.size / batch) * Float32Array.BYTES_PER_ELEMENT;
  const y = runOnWasm<tf.Rank.R4>(x.shape, [padded, filter, bias], (kernels, [from, by, plus], to) => {
    for (let i = 0; i < batch; i++) {
      kernels.depthwise(from + i * paddedBytes, by, plus, to + i * imageBytes, height, width, channels);
    }
  });
  padded.dispose();
  return y;
}
