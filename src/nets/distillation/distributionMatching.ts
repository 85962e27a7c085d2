import * as tf from '@tensorflow/tfjs-core';
import type { PixelViews } from '../training/pixelViews.ts';
import type { StudentNetwork } from './studentNetwork.ts';

/** One gradient of distribution matching: what is compared. */
export interface DistributionMatching {
  network: StudentNetwork;
  /** (parameters) of a fresh network, another at every step */
  parameters: tf.Tensor1D;
  /** (n, side, side, channels) real images, some of every class */
  real: tf.Tensor4D;
  /** (n) 0 … classes − 1 */
  realLabels: ArrayLike<number>;
  /** (images, side, side, channels) */
  synthetic: tf.Tensor4D;
  /** (images) 0 … classes − 1 */
  syntheticLabels: ArrayLike<number>;
  /** How the synthetic images are seen; absent: as they are. */
  views?: PixelViews;
  /** How the real ones are. */
  realViews?: PixelViews;
}

/**
 * Distribution matching (Zhao & Bilen 2023): over the classes, the sum of ‖mean feature of the real − mean feature
 * of the synthetic images‖², and its gradient by the synthetic pixels. No step is unrolled: one forward pass of each, one back.
 *
 * @returns the loss, a scalar, and (images, side, side, channels); the caller's to dispose
 * @throws RangeError where a class has synthetic images and no real ones, or the other way round
 */
export function distributionGradient(matching: DistributionMatching): {
  loss: tf.Scalar;
  images: tf.Tensor4D;
} {
  const { network, parameters, views, realViews, syntheticLabels, realLabels } = matching;
  const { classes } = network.shape;
  const real = meansOver(realLabels, classes);
  const synthetic = meansOver(syntheticLabels, classes);
  const alone = real.counts.findIndex((count, c) => count > 0 !== synthetic.counts[c] > 0);
  if (alone >= 0) {
    throw new RangeError(
      `need real and synthetic images of class ${alone}; got ${real.counts[alone]} and ${synthetic.counts[alone]}`,
    );
  }
  return tf.tidy(() => {
    const realSeen = realViews ? realViews.apply(matching.real) : matching.real;
    const aims = tf.matMul(real.matrix(), network.features(parameters, realSeen)); // (classes, features)
    const seen = views ? views.apply(matching.synthetic) : matching.synthetic;
    let loss: tf.Scalar | undefined;
    const gradient = network.imageGradient(parameters, seen, features => {
      const means = synthetic.matrix(); // (classes, images)
      const apart = tf.sub(tf.matMul(means, features), aims);
      loss = tf.keep(tf.sum<tf.Scalar>(tf.square(apart))); // the network's own tidy would take it away
      return tf.mul(tf.matMul(means, apart, true), 2);
    });
    const images = views ? views.adjoint(gradient) : gradient;
    return { loss: loss!, images };
  });
}

/** The matrix that takes each class's mean of rows: (classes, n). */
function meansOver(labels: ArrayLike<number>, classes: number) {
  const counts = new Int32Array(classes);
  for (let row = 0; row < labels.length; row++) counts[labels[row]]++;
  return {
    counts,
    matrix: () => {
      const values = new Float32Array(classes * labels.length);
      for (let row = 0; row < labels.length; row++) {
        values[labels[row] * labels.length + row] = 1 / counts[labels[row]];
      }
      return tf.tensor2d(values, [classes, labels.length]);
    },
  };
}
