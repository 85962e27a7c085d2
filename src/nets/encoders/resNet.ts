import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { foldBatchNorm, weightOf } from './batchNorm.ts';
import { foldConvolution } from './convolution.ts';
import type { Encoder } from './encoder.ts';
import { applyInTurn, type Layer } from './layer.ts';
import { type Stage, stagedEncoder } from './stagedEncoder.ts';

const firstLayer = 'conv1.weight';
const batchNormEpsilon = 1e-5; // PyTorch's default
const layers = ['layer1', 'layer2', 'layer3', 'layer4'];

/**
 * ResNet for inference (He et al. 2016), batch norm folded; basic blocks (18, 34) or bottlenecks (50 and deeper, with the
 * stride on the 3 × 3, as PyTorch has it) by what the tensors' names show.
 *
 * @param weights timm's keys: conv1, bn1, layer1.BLOCK.… to layer4
 * @throws Error naming a tensor that is missing
 */
export function createResNet(weights: Weights): Encoder {
  const blocks = layers.map(layer => blocksOf(weights, layer));
  const lastBlock = `layer4.${blocks[3] - 1}`;
  const lastKernel = `${lastBlock}.${weights.has(`${lastBlock}.conv3.weight`) ? 'conv3' : 'conv2'}.weight`;
  const dimension = weightOf(weights, lastKernel).shape[0];
  return stagedEncoder(weights, firstLayer, dimension, () => {
    const stem = convolve(weights, 'conv1', 'bn1', 2, 'relu');
    const stages: Stage[] = [{ name: 'act1', steps: [stem] }];
    for (const [i, name] of layers.entries()) {
      const steps: Layer[] = i === 0 ? [maxPool] : [];
      for (let b = 0; b < blocks[i]; b++) {
        steps.push(residualBlock(weights, `${name}.${b}`, i > 0 && b === 0 ? 2 : 1));
      }
      stages.push({ name, steps });
    }
    return { stages };
  });
}

function blocksOf(weights: Weights, layer: string): number {
  let count = 0;
  while (weights.has(`${layer}.${count}.conv1.weight`)) count++;
  if (count === 0) throw new Error(`need ${layer}.0.conv1.weight in the weights; got no such tensor`);
  return count;
}

/** 3 × 3, stride 2, one pixel around. What it pools has been through a ReLU, so the padding cannot win. */
const maxPool: Layer = { apply: x => tf.maxPool(x, 3, 2, 1), tensors: [] };

function convolve(
  weights: Weights,
  kernel: string,
  norm: string,
  stride: 1 | 2,
  activation: 'relu' | 'linear',
): Layer {
  return foldConvolution(
    weightOf(weights, `${kernel}.weight`),
    foldBatchNorm(weights, norm, batchNormEpsilon),
    { stride, padding: 'symmetric', activation },
  );
}

/** ReLU(convolutions(x) + x), x through a 1 × 1 convolution where its shape has to change. */
function residualBlock(weights: Weights, key: string, stride: 1 | 2): Layer {
  const layer = (n: number, layerStride: 1 | 2, activation: 'relu' | 'linear') =>
    convolve(weights, `${key}.conv${n}`, `${key}.bn${n}`, layerStride, activation);
  const steps = weights.has(`${key}.conv3.weight`)
    ? [layer(1, 1, 'relu'), layer(2, stride, 'relu'), layer(3, 1, 'linear')]
    : [layer(1, stride, 'relu'), layer(2, 1, 'linear')];
  const shortcut = weights.has(`${key}.downsample.0.weight`)
    ? [convolve(weights, `${key}.downsample.0`, `${key}.downsample.1`, stride, 'linear')]
    : [];
  return {
    apply: x => tf.tidy(() => tf.relu(tf.add<tf.Tensor4D>(applyInTurn(steps, x), applyInTurn(shortcut, x)))),
    tensors: [...steps, ...shortcut].flatMap(step => step.tensors),
  };
}
