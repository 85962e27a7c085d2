import * as tf from '@tensorflow/tfjs-core';
import { changeOnWasm } from '../device/wasmKernels.ts';

type Conv2DInfo = tf.backend_util.Conv2DInfo;

const floatBytes = Float32Array.BYTES_PER_ELEMENT;
const blockBytes = 2 ** 17; // of input and gradient together: half the second-level cache of a small processor
const fewestRows = 32; // below, writing the sums costs more than the cache saves

/**
 * The filter gradient of a convolution: of every tap, xᵀ · dy.
 *
 * @param x (batch, inHeight, inWidth, inChannels)
 * @param dy (batch, outHeight, outWidth, outChannels)
 * @returns (filterHeight, filterWidth, inChannels, outChannels)
 */
export function convolutionFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  const { batchSize, outHeight, outWidth, outChannels, filterHeight, filterWidth, inChannels } = info;
  const rows = batchSize * outHeight * outWidth;
  const taps = filterHeight * filterWidth;
  const inputs = taps * inChannels;
  const pointwise = taps === 1 && isUnstrided(info);
  const quick = pointwise ? undefined : patchwiseProduct(x, dy, info);
  const gradient =
    quick ??
    transposedProduct(
      tf.reshape<tf.Rank.R2>(pointwise ? x : patches(x, info), [rows, inputs]),
      tf.reshape<tf.Rank.R2>(dy, [rows, outChannels]),
    );
  return tf.reshape(gradient, [filterHeight, filterWidth, inChannels, outChannels]);
}

function isUnstrided({ inHeight, inWidth, outHeight, outWidth }: Conv2DInfo): boolean {
  return inHeight === outHeight && inWidth === outWidth;
}

/** aᵀ · b. @param a (rows, inputs) @param b (rows, outputs) @returns (inputs, outputs) */
export function transposedProduct(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  const [rows, inputs] = a.shape;
  const outputs = b.shape[1];
  if (outputs % 8 !== 0) return tf.matMul(a, b, true);
  const missing = (4 - (inputs % 4)) % 4;
  const wide = missing > 0 ? tf.pad(a, [[0, 0], [0, missing]]) : a; // biome-ignore format: one line tells it best
  const product = tf.zeros<tf.Rank.R2>([inputs + missing, outputs]);
  const [wideBytes, outputBytes] = [wide.shape[1] * floatBytes, outputs * floatBytes];
  const block = Math.max(fewestRows, Math.floor(blockBytes / (wideBytes + outputBytes)));
  const done = changeOnWasm([wide, b, product], (kernels, [from, by, to]) => {
    for (let first = 0; first < rows; first += block) {
      const count = Math.min(block, rows - first);
      const [fromRow, byRow] = [from + first * wideBytes, by + first * outputBytes];
      kernels.filterGradient(fromRow, byRow, to, count, wide.shape[1], outputs);
    }
  });
  if (!done) return tf.matMul(a, b, true);
  return missing > 0 ? tf.slice(product, [0, 0], [inputs, outputs]) : product;
}

/**
 * {@link patches} times dy, some rows of the output at a time: what their filters saw is copied side by side into one small
 * place that stays in the cache, and used at once. All patches together are nine times the input.
 *
 * @returns (taps · inChannels, outChannels); undefined on other backends, and where the outputs do not come by eights
 */
function patchwiseProduct(x: tf.Tensor4D, dy: tf.Tensor4D, info: Conv2DInfo): tf.Tensor2D | undefined {
  const { batchSize, outHeight, outWidth, outChannels, strideHeight, strideWidth } = info;
  const { filterHeight, filterWidth, inChannels } = info;
  if (outChannels % 8 !== 0) return undefined;
  const run = filterWidth * inChannels; // what a row of the filter sees lies side by side
  const inputs = filterHeight * run;
  const width = Math.ceil(inputs / 4) * 4;
  const padded = padded4D(x, info);
  const outRows = batchSize * outHeight;
  const some = Math.max(
    Math.ceil(fewestRows / outWidth),
    Math.floor(blockBytes / (4 * outWidth * (width + outChannels))),
  );
  const together = Math.max(1, Math.min(outRows, some));
  const place = tf.zeros<tf.Rank.R2>([together * outWidth, width]); // zeros between inputs and width stay
  const product = tf.zeros<tf.Rank.R2>([width, outChannels]);
  const [, height, across] = padded.shape;
  const rowBytes = across * inChannels * floatBytes;
  const step = strideWidth * inChannels * floatBytes;
  const done = changeOnWasm([padded, dy, place, product], (kernels, [from, by, at, to]) => {
    const copy = run % 4 === 0 ? kernels.copyPixels : kernels.copyRuns;
    for (let first = 0; first < outRows; first += together) {
      const count = Math.min(together, outRows - first);
      for (let i = 0; i < count; i++) {
        const [image, row] = [Math.floor((first + i) / outHeight), (first + i) % outHeight];
        const top = image * height + row * strideHeight;
        for (let ky = 0; ky < filterHeight; ky++) {
          const toRow = at + (i * outWidth * width + ky * run) * floatBytes;
          copy(from + (top + ky) * rowBytes, step, toRow, width * floatBytes, outWidth, run);
        }
      }
      const byRow = by + first * outWidth * outChannels * floatBytes;
      kernels.filterGradient(at, byRow, to, count * outWidth, width, outChannels);
    }
  });
  if (!done) return undefined;
  return width > inputs ? tf.slice(product, [0, 0], [inputs, outChannels]) : product;
}

/** What each output's filter saw, tap by tap: (batch, outHeight, outWidth, taps · inChannels). */
function patches(x: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  const padded = padded4D(x, info);
  const taps: tf.Tensor4D[] = [];
  for (let ky = 0; ky < info.filterHeight; ky++) {
    for (let kx = 0; kx < info.filterWidth; kx++) taps.push(seenByTap(padded, ky, kx, info));
  }
  return tf.concat(taps, 3);
}

/** x with zeros around it where windows reach beyond. */
function padded4D(x: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  const { padInfo, inHeight, inWidth } = info;
  const { neededHeight, neededWidth } = neededSides(info);
  return tf.pad(x, [
    [0, 0],
    [padInfo.top, Math.max(0, neededHeight - padInfo.top - inHeight)],
    [padInfo.left, Math.max(0, neededWidth - padInfo.left - inWidth)],
    [0, 0],
  ]);
}

/** Sides of the padded image that the windows reach over. */
function neededSides({
  outHeight,
  outWidth,
  strideHeight,
  strideWidth,
  filterHeight,
  filterWidth,
}: Conv2DInfo) {
  return {
    neededHeight: (outHeight - 1) * strideHeight + filterHeight,
    neededWidth: (outWidth - 1) * strideWidth + filterWidth,
  };
}

/** (batch, outHeight, outWidth, channels) */
function seenByTap(padded: tf.Tensor4D, ky: number, kx: number, info: Conv2DInfo): tf.Tensor4D {
  const { outHeight, outWidth, strideHeight, strideWidth } = info;
  const [batch, , , channels] = padded.shape;
  return tf.stridedSlice(
    padded,
    [0, ky, kx, 0],
    [batch, ky + (outHeight - 1) * strideHeight + 1, kx + (outWidth - 1) * strideWidth + 1, channels],
    [1, strideHeight, strideWidth, 1],
  ) as tf.Tensor4D;
}

/**
 * The filter gradient of a depthwise convolution.
 *
 * @param x (batch, inHeight, inWidth, channels)
 * @param dy (batch, outHeight, outWidth, channels)
 * @returns (filterHeight, filterWidth, channels, 1)
 */
export function depthwiseFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  const { filterHeight: side, filterWidth, inChannels: channels, strideHeight, strideWidth } = info;
  const written = side === 3 || side === 5 || side === 7;
  if (written && filterWidth === side && strideHeight === strideWidth && channels % 4 === 0) {
    const gradient = quickDepthwiseFilterGradient(x, dy, info, `depthwiseFilter${side}`);
    if (gradient) return gradient;
  }
  const padded = padded4D(x, info);
  const taps: tf.Tensor1D[] = []; // (channels) each
  for (let ky = 0; ky < side; ky++) {
    for (let kx = 0; kx < filterWidth; kx++) {
      taps.push(tf.sum(tf.mul(seenByTap(padded, ky, kx, info), dy), [0, 1, 2]));
    }
  }
  return tf.reshape(tf.stack(taps), [side, filterWidth, channels, 1]);
}

/** Image by image, each copied into one padded place that stays in the cache. */
function quickDepthwiseFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  info: Conv2DInfo,
  kernel: 'depthwiseFilter3' | 'depthwiseFilter5' | 'depthwiseFilter7',
): tf.Tensor4D | undefined {
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth, padInfo } = info;
  const { neededHeight, neededWidth } = neededSides(info);
  const paddedWidth = Math.max(neededWidth, padInfo.left + inWidth);
  const padded = tf.zeros([Math.max(neededHeight, padInfo.top + inHeight), paddedWidth, channels]);
  const gradient = tf.zeros<tf.Rank.R4>([info.filterHeight, info.filterWidth, channels, 1]);
  const pixelBytes = channels * floatBytes;
  const rowBytes = paddedWidth * pixelBytes;
  const done = changeOnWasm([x, dy, padded, gradient], (kernels, [from, by, place, to]) => {
    for (let image = 0; image < batchSize; image++) {
      for (let row = 0; row < inHeight; row++) {
        const fromRow = from + (image * inHeight + row) * inWidth * pixelBytes;
        const toRow = place + (padInfo.top + row) * rowBytes + padInfo.left * pixelBytes;
        kernels.copyPixels(fromRow, pixelBytes, toRow, pixelBytes, inWidth, channels);
      }
      const ofImage = by + image * outHeight * outWidth * pixelBytes;
      kernels[kernel](place, ofImage, to, outHeight, outWidth, channels, rowBytes, info.strideHeight);
    }
  });
  return done ? gradient : undefined;
}
