import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from '../training/parameter.ts';
import { type ClusterNetwork, type Posterior, spreadLimits, type Trail } from './clusterNetwork.ts';

/** What a step is judged by; tensors of one number each. */
interface LossTerms {
  /** What is made least. */
  loss: tf.Scalar;
  /** Mean squared error of the pictures. */
  pictureError: tf.Scalar;
  /** Mean squared error of what was encoded: pixels, or the components of a representation. */
  inputError: tf.Scalar;
  /** Mean divergence from the prior, nats a galaxy. */
  divergence: tf.Scalar;
}

/** A batch and how it is judged. */
export interface LossInputs {
  /** (batch, inputs) what is encoded */
  inputs: tf.Tensor2D;
  /** (batch, numbers of a picture) what is decoded: of a network that encodes pixels, the same */
  pictures: tf.Tensor2D;
  /** (batch, latents) standard normal */
  noise: tf.Tensor2D;
  /** The standard normal of the warm-up, or the mixture. */
  prior: 'normal' | 'mixture';
  /** Of the divergence: 1 for the evidence's lower bound. */
  weight: number;
}

const [leastLogVariance, mostLogVariance] = [-4, 3]; // of the mixture's: a component may neither vanish nor take everything

/** (batch, components) s_c of `maths/clustering/vadeElbo.ts`. */
export function mixtureScores(network: ClusterNetwork, { mean, logVariance }: Posterior): tf.Tensor2D {
  const of = (name: string) => network.tensors.get(`mixture.${name}`)! as tf.Tensor;
  const logVariances = tf.clipByValue(of('logVariances'), leastLogVariance, mostLogVariance);
  const precision = tf.exp(tf.neg(logVariances)); // (components, latents)
  const means = of('means');
  // Σ_d ((μ − m)² + σ²) / λ by products, without a tensor of batch × components × latents.
  const squares = tf.add<tf.Tensor2D>(tf.square(mean), tf.exp(logVariance));
  const own = tf.matMul(squares, tf.transpose(precision) as tf.Tensor2D);
  const cross = tf.matMul(mean, tf.transpose(tf.mul(precision, means)) as tf.Tensor2D);
  const rest = tf.sum(tf.add(logVariances, tf.mul(precision, tf.square(means))), 1); // (components)
  const distances = tf.add(tf.sub(own, tf.mul(cross, 2)), rest);
  return tf.sub(tf.logSoftmax(of('logits') as tf.Tensor1D), tf.mul(distances, 0.5)) as tf.Tensor2D;
}

/** How the divergence of a batch changes with what it is computed from, in nats a galaxy. */
interface PriorGradient {
  /** Mean KL from the prior: `priorTerms` or `standardDivergence` of maths/clustering. */
  divergence: tf.Scalar;
  /** (batch, latents) */
  dMean: tf.Tensor2D;
  /** (batch, latents) */
  dLogVariance: tf.Tensor2D;
}

function underNormal({ mean, logVariance }: Posterior): PriorGradient {
  const [batch] = mean.shape;
  const variance = tf.exp(logVariance);
  const each = tf.sub(tf.add(tf.square(mean), variance), tf.add(logVariance, 1));
  return {
    divergence: tf.div(tf.sum(each), 2 * batch),
    dMean: tf.div(mean, batch),
    dLogVariance: tf.div(tf.sub(variance, 1), 2 * batch),
  };
}

/** Written out: with γ = softmax(s), −ln Σ exp s changes by −Σ γ ds. Puts the mixture's own gradients, times a weight, into the map. */
function underMixture(
  network: ClusterNetwork,
  posterior: Posterior,
  weight: number,
  gradients: Gradients,
): PriorGradient {
  const { mean, logVariance } = posterior;
  const [batch] = mean.shape;
  const of = (name: string) => network.tensors.get(`mixture.${name}`)! as tf.Tensor as tf.Tensor2D;
  const scores = mixtureScores(network, posterior);
  const evidence = tf.logSumExp(scores, 1);
  const gamma = tf.softmax(scores); // (batch, components)
  const raw = of('logVariances');
  const logVariances = tf.clipByValue<tf.Tensor2D>(raw, leastLogVariance, mostLogVariance);
  const precision = tf.exp(tf.neg(logVariances)) as tf.Tensor2D; // (components, latents)
  const means = of('means');
  const variance = tf.exp(logVariance);
  const seen = tf.matMul(gamma, precision); // Σ_c γ / λ
  const pulled = tf.matMul(gamma, tf.mul<tf.Tensor2D>(precision, means));
  const turned = tf.transpose(gamma);
  const counts = tf.reshape<tf.Rank.R2>(tf.sum(gamma, 0), [-1, 1]);
  const sums = tf.matMul(turned, mean); // Σ_b γ μ
  const squares = tf.matMul(turned, tf.add<tf.Tensor2D>(tf.square(mean), variance));
  const share = weight / batch;
  const spread = tf.add(tf.sub(squares, tf.mul(tf.mul(means, sums), 2)), tf.mul(counts, tf.square(means)));
  const within = tf.cast(tf.equal(raw, logVariances), 'float32');
  gradients.set('mixture.means', tf.mul(tf.mul(precision, tf.sub(tf.mul(counts, means), sums)), share));
  gradients.set(
    'mixture.logVariances',
    tf.mul(tf.mul(tf.sub(counts, tf.mul(precision, spread)), within), share / 2),
  );
  const expected = tf.mul(tf.softmax(of('logits') as tf.Tensor as tf.Tensor1D), batch);
  gradients.set('mixture.logits', tf.mul(tf.sub(expected, tf.sum(gamma, 0)), share));
  const entropy = tf.div(tf.sum(tf.add(logVariance, 1)), 2 * batch);
  return {
    divergence: tf.neg(tf.add(tf.mean(evidence), entropy)) as tf.Scalar,
    dMean: tf.div(tf.sub<tf.Tensor2D>(tf.mul(mean, seen), pulled), batch),
    dLogVariance: tf.div(tf.sub<tf.Tensor2D>(tf.mul(variance, seen), 1), 2 * batch),
  };
}

/**
 * The loss of a batch, a galaxy's mean, and its gradients by the names of the tensors: (D / 2) ln MSE of what was encoded
 * (σ-VAE: `reconstructionCost` without its constant) plus the weighted divergence. A network that encodes representations also
 * learns to paint pictures, by (D / 2) ln MSE of the pixels, from latents that this does not change: what is clustered stays
 * the representation. Tensors are the caller's, within its tidy.
 */
export function clusterLoss(
  network: ClusterNetwork,
  { inputs, pictures, noise, prior, weight }: LossInputs,
  gradients: Gradients,
): LossTerms {
  const [there, back]: Trail[] = [0, 1].map(() => ({ inputs: new Map(), outputs: new Map() }));
  const posterior = network.encode(inputs, there);
  const { mean, logVariance } = posterior;
  const deviation = tf.mul(noise, tf.exp(tf.mul(logVariance, 0.5)));
  const decoded = network.decode(tf.add<tf.Tensor2D>(mean, deviation), back);
  const picture = squaredCost(decoded.picture, pictures);
  const features = decoded.features && squaredCost(decoded.features, inputs);
  const known =
    prior === 'normal' ? underNormal(posterior) : underMixture(network, posterior, weight, gradients);
  const dz = network.decodeBackward(
    back,
    { picture: picture.gradient, features: features?.gradient },
    gradients,
  );
  const bySpread = tf.mul(dz, tf.mul(deviation, 0.5));
  const inside = tf.logicalAnd(
    tf.greater(logVariance, spreadLimits[0]),
    tf.less(logVariance, spreadLimits[1]),
  );
  const dSpread = tf.mul(tf.add(bySpread, tf.mul(known.dLogVariance, weight)), tf.cast(inside, 'float32'));
  const dMean = tf.add(dz, tf.mul(known.dMean, weight));
  network.encodeBackward(there, tf.concat([dMean, dSpread], 1) as tf.Tensor2D, gradients);
  const painted = features ? tf.add(picture.cost, features.cost) : picture.cost;
  return {
    loss: tf.add<tf.Scalar>(painted, tf.mul(known.divergence, weight)),
    pictureError: picture.error,
    inputError: features?.error ?? picture.error,
    divergence: known.divergence,
  };
}

/** (D / 2) ln MSE, a galaxy's mean, and its gradient by what was made: (made − meant) / (batch · MSE). */
function squaredCost(made: tf.Tensor2D, meant: tf.Tensor2D) {
  const [batch, columns] = made.shape;
  const difference = tf.sub<tf.Tensor2D>(made, meant);
  const error = tf.mean(tf.square(difference)) as tf.Scalar;
  return {
    error,
    cost: tf.mul<tf.Scalar>(tf.log(error), columns / 2),
    gradient: tf.div<tf.Tensor2D>(difference, tf.mul(error, batch)),
  };
}
