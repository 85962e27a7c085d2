import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from './batchNorm.ts';
import { convolution, scaleFilters } from './convolution.ts';
import type { Encoder } from './encoder.ts';
import { applyInTurn, type Layer } from './layer.ts';
import { layerNorm } from './layerNorm.ts';
import { type Stage, stagedEncoder } from './stagedEncoder.ts';

const firstLayer = 'stem.0.weight';

/**
 * ConvNeXt for inference (Liu et al. 2022), as timm lays it out: the depths and dimensions of pico, nano, tiny, small and
 * base are read from the tensors.
 *
 * @param weights timm's keys: stem, stages.STAGE.downsample, stages.STAGE.blocks.BLOCK, head.norm
 * @throws Error naming a tensor that is missing
 */
export function createConvNeXt(weights: Weights): Encoder {
  const dimension = weightOf(weights, 'head.norm.weight').shape[0];
  return stagedEncoder(weights, firstLayer, dimension, () => ({
    stages: buildStages(weights),
    after: layerNorm(weights, 'head.norm'),
  }));
}

function buildStages(weights: Weights): Stage[] {
  const stages: Stage[] = [
    { name: 'stem', steps: [patches(weights, 'stem.0'), layerNorm(weights, 'stem.1')] },
  ];
  for (let stage = 0; stage === 0 || weights.has(`stages.${stage}.downsample.0.weight`); stage++) {
    const key = `stages.${stage}`;
    const steps: Layer[] = [];
    if (stage > 0)
      steps.push(layerNorm(weights, `${key}.downsample.0`), patches(weights, `${key}.downsample.1`));
    for (let i = 0; i === 0 || weights.has(`${key}.blocks.${i}.gamma`); i++) {
      steps.push(block(weights, `${key}.blocks.${i}`));
    }
    stages.push({ name: key, steps });
  }
  return stages;
}

/** A convolution whose stride is its side: every pixel is seen once. */
function patches(weights: Weights, key: string): Layer {
  const kernel = weightOf(weights, `${key}.weight`);
  return convolution(kernel, weightOf(weights, `${key}.bias`).values, {
    stride: kernel.shape[2],
    padding: 'none',
    activation: 'linear',
  });
}

/** x + γ · fc2(GELU(fc1(LN(depthwise 7 × 7 (x))))), the layer scale γ done in fc2's weights. */
function block(weights: Weights, key: string): Layer {
  const values = (name: string) => weightOf(weights, `${key}.${name}`).values;
  const gamma = values('gamma');
  const pointwise = { stride: 1, padding: 'none' } as const;
  const steps = [
    convolution(weightOf(weights, `${key}.conv_dw.weight`), values('conv_dw.bias'), {
      stride: 1,
      padding: 'symmetric',
      activation: 'linear',
      depthwise: true,
    }),
    layerNorm(weights, `${key}.norm`),
    convolution(weightOf(weights, `${key}.mlp.fc1.weight`), values('mlp.fc1.bias'), {
      ...pointwise,
      activation: 'gelu',
    }),
    convolution(
      scaleFilters(weightOf(weights, `${key}.mlp.fc2.weight`), gamma),
      values('mlp.fc2.bias').map((value, i) => value * gamma[i]),
      { ...pointwise, activation: 'linear' },
    ),
  ];
  return {
    apply(x) {
      const y = applyInTurn(steps, x);
      const sum = tf.add<tf.Tensor4D>(x, y);
      y.dispose();
      return sum;
    },
    tensors: steps.flatMap(step => step.tensors),
  };
}
