import * as tf from '@tensorflow/tfjs-core';
import type { Weights, WeightTensor } from '../../maths/weights.ts';
import { foldBatchNorm, weightOf } from './batchNorm.ts';
import { convolution, foldConvolution, type Padding } from './convolution.ts';
import type { Encoder } from './encoder.ts';
import { invertedResidual } from './invertedResidual.ts';
import type { Layer } from './layer.ts';
import { type Stage, stagedEncoder } from './stagedEncoder.ts';

/** Strides of the seven stages' first blocks (Tan & Le 2019, table 1): the one thing the tensors' shapes do not tell. */
export const stageStrides = [1, 2, 2, 2, 1, 2, 1] as const;

/** What tells EfficientNet-B0 ({@link plainB0}) from Lite0 ({@link lite0}); squeeze-excite is read from the keys. */
export interface EfficientNetOptions {
  activation: 'relu6' | 'silu';
  padding: Exclude<Padding, 'none'>;
  batchNormEpsilon: number;
  /** (x − mean) / std per channel on pixels from 0 to 1; absent where the network takes 0–1 as it is. */
  normalisation?: { mean: number[]; std: number[] };
}

/** timm's efficientnet_b0, as Zoobot uses it. */
export const plainB0: EfficientNetOptions = {
  activation: 'silu',
  padding: 'symmetric',
  batchNormEpsilon: 1e-5,
};
/** timm's tf_efficientnet_lite0: TensorFlow's padding and epsilon, ReLU6, stem and head not scaled. */
export const lite0: EfficientNetOptions = { activation: 'relu6', padding: 'same', batchNormEpsilon: 1e-3 };

const firstLayer = 'conv_stem.weight';
/** A trained matrix, (width, channels of the last stage), and its bias, (width): what a representation keeps of the means. */
export const projectionKeys = { weight: 'representation.weight', bias: 'representation.bias' } as const;

/**
 * EfficientNet for inference: batch norm folded into the convolutions, activations fused where the backend can.
 *
 * @param weights timm's keys: conv_stem, bn1, blocks.STAGE.BLOCK.…, conv_head, bn2, and {@link projectionKeys} where a
 *   representation is a projection of the last stage's means; every dimension is read from them
 * @throws Error naming a tensor that is missing
 */
export function createEfficientNet(weights: Weights, options: EfficientNetOptions): Encoder {
  const dimension = representationWidth(weights);
  return stagedEncoder(weights, firstLayer, dimension, () => ({
    stages: buildStages(weights, options),
    after: projection(weights),
  }));
}

/** Length of a representation: of the projection where there is one, else the channels of the last stage. */
export function representationWidth(weights: Weights): number {
  const projected = weights.get(projectionKeys.weight);
  return (projected ?? weightOf(weights, 'conv_head.weight')).shape[0];
}

/** The projection, as a convolution of the one pixel that the mean is. */
function projection(weights: Weights): Layer | undefined {
  if (!weights.has(projectionKeys.weight)) return undefined;
  const { shape, values } = weightOf(weights, projectionKeys.weight);
  const options = { stride: 1, padding: 'none', activation: 'linear' } as const;
  return convolution(
    { shape: [...shape, 1, 1], values },
    weightOf(weights, projectionKeys.bias).values,
    options,
  );
}

function buildStages(weights: Weights, options: EfficientNetOptions): Stage[] {
  const { activation, padding, batchNormEpsilon, normalisation } = options;
  const stemKernel = weightOf(weights, firstLayer);
  const stem = foldConvolution(
    normalisation ? dividedByStd(stemKernel, normalisation.std) : stemKernel,
    foldBatchNorm(weights, 'bn1', batchNormEpsilon),
    { stride: 2, padding, activation },
  );
  const stages: Stage[] = [
    { name: 'bn1', steps: normalisation ? [meanSubtracted(normalisation.mean), stem] : [stem] },
  ];
  for (const [stage, firstStride] of stageStrides.entries()) {
    const steps: Layer[] = [];
    for (let block = 0; weights.has(`blocks.${stage}.${block}.conv_dw.weight`); block++) {
      const stride = block === 0 ? firstStride : 1;
      const blockOptions = { activation, padding, batchNormEpsilon, stride };
      steps.push(invertedResidual(weights, `blocks.${stage}.${block}`, blockOptions));
    }
    if (steps.length === 0) throw new Error(`need blocks.${stage}.0 in the weights; got no such tensors`);
    stages.push({ name: `blocks.${stage}`, steps });
  }
  const head = foldConvolution(
    weightOf(weights, 'conv_head.weight'),
    foldBatchNorm(weights, 'bn2', batchNormEpsilon),
    { stride: 1, padding, activation },
  );
  return [...stages, { name: 'bn2', steps: [head] }];
}

/** Takes the mean colour from the image, before its padding: that stays 0. */
function meanSubtracted(mean: number[]): Layer {
  // A scalar where the channels agree: WASM subtracts that ten times as fast.
  const colour = mean.every(value => value === mean[0]) ? tf.scalar(mean[0]) : tf.tensor1d(mean);
  return { apply: x => tf.sub<tf.Tensor4D>(x, colour), tensors: [colour] };
}

/** The division of the normalisation, done in the stem's filters; the mean is subtracted from the image, whose padding stays 0. */
function dividedByStd({ shape, values }: WeightTensor, std: number[]): WeightTensor {
  const [, channels, height, width] = shape;
  if (std.length !== channels) {
    throw new Error(`need a normalisation of ${channels} channels; got ${std.length}`);
  }
  const perChannel = height * width;
  return { shape, values: values.map((value, i) => value / std[Math.floor(i / perChannel) % channels]) };
}
