import * as tf from '@tensorflow/tfjs-core';
import { leak } from '../../maths/clustering/clusterShape.ts';
import type { DiagonalMixture } from '../../maths/clustering/diagonalMixture.ts';
import type { Weights, WeightTensor } from '../../maths/weights.ts';

/** AstroVaDEr as its authors published it (Spindler, Geach & Smith 2020; AshleySpindler/AstroVaDEr-Public). */
export interface PublishedVader {
  /** Side of its pictures: 128 */
  sidePx: number;
  /** The prior, its weights made to sum to 1: the published ones, which are no probabilities, sum to 28. */
  mixture: DiagonalMixture;
  /** (components) θ as it is stored. */
  storedWeights: Float32Array;
  /** @param pictures (batch, 128, 128, 1), each stretched to 0–1 @returns (batch, 20) each */
  encode(pictures: tf.Tensor4D): { mean: tf.Tensor2D; logVariance: tf.Tensor2D };
  /** @param z (batch, 20) @returns (batch, 128, 128, 1) */
  decode(z: tf.Tensor2D): tf.Tensor4D;
  dispose(): void;
}

const sidePx = 128;
const smallSide = 16; // behind three poolings
const smallChannels = 16;

/**
 * The network of the published weights: three pairs of convolutions, each followed by a pooling, down to 20 means and log
 * variances; and back by three doublings with the bilinear rule of TensorFlow 1 (a new pixel lies at i / 2), without which the
 * pictures are wrong.
 *
 * @param weights arrays of the authors' HDF5 file by their paths
 * @throws Error where one is missing
 */
export function createPublishedVader(weights: Weights): PublishedVader {
  const array = (path: string): WeightTensor => {
    const found = weights.get(path);
    if (!found) throw new Error(`need the array ${path} of AstroVaDEr's weights; got ${weights.size} others`);
    return found;
  };
  const held: tf.Tensor[] = [];
  const tensor = <T extends tf.Tensor>({ values, shape }: WeightTensor): T => {
    const made = tf.tensor(values, shape);
    held.push(made);
    return made as T;
  };
  const layer = (name: string) => ({
    kernel: tensor<tf.Tensor>(array(`${name}/${name}/kernel:0`)),
    bias: tensor<tf.Tensor1D>(array(`${name}/${name}/bias:0`)),
  });
  const convolutions = Array.from({ length: 12 }, (_, i) => layer(`Conv${i + 1}`));
  const [mean, logVariance, up, output] = ['latentmean', 'latentlog_var', 'FC3', 'Output'].map(layer);

  const convolve = (x: tf.Tensor4D, { kernel, bias }: ReturnType<typeof layer>): tf.Tensor4D =>
    tf.add(tf.conv2d(x, kernel as tf.Tensor4D, 1, 'same'), bias);
  const pair = (x: tf.Tensor4D, first: number): tf.Tensor4D =>
    [first, first + 1].reduce((y, i) => tf.leakyRelu(convolve(y, convolutions[i]), leak), x);
  const dense = (x: tf.Tensor2D, { kernel, bias }: ReturnType<typeof layer>): tf.Tensor2D =>
    tf.add(tf.matMul(x, kernel as tf.Tensor2D), bias);

  const stored = array('latentGMM_Layer/theta_p:0');
  return {
    sidePx,
    storedWeights: stored.values,
    mixture: publishedMixture(
      stored.values,
      array('latentGMM_Layer/u_p:0'),
      array('latentGMM_Layer/lambda_p:0'),
    ),
    encode: pictures =>
      tf.tidy(() => {
        let x = pictures;
        for (const first of [0, 2, 4]) x = tf.maxPool(pair(x, first), 2, 2, 'same');
        const flat = tf.reshape<tf.Rank.R2>(x, [pictures.shape[0], -1]);
        return { mean: dense(flat, mean), logVariance: dense(flat, logVariance) };
      }),
    decode: z =>
      tf.tidy(() => {
        const small = tf.leakyRelu(dense(z, up), leak);
        let x = tf.reshape<tf.Rank.R4>(small, [z.shape[0], smallSide, smallSide, smallChannels]);
        for (const first of [6, 8, 10]) {
          x = pair(x, first);
          x = tf.image.resizeBilinear(x, [2 * x.shape[1], 2 * x.shape[2]], false, false);
        }
        return tf.relu(convolve(x, output));
      }),
    dispose: () => tf.dispose(held),
  };
}

/** @param means (latents, components), as the file has them; variances too */
function publishedMixture(
  theta: Float32Array,
  { values: means, shape: [latents, components] }: WeightTensor,
  { values: variances }: WeightTensor,
): DiagonalMixture {
  const all = theta.reduce((sum, weight) => sum + weight, 0);
  const turned = (values: Float32Array) =>
    Float64Array.from({ length: values.length }, (_, at) => {
      const [c, d] = [Math.floor(at / latents), at % latents];
      return values[d * components + c];
    });
  return {
    logWeights: Float64Array.from(theta, weight => Math.log(weight / all)),
    means: turned(means),
    logVariances: turned(variances).map(Math.log),
  };
}
