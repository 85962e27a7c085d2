import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { type Gradients, readParameter } from '../training/parameter.ts';
import type { TrainableEncoder } from '../training/trainableEncoder.ts';
import { inTurn, learns, type NetworkLayer } from './networkLayer.ts';

// One number for all channels, which WASM computes ten times as fast: about the means of mean and deviation of the three
// channels of Galaxy Zoo 2's images (Lin et al. 2021: .094 .0815 .063 and .1303 .11 .0913).
const [usualBrightness, usualSpread] = [0.08, 0.11];

/** Layers that are frozen or thawed together. */
interface LayeredStage {
  /** Name that its parameters' keys begin with, but for those of a class token and its positions: "blocks.0". */
  name: string;
  layer: NetworkLayer;
}

/**
 * An encoder of such stages. Images are (batch, side, side, 3), 0–1, and shown to the first stage with their usual brightness taken
 * off and divided by its usual spread.
 *
 * @param finish makes representations of what the last stage gives, (batch, 1, 1, dimension)
 */
export function layeredEncoder({
  dimension,
  stages,
  finish,
}: {
  dimension: number;
  stages: readonly LayeredStage[];
  finish: NetworkLayer;
}): TrainableEncoder {
  const all = [...stages.map(({ layer }) => layer), finish];
  const parameters = new Map(all.flatMap(layer => layer.parameters).map(each => [each.key, each]));
  const prepared = (x: tf.Tensor4D, first: number) =>
    first > 0 ? tf.clone(x) : tf.tidy(() => tf.mul<tf.Tensor4D>(tf.sub(x, usualBrightness), 1 / usualSpread));
  return {
    dimension,
    inputChannels: 3,
    stages: stages.map(({ name }) => name),
    blocks: stages.map(({ name }) => name),
    parameters,
    run: (x, first, end, onAttention) =>
      tf.tidy(() => {
        const shown = prepared(x, first);
        const steps = end === undefined ? all.slice(first) : all.slice(first, end);
        return steps.length === 0 ? shown : inTurn(steps).run(shown, onAttention);
      }),
    answer: (x, first) =>
      tf.tidy(() => {
        const y = inTurn(all.slice(first)).run(prepared(x, first));
        return tf.reshape<tf.Rank.R2>(y, [x.shape[0], dimension]);
      }),
    forward(x, first) {
      const start = prepared(x, first);
      const network = inTurn(all.slice(first));
      const pass = network.forward(start);
      const free = () => {
        pass.release();
        tf.dispose([start, pass.y]);
      };
      return {
        vectors: tf.reshape<tf.Rank.R2>(pass.y, [x.shape[0], dimension]),
        backward(dVectors, wanted) {
          const gradients: Gradients = new Map();
          if (learns(network, wanted)) {
            const dy = tf.reshape<tf.Rank.R4>(dVectors, pass.y.shape);
            pass.backward(dy, { gradients, wanted, needsInput: false })?.dispose();
            dy.dispose();
          }
          free();
          return gradients;
        },
        dispose: free,
      };
    },
    calibrate: async () => {}, // layer norms keep no statistics
    statistics: async () => new Map(),
    async weights() {
      const now: Weights = new Map();
      for (const [key, parameter] of parameters) now.set(key, await readParameter(parameter));
      return now;
    },
    dispose() {
      for (const { variable } of parameters.values()) variable.dispose();
    },
  };
}
