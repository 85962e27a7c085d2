import * as tf from '@tensorflow/tfjs-core';

/** Numbers of stochastic gradient descent. */
export interface SgdOptions {
  learningRate: number;
  /** 0–1. Default 0. */
  momentum?: number;
  /** Added to the gradient as a share of the parameters. Default 0. */
  weightDecay?: number;
}

/** Stochastic gradient descent with momentum, holding its velocity. */
export interface Sgd {
  /** @returns the parameters a step on, a new tensor; what came in stays the caller's */
  step<T extends tf.Tensor>(parameters: T, gradient: T, learningRate?: number): T;
  /** The momentum's memory in the parameters' order; undefined before the first step and where there is no momentum. */
  velocity(): Promise<Float32Array | undefined>;
  dispose(): void;
}

/**
 * Gradient descent as PyTorch's SGD computes it: g ← g + λ θ, v ← μ v + g (v = g at the first step), θ ← θ − η v.
 *
 * @param start (p) a velocity to go on from, of all p parameters
 */
export function createSgd(
  { learningRate, momentum = 0, weightDecay = 0 }: SgdOptions,
  start?: Float32Array,
): Sgd {
  let velocity: tf.Tensor | undefined;
  let kept = start;
  return {
    step(parameters, gradient, rate = learningRate) {
      if (kept && momentum > 0) velocity = tf.keep(tf.tensor(kept, parameters.shape));
      kept = undefined;
      return tf.tidy(() => {
        const whole = weightDecay > 0 ? tf.add(gradient, tf.mul(parameters, weightDecay)) : gradient;
        const moved = velocity ? tf.add(tf.mul(velocity, momentum), whole) : whole;
        if (momentum > 0) {
          velocity?.dispose();
          velocity = tf.keep(tf.clone(moved));
        }
        return tf.sub<typeof parameters>(parameters, tf.mul(moved, rate));
      });
    },
    velocity: async () => kept ?? ((await velocity?.data()) as Float32Array | undefined)?.slice(),
    dispose: () => {
      velocity?.dispose();
      velocity = undefined;
    },
  };
}
