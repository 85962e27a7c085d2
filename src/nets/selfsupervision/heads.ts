import type * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../maths/statistics/random.ts';
import { sizeOf, type Weights } from '../../maths/weights.ts';
import {
  type HeadLayerPass,
  type HeadTensors,
  headGelu,
  headLinear,
  headNorm,
  headRelu,
  stacked,
  unitDense,
  unitRows,
} from './headLayers.ts';

/** Numbers of the layers between a representation and what the loss compares. */
interface HeadSizes {
  /** Length of a representation. */
  dimension: number;
  /** Of the hidden layers. */
  hidden: number;
  /** What comes out: of BYOL and VICReg the projection, of DINO the bottleneck before its outputs. */
  projection: number;
  /** DINO's outputs. */
  outputs: number;
}

/** Name of the matrix behind DINO's outputs. */
export const dinoLastLayer = 'head.last_layer.weight_v';

type Layout = [name: string, shape: number[]][];

const linear = (name: string, inputs: number, outputs: number): Layout => [
  [`${name}.weight`, [outputs, inputs]],
  [`${name}.bias`, [outputs]],
];
const norm = (name: string, channels: number): Layout => [
  [`${name}.weight`, [channels]],
  [`${name}.bias`, [channels]],
];

/** BYOL's projector, and its predictor, which has the same form (Grill et al. 2020, appendix): PyTorch's nn.Sequential. */
const twoLayers = (name: string, inputs: number, hidden: number, outputs: number): Layout => [
  ...linear(`${name}.0`, inputs, hidden),
  ...norm(`${name}.1`, hidden),
  ...linear(`${name}.3`, hidden, outputs),
];

/** Names and shapes of the tensors of a method's heads. */
export function headLayout(
  method: 'byol' | 'vicreg' | 'dino',
  { dimension, hidden, projection, outputs }: HeadSizes,
): Layout {
  switch (method) {
    case 'byol':
      return [
        ...twoLayers('projector', dimension, hidden, projection),
        ...twoLayers('predictor', projection, hidden, projection),
      ];
    case 'vicreg':
      return [
        ...twoLayers('projector', dimension, hidden, hidden),
        ...norm('projector.4', hidden),
        ...linear('projector.6', hidden, projection),
      ];
    case 'dino':
      return [
        ...linear('head.mlp.0', dimension, hidden),
        ...linear('head.mlp.2', hidden, hidden),
        ...linear('head.mlp.4', hidden, projection),
        [dinoLastLayer, [outputs, projection]],
      ];
  }
}

/** Untrained heads: matrices normal with variance 1 / inputs, DINO's with a deviation of 0.02 as there; norms the identity. */
export function freshHeads(method: 'byol' | 'vicreg' | 'dino', sizes: HeadSizes, seed: number): Weights {
  const random = createRandom(seed);
  const weights: Weights = new Map();
  for (const [name, shape] of headLayout(method, sizes)) {
    const values = new Float32Array(sizeOf(shape));
    if (shape.length === 2) {
      const deviation = method === 'dino' ? 0.02 : 1 / Math.sqrt(shape[1]);
      for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
    } else if (name.endsWith('.weight')) values.fill(1);
    weights.set(name, { shape, values });
  }
  return weights;
}

/** linear → batch norm → ReLU → linear. @param x (batch, inputs) @returns (batch, outputs) */
export function applyTwoLayers(
  x: tf.Tensor2D,
  name: 'projector' | 'predictor',
  tensors: HeadTensors,
): HeadLayerPass {
  return stacked(x, [
    headLinear(`${name}.0`, tensors),
    headNorm(`${name}.1`, tensors),
    headRelu,
    headLinear(`${name}.3`, tensors),
  ]);
}

/** VICReg's expander: twice linear → batch norm → ReLU, then linear (Bardes et al. 2022). */
export function applyExpander(x: tf.Tensor2D, tensors: HeadTensors): HeadLayerPass {
  return stacked(x, [
    headLinear('projector.0', tensors),
    headNorm('projector.1', tensors),
    headRelu,
    headLinear('projector.3', tensors),
    headNorm('projector.4', tensors),
    headRelu,
    headLinear('projector.6', tensors),
  ]);
}

/**
 * DINO's head: three linear layers with GELU between them, the result scaled to length 1, and its products with rows of
 * length 1 (a weight-normalised layer whose gain stays 1). @returns (batch, outputs), −1 … 1
 */
export function applyDinoHead(x: tf.Tensor2D, tensors: HeadTensors): HeadLayerPass {
  return stacked(x, [
    headLinear('head.mlp.0', tensors),
    headGelu,
    headLinear('head.mlp.2', tensors),
    headGelu,
    headLinear('head.mlp.4', tensors),
    unitRows,
    unitDense(dinoLastLayer, tensors),
  ]);
}
