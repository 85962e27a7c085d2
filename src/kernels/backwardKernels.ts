import { attentionRowsCode } from './attentionRows.ts';
import { batchNormCode } from './batchNorm.ts';
import { copyPixelsCode, copyRunsCode } from './copyPixels.ts';
import { depthwiseFilterCode } from './depthwiseFilter.ts';
import { filterGradientCode } from './filterGradient.ts';
import { geluGradientCode } from './gatedActivation.ts';
import { instanceNormCode } from './instanceNorm.ts';
import { layerNormGradientCode } from './layerNormGradient.ts';
import { channelSumsCode, relu6GradientCode } from './relu6Gradient.ts';
import { stridedProductCode, transposeRowsCode } from './stridedProduct.ts';

/**
 * The inner loops of a backward pass. Arguments are addresses in bytes and counts; kernels that sum add to what the output
 * holds. Each file of the kernel gives shapes and formula. Positional parameters, here and in `NetworkKernels`: a
 * WebAssembly function takes numbers and no object.
 */
export interface BackwardKernels {
  /** xᵀ · dy of a linear layer: filterGradient.ts. */
  filterGradient(x: number, dy: number, dw: number, rows: number, inputs: number, outputs: number): void;
  depthwiseFilter3: DepthwiseFilter;
  depthwiseFilter5: DepthwiseFilter;
  depthwiseFilter7: DepthwiseFilter;
  /** dz of a ReLU6, and its sum over pixels: relu6Gradient.ts. */
  relu6Gradient(dy: number, y: number, dz: number, sums: number, pixels: number, channels: number): void;
  /** The sum of each channel over all pixels: relu6Gradient.ts. */
  channelSums(x: number, sums: number, pixels: number, channels: number): void;
  /** Each channel scaled, shifted and kept within limits: batchNorm.ts. */
  scaleShift(
    x: number,
    scale: number,
    shift: number,
    y: number,
    pixels: number,
    channels: number,
    low: number,
    high: number,
  ): void;
  /** The sum of a · b of each channel over all pixels: batchNorm.ts. */
  channelProducts(a: number, b: number, sums: number, pixels: number, channels: number): void;
  /** p a + q b + r of each channel: batchNorm.ts. */
  channelMix(
    a: number,
    b: number,
    p: number,
    q: number,
    r: number,
    y: number,
    pixels: number,
    channels: number,
  ): void;
  /** For one image. */
  instanceNorm(
    z: number,
    n: number,
    perDeviation: number,
    pixels: number,
    channels: number,
    epsilon: number,
  ): void;
  /** For one image. */
  instanceNormGradient(
    n: number,
    dn: number,
    perDeviation: number,
    dz: number,
    along: number,
    pixels: number,
    channels: number,
  ): void;
  copyPixels: CopyInSteps;
  copyRuns: CopyInSteps;
  product: StridedProduct;
  addProduct: StridedProduct;
  /** y[c, r] = x[r, c]: stridedProduct.ts. */
  transposeRows(
    x: number,
    y: number,
    rows: number,
    columns: number,
    xRowBytes: number,
    yRowBytes: number,
  ): void;
  /** Each row becomes its softmax: attentionRows.ts. */
  maskedSoftmax(x: number, mask: number, rows: number, width: number, scale: number): void;
  /** dp becomes the gradient before the softmax: attentionRows.ts. */
  softmaxGradient(p: number, dp: number, rows: number, width: number, scale: number): void;
  layerNormGradient(
    x: number,
    dy: number,
    scale: number,
    dx: number,
    dScale: number,
    dShift: number,
    rows: number,
    channels: number,
    epsilon: number,
  ): void;
  /** dy times the slope of GELU at x: gatedActivation.ts. */
  geluGradient(x: number, dy: number, dx: number, count: number): void;
}

/** a · b of matrices inside larger arrays, written or added: stridedProduct.ts. */
type StridedProduct = (
  a: number,
  b: number,
  out: number,
  rows: number,
  inner: number,
  columns: number,
  aRowBytes: number,
  aInnerBytes: number,
  bRowBytes: number,
  outRowBytes: number,
) => void;

/** Copies `count` pieces of `floats` numbers; steps are the distances between the beginnings of two pieces. */
type CopyInSteps = (
  from: number,
  fromStepBytes: number,
  to: number,
  toStepBytes: number,
  count: number,
  floats: number,
) => void;

/** Filter gradient of a depthwise convolution of one image: see depthwiseFilter.ts. */
type DepthwiseFilter = (
  x: number,
  dy: number,
  dw: number,
  height: number,
  width: number,
  channels: number,
  xRowBytes: number,
  stride: number,
) => void;

/** Code of all of {@link BackwardKernels}, for `assembleModule`. */
export const backwardCode = [
  filterGradientCode,
  ...depthwiseFilterCode,
  relu6GradientCode,
  channelSumsCode,
  ...batchNormCode,
  ...instanceNormCode,
  copyPixelsCode,
  copyRunsCode,
  ...stridedProductCode,
  transposeRowsCode,
  ...attentionRowsCode,
  layerNormGradientCode,
  geluGradientCode,
];
