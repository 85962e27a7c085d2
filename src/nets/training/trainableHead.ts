import * as tf from '@tensorflow/tfjs-core';
import type { LearntTensors } from '../../contracts/finetune.ts';
import { foldStandardisation, type Standardisation } from '../../maths/linear/standardisation.ts';
import type { Random } from '../../maths/statistics/random.ts';
import { createParameter, type Gradients, type Parameter } from './parameter.ts';

/**
 * Dropout and one linear layer: Zoobot's LinearHead, with its keys "head.linear.weight" and ".bias". With a
 * standardisation the layer acts on standardised representations, so that what dropout leaves out counts as average;
 * {@link plainHead} converts it to a layer on plain ones.
 */
interface TrainableHead {
  outputs: number;
  parameters: ReadonlyMap<string, Parameter>;
  /** @param vectors (batch, dimension) @returns (batch, outputs) */
  run(vectors: tf.Tensor2D): tf.Tensor2D;
  /** @param dropout share of the representation's numbers left out */
  forward(vectors: tf.Tensor2D, dropout: number, random: Random): HeadPass;
  dispose(): void;
}

/** One forward pass, with what its backward pass needs. */
interface HeadPass {
  /** (batch, outputs), the caller's to dispose. */
  outputs: tf.Tensor2D;
  /**
   * May be called once; the caller disposes what it returns.
   *
   * @param dOutputs (batch, outputs) row-major: ∂loss / ∂outputs
   * @returns the head's gradients, and (batch, dimension) those of the representations where wanted
   */
  backward(dOutputs: Float32Array, wantsVectors: boolean): { gradients: Gradients; dVectors?: tf.Tensor2D };
}

/** Its tensors' keys, Zoobot's: weight, then bias. */
export const headKeys = ['head.linear.weight', 'head.linear.bias'] as const;
const [weightKey, biasKey] = headKeys;

/**
 * A head whose weights start at 0: a single linear layer has no symmetry to break, and directions without labels then stay
 * at 0.
 *
 * @param dimension length of a representation
 * @param outputs numbers per galaxy
 * @param standardisation of representations. Default: none
 */
export function createTrainableHead(
  dimension: number,
  outputs: number,
  standardisation?: Standardisation,
): TrainableHead {
  const weight = createParameter(weightKey, {
    shape: [outputs, dimension],
    values: new Float32Array(outputs * dimension),
  });
  const bias = createParameter(biasKey, { shape: [outputs], values: new Float32Array(outputs) });
  const [mean, scale] = standardisation
    ? [tf.tensor1d(standardisation.mean), tf.tensor1d(standardisation.scale)]
    : [undefined, undefined];
  /** A tensor of its own. */
  const standardised = (vectors: tf.Tensor2D): tf.Tensor2D =>
    mean && scale ? tf.tidy(() => tf.mul(tf.sub(vectors, mean), scale)) : tf.clone(vectors);
  const weightNow = weight.variable as tf.Variable<tf.Rank.R2>;
  const linear = (seen: tf.Tensor2D) =>
    tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(seen, weightNow, false, true), bias.variable));
  return {
    outputs,
    parameters: new Map([
      [weightKey, weight],
      [biasKey, bias],
    ]),
    run: vectors => tf.tidy(() => linear(standardised(vectors))),
    forward(vectors, dropout, draws) {
      const mask = dropout > 0 ? dropoutMask(vectors.shape, dropout, draws) : undefined;
      const seen = tf.tidy(() => {
        const all = standardised(vectors);
        return mask ? tf.mul<tf.Tensor2D>(all, mask) : all;
      });
      return {
        outputs: linear(seen),
        backward: (dOutputs, wantsVectors) => {
          const dy = tf.tensor2d(dOutputs, [vectors.shape[0], outputs]);
          const gradients: Gradients = new Map([
            [weightKey, tf.matMul(dy, seen, true) as tf.Tensor],
            [biasKey, tf.sum(dy, 0)],
          ]);
          const dVectors = wantsVectors
            ? tf.tidy(() => {
                const behind = tf.matMul<tf.Tensor2D>(dy, weightNow);
                const kept = mask ? tf.mul<tf.Tensor2D>(behind, mask) : behind;
                return scale ? tf.mul<tf.Tensor2D>(kept, scale) : kept;
              })
            : undefined;
          tf.dispose([dy, seen, ...(mask ? [mask] : [])]);
          return { gradients, dVectors };
        },
      };
    },
    dispose: () => {
      tf.dispose([weight.variable, bias.variable, ...(mean && scale ? [mean, scale] : [])]);
    },
  };
}

/**
 * The learnt tensors with the standardisation folded into the head, weights (outputs, dimension) and biases (outputs): the
 * form in which they are exported and used elsewhere.
 *
 * @throws Error where there is no head
 */
export function plainHead(
  learnt: LearntTensors,
  standardisation: Standardisation | undefined,
): LearntTensors {
  const [weight, bias] = [learnt.get(weightKey), learnt.get(biasKey)];
  if (!weight || !bias) throw new Error(`need a head among the learnt tensors; got ${[...learnt.keys()]}`);
  if (!standardisation) return learnt;
  const folded = foldStandardisation(weight, bias, standardisation);
  return new Map([...learnt, [weightKey, folded.weight], [biasKey, folded.bias]]);
}

/** 0 for what is left out, 1 / (1 − share) for the rest, so that sums keep their size (Srivastava et al. 2014). */
function dropoutMask([rows, columns]: [number, number], share: number, random: Random): tf.Tensor2D {
  const rest = 1 / (1 - share);
  const values = Float32Array.from({ length: rows * columns }, () => (random.uniform() < share ? 0 : rest));
  return tf.tensor2d(values, [rows, columns]);
}
