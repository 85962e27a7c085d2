import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { changeOnWasm, runOnWasm } from '../device/wasmKernels.ts';
import { weightOf } from '../encoders/batchNorm.ts';
import { type BatchNormPass, batchNormGradient, batchNormPass } from './batchNormPass.ts';
import { createParameter, type Gradients, type Parameter } from './parameter.ts';

/** How a trainable convolution is applied. */
export interface TrainableConvolutionOptions {
  stride: 1 | 2;
  /** "same" pads as TensorFlow does, "symmetric" as PyTorch's (k − 1) / 2. */
  padding: 'same' | 'symmetric';
  activation: 'linear' | 'relu6';
  depthwise: boolean;
  batchNormEpsilon: number;
  /**
   * "kept": the norm's statistics stay as they are. "batch": a forward pass of training normalises by its own batch's, which
   * the kept ones follow (Ioffe & Szegedy 2015): a network from nothing needs it. Default: kept
   */
  norms?: NormStatistics;
}

/** By which statistics batch norms normalise while a network is trained. */
export type NormStatistics = 'kept' | 'batch';

/** What one forward pass of training gave. */
interface ConvolutionPass {
  y: tf.Tensor4D;
  folded: FoldedFilter;
  /** What the norm normalised; absent where the statistics are kept. */
  norm?: BatchNormPass;
}

/** A filter and bias with the batch norm in them, of one step: what the forward and the backward pass both use. */
export interface FoldedFilter {
  filter: tf.Tensor4D;
  bias: tf.Tensor1D;
}

/** A convolution and its batch norm. */
export interface TrainableConvolution {
  /** The filter, then the norm's scale γ and shift β. */
  parameters: readonly [filter: Parameter, scale: Parameter, shift: Parameter];
  /** The parameters as they are now, folded; the caller's to dispose. */
  fold(): FoldedFilter;
  /** (batch, height, width, in) → (batch, ⌈height / stride⌉, ⌈width / stride⌉, out) */
  apply(x: tf.Tensor4D, folded: FoldedFilter): tf.Tensor4D;
  /** As in training; all it gives is the caller's to dispose. @param x (batch, height, width, in) */
  train(x: tf.Tensor4D): ConvolutionPass;
  /**
   * Adds the gradients of those parameters whose keys are wanted.
   *
   * @returns the loss's gradient by the input, or undefined where `needsInput` is false
   */
  backward(pass: BackwardPass): tf.Tensor4D | undefined;
  /** The norm's statistics by their keys, "bn1.running_mean" and "bn1.running_var". */
  statistics(): Promise<Map<string, Float32Array>>;
  /** Makes the norm's statistics those of what the filter gives of `x`. */
  calibrate(x: tf.Tensor4D): void;
  dispose(): void;
}

/** What a backward pass takes: tensors of the forward pass, and where gradients go. */
interface BackwardPass {
  /** The convolution's input. */
  x: tf.Tensor4D;
  /** Its output; not needed where the activation is linear. */
  y?: tf.Tensor4D;
  /** The loss's gradient by the output. */
  dy: tf.Tensor4D;
  folded: FoldedFilter;
  norm?: BatchNormPass;
  /** Keys to be learnt. */
  wanted: ReadonlySet<string>;
  gradients: Gradients;
  needsInput: boolean;
}

const runningShare = 0.9; // of itself that a running statistic keeps a step: PyTorch's momentum of 0.1

/**
 * With the statistics μ, σ² frozen, y = f(γ (w ∗ x − μ) / √(σ² + ε) + β) is a convolution with the filter w' = s w and bias
 * β − s μ, s = γ / √(σ² + ε). So ∂L/∂w = s ∂L/∂w', ∂L/∂β = Σ dz, and ∂L/∂γ = (Σ w ∂L/∂w' − μ Σ dz) / √(σ² + ε): learning the
 * norm costs nothing extra, and the forward pass is that of inference.
 *
 * @param kernelKey such as "conv_stem": timm's, with its weight
 * @param normKey such as "bn1"
 */
export function trainableConvolution(
  weights: Weights,
  kernelKey: string,
  normKey: string,
  { stride, padding, activation, depthwise, batchNormEpsilon, norms = 'kept' }: TrainableConvolutionOptions,
): TrainableConvolution {
  const weightOfKey = (key: string) => weightOf(weights, key);
  const kernel = weightOfKey(`${kernelKey}.weight`);
  const [meanKey, varianceKey] = [`${normKey}.running_mean`, `${normKey}.running_var`];
  const filter = createParameter(`${kernelKey}.weight`, kernel, depthwise);
  const gamma = createParameter(`${normKey}.weight`, weightOfKey(`${normKey}.weight`));
  const beta = createParameter(`${normKey}.bias`, weightOfKey(`${normKey}.bias`));
  // Variables, for training may change them; no gradient reaches them.
  const [mean, variance] = [meanKey, varianceKey].map(key =>
    tf.tidy(() => tf.variable<tf.Rank.R1>(tf.tensor1d(weightOfKey(key).values), false)),
  );
  const perDeviationNow = () => tf.rsqrt<tf.Tensor1D>(tf.add(variance, batchNormEpsilon));
  const side = kernel.shape[2];
  const pad = padding === 'same' ? ('same' as const) : (side - 1) / 2;
  const scaleNow = () => tf.mul<tf.Tensor1D>(gamma.variable, perDeviationNow());
  const filterNow = filter.variable as tf.Variable<tf.Rank.R4>;
  const filtered = (x: tf.Tensor4D) =>
    depthwise ? tf.depthwiseConv2d(x, filterNow, stride, pad) : tf.conv2d(x, filterNow, stride, pad);
  const fold = () =>
    tf.tidy(() => {
      const scale = scaleNow();
      return {
        filter: perOutput(filterNow, scale),
        bias: tf.sub<tf.Tensor1D>(beta.variable, tf.mul(mean, scale)),
      };
    });
  const apply = (x: tf.Tensor4D, folded: FoldedFilter) => {
    const common = { ...folded, x, strides: stride, pad, activation };
    return depthwise ? tf.fused.depthwiseConv2d(common) : tf.fused.conv2d(common);
  };

  return {
    parameters: [filter, gamma, beta],
    fold,
    apply,
    train(x) {
      if (norms === 'kept') {
        const folded = fold();
        return { y: apply(x, folded), folded };
      }
      const { y, norm } = batchNormPass(filtered(x), {
        ...{ scale: gamma.variable as tf.Tensor1D, shift: beta.variable as tf.Tensor1D },
        ...{ epsilon: batchNormEpsilon, activation },
      });
      tf.tidy(() => {
        mean.assign(tf.add<tf.Tensor1D>(tf.mul(mean, runningShare), tf.mul(norm.mean, 1 - runningShare)));
        variance.assign(
          tf.add<tf.Tensor1D>(tf.mul(variance, runningShare), tf.mul(norm.variance, 1 - runningShare)),
        );
      });
      return { y, norm, folded: { filter: tf.clone(filterNow), bias: tf.clone(norm.mean) } };
    },
    backward: ({ x, y, dy, folded, norm, wanted, gradients, needsInput }) =>
      tf.tidy(() => {
        const [wantsFilter, wantsScale, wantsShift] = [filter, gamma, beta].map(({ key }) => wanted.has(key));
        const behind = behindActivation(dy, y, activation, !!norm || wantsScale || wantsShift);
        const { sums } = behind;
        const ofNorm = norm && batchNormGradient(behind, norm, gamma.variable as tf.Tensor1D);
        const dz = ofNorm ? ofNorm.dx : behind.dz;
        const attributes = { strides: [stride, stride], dilations: [1, 1], pad, dataFormat: 'NHWC' };
        const run = (part: string, inputs: tf.NamedTensorMap, shapes: object): tf.Tensor4D => {
          const name = depthwise ? `DepthwiseConv2dNativeBackprop${part}` : `Conv2DBackprop${part}`;
          return tf.engine().runKernel(name, inputs, { ...attributes, ...shapes });
        };
        if (ofNorm && wantsScale) gradients.set(gamma.key, tf.keep(ofNorm.dScale));
        if (wantsFilter || (wantsScale && !ofNorm)) {
          const ofFolded = run('Filter', { x, dy: dz }, { filterShape: filterNow.shape });
          if (wantsFilter) {
            gradients.set(filter.key, tf.keep(ofNorm ? ofFolded : perOutput(ofFolded, scaleNow())));
          }
          if (wantsScale && !ofNorm) {
            const seen = tf.sub(sumPerOutput(tf.mul(filterNow, ofFolded)), tf.mul(mean, sums));
            gradients.set(gamma.key, tf.keep(tf.mul(seen, perDeviationNow())));
          }
        }
        if (wantsShift) gradients.set(beta.key, tf.keep(tf.clone(sums)));
        return needsInput
          ? run('Input', { dy: dz, filter: folded.filter }, { inputShape: x.shape })
          : undefined;
      }),
    async statistics() {
      const [means, variances] = await Promise.all([mean.data(), variance.data()]);
      return new Map([
        [meanKey, (means as Float32Array).slice()],
        [varianceKey, (variances as Float32Array).slice()],
      ]);
    },
    calibrate(x) {
      tf.tidy(() => {
        const moments = tf.moments(tf.reshape(filtered(x), [-1, gamma.variable.size]), 0); // (out) each
        mean.assign(moments.mean as tf.Tensor1D);
        variance.assign(moments.variance as tf.Tensor1D);
      });
    },
    dispose: () => tf.dispose([mean, variance, ...[filter, gamma, beta].map(({ variable }) => variable)]),
  };
}

/** Each output's filter times a number of its own. @param filter (height, width, in, out) or (height, width, out, 1) */
function perOutput(filter: tf.Tensor4D, scale: tf.Tensor1D): tf.Tensor4D {
  const outputs = scale.size;
  const quick =
    outputs % 4 === 0
      ? runOnWasm<tf.Rank.R4>(filter.shape, [filter, scale], (kernels, [from, by], to) =>
          kernels.scaleChannels(from, by, to, filter.size / outputs, outputs),
        )
      : undefined;
  return quick ?? tf.reshape(tf.mul(tf.reshape(filter, [-1, outputs]), scale), filter.shape);
}

/** (out) sums over all that belongs to an output, the axis that varies fastest in either layout. */
function sumPerOutput(filter: tf.Tensor): tf.Tensor1D {
  const outputs = filter.shape[3] === 1 ? filter.shape[2]! : filter.shape[3]!;
  return tf.sum(tf.reshape(filter, [-1, outputs]), 0);
}

/** The gradient before the activation, and each channel's sum of it. @returns sums (channels), zeros where not wanted */
function behindActivation(
  dy: tf.Tensor4D,
  y: tf.Tensor4D | undefined,
  activation: 'linear' | 'relu6',
  wantsSums: boolean,
): { dz: tf.Tensor4D; sums: tf.Tensor1D } {
  const [batch, height, width, channels] = dy.shape;
  const imageBytes = height * width * channels * Float32Array.BYTES_PER_ELEMENT;
  const rowBytes = channels * Float32Array.BYTES_PER_ELEMENT;
  if (activation === 'relu6' && !y) throw new Error('need the output of a ReLU6 for its gradient; got none');
  // Each image is summed first, then the sums: one long sum would cost float32 its last digits.
  const partial = tf.zeros<tf.Rank.R2>([batch, channels]);
  const sumsOf = () => tf.sum<tf.Tensor1D>(partial, 0);
  if (channels % 4 === 0 && activation === 'relu6' && y) {
    const dz = runOnWasm<tf.Rank.R4>(dy.shape, [dy, y, partial], (kernels, [fromDy, fromY, sums], to) => {
      for (let image = 0; image < batch; image++) {
        const at = image * imageBytes;
        kernels.relu6Gradient(
          fromDy + at,
          fromY + at,
          to + at,
          sums + image * rowBytes,
          height * width,
          channels,
        );
      }
    });
    if (dz) return { dz, sums: sumsOf() };
  }
  const dz =
    activation === 'relu6' && y
      ? tf.mul<tf.Tensor4D>(dy, tf.cast(tf.logicalAnd(tf.greater(y, 0), tf.less(y, 6)), 'float32'))
      : dy;
  if (!wantsSums) return { dz, sums: sumsOf() };
  const done =
    channels % 4 === 0 &&
    changeOnWasm([dz, partial], (kernels, [from, sums]) => {
      for (let image = 0; image < batch; image++) {
        kernels.channelSums(from + image * imageBytes, sums + image * rowBytes, height * width, channels);
      }
    });
  return { dz, sums: done ? sumsOf() : tf.sum(dz, [0, 1, 2]) };
}
