import * as tf from '@tensorflow/tfjs-core';
import { changeOnWasm } from '../device/wasmKernels.ts';
import { convolutionFilterGradient, depthwiseFilterGradient } from './wasmFilterGradients.ts';

type Shape4D = [number, number, number, number];

interface BackwardAttributes {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  inputShape: Shape4D;
  filterShape: Shape4D;
}

let registered = false;

/**
 * Gives tfjs's WASM backend the backward kernels that it lacks (a convolution's filter gradient, both of a depthwise
 * convolution's), and a fast one for a convolution's input. tfjs's own gradients of convolutions then run
 * there too. Call it before the first backward pass; a second call does nothing.
 */
export function registerBackwardKernels(): void {
  if (registered) return;
  registered = true;
  const register = (
    kernelName: string,
    compute: (inputs: Record<string, tf.Tensor4D>, attributes: BackwardAttributes) => tf.Tensor4D,
  ) =>
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) =>
        tf.tidy(() =>
          compute(
            Object.fromEntries(
              Object.entries(inputs).map(([name, info]) => [name, info as tf.Tensor4D]), // tfjs hands whole tensors over
            ),
            attrs as unknown as BackwardAttributes,
          ),
        ),
    });

  register('Conv2DBackpropFilter', ({ x, dy }, attributes) => {
    const info = convolutionInfo(x.shape, attributes.filterShape, attributes, false);
    return convolutionFilterGradient(x, dy, info);
  });
  register('DepthwiseConv2dNativeBackpropFilter', ({ x, dy }, attributes) => {
    const info = convolutionInfo(x.shape, attributes.filterShape, attributes, true);
    return depthwiseFilterGradient(x, dy, info);
  });
  register('DepthwiseConv2dNativeBackpropInput', ({ dy, filter }, attributes) => {
    const info = convolutionInfo(attributes.inputShape, filter.shape, attributes, true);
    return depthwiseInputGradient(dy, filter, info);
  });

  const inputKernel = 'Conv2DBackpropInput';
  const tfjsOwn = tf.getKernel(inputKernel, 'wasm');
  if (tfjsOwn) tf.unregisterKernel(inputKernel, 'wasm');
  tf.registerKernel({
    ...tfjsOwn,
    kernelName: inputKernel,
    backendName: 'wasm',
    kernelFunc: call => {
      const { dy, filter } = call.inputs as Record<string, tf.Tensor4D>;
      const attributes = call.attrs as unknown as BackwardAttributes;
      const info = convolutionInfo(attributes.inputShape, filter.shape, attributes, false);
      const { padInfo, filterHeight, filterWidth } = info;
      if (padInfo.top >= filterHeight || padInfo.left >= filterWidth) {
        if (!tfjsOwn) throw new Error(`need tfjs's own ${inputKernel} on WASM; this version has none`);
        return tfjsOwn.kernelFunc(call); // windows that see nothing but padding
      }
      return tf.tidy(() => {
        if (isPointwise(info)) return tf.conv2d(dy, tf.transpose(filter, [0, 1, 3, 2]), 1, 'valid');
        const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
        return tf.conv2d(setApartWithin(dy, info), turned, 1, 'valid');
      });
    },
  });
}

function convolutionInfo(
  inputShape: Shape4D,
  filterShape: Shape4D,
  { strides, pad, dimRoundingMode }: BackwardAttributes,
  depthwise: boolean,
): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** Each output sees one pixel, its own. */
function isPointwise(info: tf.backend_util.Conv2DInfo): boolean {
  const { filterHeight, filterWidth, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } =
    info;
  const one = filterHeight === 1 && filterWidth === 1 && strideHeight === 1 && strideWidth === 1;
  return one && inHeight === outHeight && inWidth === outWidth;
}

/**
 * A depthwise convolution of dy, its pixels set `stride` apart, with the filter rotated by half a turn.
 *
 * @returns (batch, inHeight, inWidth, channels)
 */
function depthwiseInputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
): tf.Tensor4D {
  const { inHeight, inWidth, outHeight, outWidth, padInfo, filterHeight, strideHeight, strideWidth } = info;
  const turned = tf.reverse(filter, [0, 1]);
  const top = filterHeight - 1 - padInfo.top;
  const unspread = strideHeight === 1 && strideWidth === 1;
  if (unspread && outHeight === inHeight && outWidth === inWidth && 2 * top === filterHeight - 1) {
    return tf.depthwiseConv2d(dy, turned, 1, 'same');
  }
  return tf.depthwiseConv2d(setApartWithin(dy, info), turned, 1, 'valid');
}

/**
 * dy with its pixels set `stride` apart and zeros around: a convolution of it by the turned filter, without padding, is as large as
 * the input. Rows and columns that a last window did not reach have no gradient; where windows reach beyond, dy is cut to fit.
 *
 * @returns (batch, inHeight + filterHeight − 1, inWidth + filterWidth − 1, outChannels)
 */
function setApartWithin(dy: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, outChannels, padInfo } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  const [top, left] = [filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left];
  const [height, width] = [inHeight + filterHeight - 1, inWidth + filterWidth - 1];
  const spread = tf.zeros<tf.Rank.R4>([batchSize, height, width, outChannels]); // (batch, height, width, channels)
  const pixelBytes = outChannels * Float32Array.BYTES_PER_ELEMENT;
  const fits = top + (outHeight - 1) * strideHeight < height && left + (outWidth - 1) * strideWidth < width; // a window may end beyond the image, and its zeros are then cut
  if (outChannels % 4 === 0 && top >= 0 && left >= 0 && fits) {
    const done = changeOnWasm([dy, spread], (kernels, [from, to]) => {
      for (let image = 0; image < batchSize; image++) {
        for (let row = 0; row < outHeight; row++) {
          const fromRow = from + (image * outHeight + row) * outWidth * pixelBytes;
          const toRow = (image * height + row * strideHeight + top) * width + left;
          const toStep = strideWidth * pixelBytes;
          kernels.copyPixels(fromRow, pixelBytes, to + toRow * pixelBytes, toStep, outWidth, outChannels);
        }
      }
    });
    if (done) return spread;
  }
  const apart = setApart(setApart(dy, 1, strideHeight), 2, strideWidth);
  return tf.pad(apart, [
    [0, 0],
    [top, height - top - apart.shape[1]],
    [left, width - left - apart.shape[2]],
    [0, 0],
  ]);
}

/** Zeros between neighbours along an axis: n → (n − 1) · stride + 1. */
function setApart(x: tf.Tensor4D, axis: 1 | 2, stride: number): tf.Tensor4D {
  if (stride === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const longer: Shape4D =
    axis === 1 ? [batch, height * stride, width, channels] : [batch, height, width * stride, channels];
  const stacked = tf.stack([x, ...Array.from({ length: stride - 1 }, () => tf.zerosLike(x))], axis + 1);
  const apart = tf.reshape(stacked, longer);
  const kept = longer.map((length, i) => (i === axis ? length - stride + 1 : length));
  return tf.slice(apart as tf.Tensor4D, [0, 0, 0, 0], kept as Shape4D);
}
