import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from '../encoders/batchNorm.ts';
import { type EfficientNetOptions, representationWidth, stageStrides } from '../encoders/efficientNet.ts';
import { channelsOf } from '../encoders/encoder.ts';
import { registerBackwardKernels } from './backwardKernels.ts';
import { frozenProjection } from './frozenProjection.ts';
import {
  type NormStatistics,
  type TrainableConvolution,
  trainableConvolution,
} from './trainableConvolution.ts';
import {
  type TrainableBlock,
  type TrainableEncoder,
  type TrainableStage,
  trainableEncoder,
} from './trainableEncoder.ts';

/**
 * EfficientNet-Lite for training: ReLU6 and no squeeze-and-excitation.
 *
 * @param norms default: statistics of batch norms stay as they are (Zoobot keeps its networks in evaluation mode while they are
 * fine-tuned)
 * @throws Error for the networks with SiLU, and naming a tensor that is missing
 */
export function createTrainableEfficientNet(
  weights: Weights,
  options: EfficientNetOptions,
  norms: NormStatistics = 'kept',
): TrainableEncoder {
  const { activation, padding, batchNormEpsilon, normalisation } = options;
  if (activation !== 'relu6') {
    throw new Error(`need a network with ReLU6 to train its blocks; got ${activation}: train the head alone`);
  }
  registerBackwardKernels();
  const made: TrainableConvolution[] = [];
  const layer = (
    kernel: string,
    norm: string,
    stride: 1 | 2,
    depthwise: boolean,
    behind: 'linear' | 'relu6',
  ): TrainableConvolution => {
    const layerOptions = { stride, padding, depthwise, batchNormEpsilon, activation: behind, norms };
    const convolution = trainableConvolution(weights, kernel, norm, layerOptions);
    made.push(convolution);
    return convolution;
  };
  try {
    const stem = layer('conv_stem', 'bn1', 2, false, 'relu6');
    const stages: TrainableStage[] = [{ name: 'conv_stem', blocks: [{ layers: [stem], residual: false }] }];
    for (const [stage, firstStride] of stageStrides.entries()) {
      const blocks: TrainableBlock[] = [];
      for (let block = 0; weights.has(`blocks.${stage}.${block}.conv_dw.weight`); block++) {
        blocks.push(
          trainableBlock(weights, `blocks.${stage}.${block}`, block === 0 ? firstStride : 1, layer),
        );
      }
      if (blocks.length === 0) throw new Error(`need blocks.${stage}.0 in the weights; got no such tensors`);
      stages.push({ name: `blocks.${stage}`, blocks });
    }
    const head = layer('conv_head', 'bn2', 1, false, 'relu6');
    stages.push({ name: 'conv_head', blocks: [{ layers: [head], residual: false }] });
    const shape = {
      dimension: representationWidth(weights),
      inputChannels: channelsOf(weights, 'conv_stem.weight'),
    };
    const prepare = (images: tf.Tensor4D) => normalised(images, normalisation);
    return trainableEncoder(weights, shape, stages, prepare, frozenProjection(weights));
  } catch (error) {
    for (const convolution of made) convolution.dispose();
    throw error;
  }
}

/** As {@link invertedResidual}, in layers that can be run backwards. */
function trainableBlock(
  weights: Weights,
  key: string,
  stride: 1 | 2,
  layer: (
    kernel: string,
    norm: string,
    stride: 1 | 2,
    depthwise: boolean,
    behind: 'linear' | 'relu6',
  ) => TrainableConvolution,
): TrainableBlock {
  if (weights.has(`${key}.se.conv_reduce.weight`)) {
    throw new Error(
      `need blocks without squeeze-and-excitation to train them; got ${key}.se: train the head alone`,
    );
  }
  const expands = weights.has(`${key}.conv_pwl.weight`);
  const [into, out] = expands ? ['conv_pw', 'conv_pwl'] : ['conv_dw', 'conv_pw'];
  const inChannels = weightOf(weights, `${key}.${into}.weight`).shape[expands ? 1 : 0];
  const outChannels = weightOf(weights, `${key}.${out}.weight`).shape[0];
  return {
    layers: [
      ...(expands ? [layer(`${key}.conv_pw`, `${key}.bn1`, 1, false, 'relu6')] : []),
      layer(`${key}.conv_dw`, `${key}.${expands ? 'bn2' : 'bn1'}`, stride, true, 'relu6'),
      layer(`${key}.${out}`, `${key}.${expands ? 'bn3' : 'bn2'}`, 1, false, 'linear'),
    ],
    residual: stride === 1 && inChannels === outChannels,
  };
}

/** (x − mean) / std, a tensor of its own. One number for all channels where they agree, which WASM computes ten times as fast. */
function normalised(images: tf.Tensor4D, normalisation: EfficientNetOptions['normalisation']): tf.Tensor4D {
  if (!normalisation) return tf.clone(images);
  const constant = (values: number[]) =>
    values.every(value => value === values[0]) ? tf.scalar(values[0]) : tf.tensor1d(values);
  return tf.tidy(() =>
    tf.div<tf.Tensor4D>(tf.sub(images, constant(normalisation.mean)), constant(normalisation.std)),
  );
}
