import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '../maths/random.ts';
import { createParameter, type Gradients, type Parameter } from './parameter.ts';

/** Dropout and one linear layer: Zoobot's LinearHead, its keys "head.linear.weight" and ".bias". */
export interface TrainableHead {
  outputs: number;
  parameters: ReadonlyMap<string, Parameter>;
  /** @param vectors (batch, dimension) @returns (batch, outputs) */
  run(vectors: tf.Tensor2D): tf.Tensor2D;
  /** @param dropout share of the representation's numbers left out */
  forward(vectors: tf.Tensor2D, dropout: number, random: Random): HeadPass;
  dispose(): void;
}

export interface HeadPass {
  /** (batch, outputs), the caller's to dispose. */
  outputs: tf.Tensor2D;
  /**
   * Once only; all that comes back is the caller's to dispose.
   *
   * @param dOutputs (batch, outputs) row-major
   * @returns the head's gradients, and the representation's where it is wanted
   */
  backward(dOutputs: Float32Array, wantsVectors: boolean): { gradients: Gradients; dVectors?: tf.Tensor2D };
}

const [weightKey, biasKey] = ['head.linear.weight', 'head.linear.bias'];

/** @param seed of the first weights: uniform within ±1 / √dimension, as PyTorch's linear layer begins */
export function createTrainableHead(dimension: number, outputs: number, seed: number): TrainableHead {
  const random = createRandom(seed);
  const bound = 1 / Math.sqrt(dimension);
  const draw = (length: number) => Float32Array.from({ length }, () => bound * (2 * random.uniform() - 1));
  const weight = createParameter(weightKey, {
    shape: [outputs, dimension],
    values: draw(outputs * dimension),
  });
  const bias = createParameter(biasKey, { shape: [outputs], values: draw(outputs) });
  const weightNow = weight.variable as tf.Variable<tf.Rank.R2>;
  const run = (vectors: tf.Tensor2D) =>
    tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(vectors, weightNow, false, true), bias.variable));
  return {
    outputs,
    parameters: new Map([
      [weightKey, weight],
      [biasKey, bias],
    ]),
    run,
    forward(vectors, dropout, draws) {
      const mask = dropout > 0 ? dropoutMask(vectors.shape, dropout, draws) : undefined;
      const seen = mask ? tf.mul<tf.Tensor2D>(vectors, mask) : tf.clone(vectors);
      return {
        outputs: run(seen),
        backward: (dOutputs, wantsVectors) => {
          const dy = tf.tensor2d(dOutputs, [vectors.shape[0], outputs]);
          const gradients: Gradients = new Map([
            [weightKey, tf.matMul(dy, seen, true) as tf.Tensor],
            [biasKey, tf.sum(dy, 0)],
          ]);
          const dVectors = wantsVectors
            ? tf.tidy(() => {
                const behind = tf.matMul<tf.Tensor2D>(dy, weightNow);
                return mask ? tf.mul<tf.Tensor2D>(behind, mask) : behind;
              })
            : undefined;
          tf.dispose([dy, seen, ...(mask ? [mask] : [])]);
          return { gradients, dVectors };
        },
      };
    },
    dispose: () => {
      for (const { variable } of [weight, bias]) variable.dispose();
    },
  };
}

/** 0 for what is left out, 1 / (1 − share) for the rest, so that sums keep their size (Srivastava et al. 2014). */
function dropoutMask([rows, columns]: [number, number], share: number, random: Random): tf.Tensor2D {
  const rest = 1 / (1 - share);
  const values = Float32Array.from({ length: rows * columns }, () => (random.uniform() < share ? 0 : rest));
  return tf.tensor2d(values, [rows, columns]);
}
