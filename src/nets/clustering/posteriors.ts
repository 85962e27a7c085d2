import * as tf from '@tensorflow/tfjs-core';
import { pictureNumbers } from '../../maths/clustering/clusterShape.ts';
import { rowsOfMatrix } from './clusterBatch.ts';
import { mixtureScores } from './clusterLoss.ts';
import type { ClusterNetwork } from './clusterNetwork.ts';

/** Posteriors of galaxies. */
export interface Posteriors {
  /** (n, latents) */
  means: Float32Array;
  /** (n, latents) */
  logVariances: Float32Array;
  /** (n, components) */
  responsibilities: Float32Array;
}

const together = 128;

/** Lets other messages in between two batches; may throw to stop the work. */
export type Breathe = () => Promise<void>;

/** Posteriors of many galaxies. @param inputs (n, inputs) @param rows default: all */
export async function posteriorsOf(
  network: ClusterNetwork,
  inputs: Float32Array,
  rows?: ArrayLike<number>,
  breathe?: Breathe,
): Promise<Posteriors> {
  const { inputs: wide, latents, components } = network.shape;
  const count = rows?.length ?? inputs.length / wide;
  const means = new Float32Array(count * latents);
  const logVariances = new Float32Array(count * latents);
  const responsibilities = new Float32Array(count * components);
  for (let first = 0; first < count; first += together) {
    const some = Math.min(together, count - first);
    const chosen = Array.from({ length: some }, (_, i) => (rows ? rows[first + i] : first + i));
    const [mean, logVariance, shares] = tf.tidy(() => {
      const posterior = network.encode(tf.tensor2d(rowsOfMatrix(inputs, wide, chosen), [some, wide]));
      return [posterior.mean, posterior.logVariance, tf.softmax(mixtureScores(network, posterior))];
    });
    means.set(await mean.data(), first * latents);
    logVariances.set(await logVariance.data(), first * latents);
    responsibilities.set(await shares.data(), first * components);
    tf.dispose([mean, logVariance, shares]);
    await breathe?.();
  }
  return { means, logVariances, responsibilities };
}

/** What codes say: pictures, (n, numbers of a picture), and of a network that encodes representations these, (n, inputs). */
export async function decodedOf(
  network: ClusterNetwork,
  codes: Float32Array,
  breathe?: Breathe,
): Promise<{ pictures: Float32Array; features?: Float32Array }> {
  const { latents, inputs, encodesPixels } = network.shape;
  const pixels = pictureNumbers(network.shape);
  const count = codes.length / latents;
  const pictures = new Float32Array(count * pixels);
  const features = encodesPixels ? undefined : new Float32Array(count * inputs);
  for (let first = 0; first < count; first += together) {
    const some = Math.min(together, count - first);
    const made = tf.tidy(() => {
      const z = tf.tensor2d(codes.slice(first * latents, (first + some) * latents), [some, latents]);
      const { picture, features: own } = network.decode(z);
      return own ? [picture, own] : [picture];
    });
    pictures.set(await made[0].data(), first * pixels);
    if (features) features.set(await made[1].data(), first * inputs);
    tf.dispose(made);
    await breathe?.();
  }
  return { pictures, features };
}
