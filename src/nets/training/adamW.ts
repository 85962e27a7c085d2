import * as tf from '@tensorflow/tfjs-core';
import type { Gradients, Parameter } from './parameter.ts';

/** Constants of the optimiser. */
interface AdamWOptions {
  /** Default 0.05, Zoobot's. */
  weightDecay?: number;
  /** Decay of the running mean of the gradient. Default 0.9. */
  beta1?: number;
  /** Decay of the running mean of its square. Default 0.999. */
  beta2?: number;
  /** Added to the denominator. Default 1e-8. */
  epsilon?: number;
}

/** What a parameter's optimiser remembers, in the parameter's layout on the backend. */
interface AdamWMoments {
  mean: Float32Array;
  square: Float32Array;
}

/** What is needed to continue: steps taken, and moments by parameter key. */
interface AdamWState {
  steps: number;
  moments: Map<string, AdamWMoments>;
}

/** The optimiser of one training. */
export interface AdamW {
  /**
   * Changes the parameters by one step; those without a gradient stay.
   *
   * @param rates learning rate of each key
   * @param decayOf weight decay of a parameter at this step. Default: the optimiser's, of each
   */
  step(
    parameters: ReadonlyMap<string, Parameter>,
    gradients: Gradients,
    rates: ReadonlyMap<string, number>,
    decayOf?: (parameter: Parameter) => number,
  ): void;
  /** A copy of the present state. */
  state(): Promise<AdamWState>;
  dispose(): void;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2), as PyTorch computes it:
 * θ ← θ − η λ θ, then θ ← θ − η m̂ / (√v̂ + ε). Unless a step says otherwise every parameter decays, norms and biases too,
 * as in Zoobot's recipe.
 *
 * @param start continues from a saved state
 */
export function createAdamW(
  { weightDecay = 0.05, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamWOptions,
  start?: AdamWState,
): AdamW {
  let steps = start?.steps ?? 0;
  const moments = new Map<string, { mean: tf.Variable; square: tf.Variable }>();
  const momentsOf = ({ key, variable }: Parameter) => {
    const known = moments.get(key);
    if (known) return known;
    const kept = start?.moments.get(key);
    const create = (values?: Float32Array) =>
      tf.tidy(() =>
        tf.variable(values ? tf.tensor(values, variable.shape) : tf.zeros(variable.shape), false),
      );
    const made = { mean: create(kept?.mean), square: create(kept?.square) };
    moments.set(key, made);
    return made;
  };
  return {
    step(parameters, gradients, rates, decayOf = () => weightDecay) {
      steps++;
      const meanScale = 1 - beta1 ** steps;
      const squareScale = Math.sqrt(1 - beta2 ** steps);
      for (const [key, gradient] of gradients) {
        const parameter = parameters.get(key);
        const rate = rates.get(key);
        if (!parameter || rate === undefined) {
          throw new Error(`need a parameter and a learning rate for the gradient of ${key}; got none`);
        }
        const { mean, square } = momentsOf(parameter);
        tf.tidy(() => {
          mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)));
          square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
          const spread = tf.add(tf.div(tf.sqrt(square), squareScale), epsilon);
          const change = tf.mul(tf.div(mean, spread), rate / meanScale);
          const { variable } = parameter;
          variable.assign(tf.sub(tf.mul(variable, 1 - rate * decayOf(parameter)), change));
        });
      }
    },
    async state() {
      const read = async (variable: tf.Variable) => ((await variable.data()) as Float32Array).slice();
      const kept: AdamWState = { steps, moments: new Map() };
      for (const [key, { mean, square }] of moments) {
        kept.moments.set(key, { mean: await read(mean), square: await read(square) });
      }
      return kept;
    },
    dispose() {
      for (const { mean, square } of moments.values()) tf.dispose([mean, square]);
      moments.clear();
    },
  };
}
