import * as tf from '@tensorflow/tfjs-core';
import type { ClusterShape } from '../../maths/clustering/clusterShape.ts';
import { clusterLayout, leak } from '../../maths/clustering/clusterShape.ts';
import { sizeOf, type Weights } from '../../maths/weights.ts';
import { registerBackwardKernels } from '../training/backwardKernels.ts';
import type { Gradients } from '../training/parameter.ts';
import {
  convolveLeaky,
  convolveLeakyBackward,
  dense,
  denseBackward,
  doubled,
  doubledBackward,
  folded,
  type LayerPass,
  unfolded,
} from './layers.ts';

/** A posterior of each galaxy. */
export interface Posterior {
  /** (batch, latents) */
  mean: tf.Tensor2D;
  /** (batch, latents) between −8 and 4 */
  logVariance: tf.Tensor2D;
}

/** What the latents say of a galaxy. */
interface Decoded {
  /** (batch, numbers of a picture), not clipped to 0–1 */
  picture: tf.Tensor2D;
  /** (batch, inputs) of a network that encodes representations */
  features?: tf.Tensor2D;
}

/** What a forward pass through layers leaves for the way back: what went into each, and what came out of the last. */
export interface Trail {
  /** By the layer's name, in order. */
  inputs: Map<string, tf.Tensor>;
  outputs: Map<string, tf.Tensor>;
}

/** A variational autoencoder with a mixture for its prior, on the current backend. */
export interface ClusterNetwork {
  shape: ClusterShape;
  /** By name; the mixture's among them. */
  tensors: ReadonlyMap<string, tf.Variable>;
  /** Names of those that learn. */
  learning: readonly string[];
  /** @param inputs (batch, inputs) */
  encode(inputs: tf.Tensor2D, trail?: Trail): Posterior;
  /** @param z (batch, latents) */
  decode(z: tf.Tensor2D, trail?: Trail): Decoded;
  /** Gradients of the encoder's tensors by their names. @param dCode (batch, 2 latents): of the means, then of the log variances */
  encodeBackward(trail: Trail, dCode: tf.Tensor2D, gradients: Gradients): void;
  /**
   * Gradients of the decoder's tensors by their names.
   *
   * @param d by what was decoded
   * @returns by z, (batch, latents): of the picture only where the network encodes pixels
   */
  decodeBackward(trail: Trail, d: Decoded, gradients: Gradients): tf.Tensor2D;
  /** The present values, in the layout of `clusterLayout`. */
  read(): Promise<Weights>;
  dispose(): void;
}

/** Of a posterior's log variance: exp overflows without (GuHY777/VaDE-pytorch #2). */
export const spreadLimits = [-8, 4] as const;

/**
 * @param weights every tensor of {@link clusterLayout}
 * @throws Error where one is missing or has another size
 */
// Longer than 100 lines: the way there and the way back name the same layers, side by side.
export function createClusterNetwork(shape: ClusterShape, weights: Weights): ClusterNetwork {
  registerBackwardKernels();
  const layout = clusterLayout(shape);
  const tensors = new Map<string, tf.Variable>();
  for (const { name, shape: sides } of layout) {
    const stored = weights.get(name);
    if (stored?.values.length !== sizeOf(sides)) {
      throw new Error(`need ${sizeOf(sides)} numbers of ${name}; got ${stored?.values.length ?? 'none'}`);
    }
    tensors.set(
      name,
      tf.tidy(() => tf.variable(tf.tensor(stored.values, sides))),
    );
  }
  const { latents, sidePx, encodesPixels, colours = 1 } = shape;
  const of = <T extends tf.Tensor>(name: string) => tensors.get(name)! as tf.Tensor as T;
  const base = sidePx / 16;

  const note = <X extends tf.Tensor>(trail: Trail | undefined, name: string, x: tf.Tensor, y: X): X => {
    trail?.inputs.set(name, x);
    trail?.outputs.set(name, y);
    return y;
  };
  const runDense = (trail: Trail | undefined, name: string, x: tf.Tensor2D, slope: number) =>
    note(trail, name, x, dense(x, of(`${name}.weight`), of(`${name}.bias`), slope));
  const runConvolution = (
    trail: Trail | undefined,
    name: string,
    x: tf.Tensor4D,
    how: { stride: 1 | 2; slope: number },
  ) => note(trail, name, x, convolveLeaky(x, of(`${name}.weight`), of(`${name}.bias`), how));

  function back<X extends tf.Tensor2D | tf.Tensor4D>(
    trail: Trail,
    name: string,
    dy: X,
    gradients: Gradients,
    { slope, stride = 1, needsInput = true }: { slope: number; stride?: 1 | 2; needsInput?: boolean },
  ): X {
    const weight = of(`${name}.weight`);
    const [x, y] = [trail.inputs.get(name)!, trail.outputs.get(name)!];
    const pass = { x, weight, y, dy, slope, needsInput };
    const { dx, dWeight, dBias } =
      weight.rank === 4
        ? convolveLeakyBackward(pass as LayerPass<tf.Tensor4D, tf.Tensor4D>, stride)
        : denseBackward(pass as LayerPass<tf.Tensor2D, tf.Tensor2D>);
    gradients.set(`${name}.weight`, dWeight).set(`${name}.bias`, dBias);
    return dx as X;
  }

  return {
    shape,
    tensors,
    learning: layout.filter(({ learns }) => learns).map(({ name }) => name),
    encode(inputs, trail) {
      let code: tf.Tensor2D;
      if (encodesPixels) {
        let x = tf.reshape<tf.Rank.R4>(inputs, [-1, sidePx, sidePx, colours]);
        for (let i = 0; i < 4; i++) x = runConvolution(trail, `encoder.${i}`, x, { stride: 2, slope: leak });
        code = runDense(trail, 'encoder.out', tf.reshape<tf.Rank.R2>(x, [inputs.shape[0], -1]), 1);
      } else {
        const hidden = runDense(trail, 'encoder.0', inputs, leak);
        code = runDense(trail, 'encoder.out', runDense(trail, 'encoder.1', hidden, leak), 1);
      }
      const [batch] = inputs.shape;
      const straight = tf.matMul(tf.sub<tf.Tensor2D>(inputs, of('straight.mean')), of('straight.in'));
      const deepSpread = tf.slice(code, [0, latents], [batch, latents]);
      const logVariance = tf.add<tf.Tensor2D>(deepSpread, of('straight.logVariance'));
      return {
        mean: tf.add<tf.Tensor2D>(straight, tf.slice(code, [0, 0], [batch, latents])),
        logVariance: tf.clipByValue<tf.Tensor2D>(logVariance, ...spreadLimits),
      };
    },
    decode(z, trail) {
      const straight = dense(z, of('straight.out'), of('straight.picture'), 1);
      const small = runDense(trail, 'decoder.0', z, leak);
      let x = tf.reshape<tf.Rank.R4>(small, [z.shape[0], base, base, -1]);
      for (let i = 1; i < 4; i++) {
        x = runConvolution(trail, `decoder.${i}`, doubled(x), { stride: 1, slope: leak });
      }
      const deep = unfolded(runConvolution(trail, 'decoder.out', x, { stride: 1, slope: 1 }));
      const picture = tf.add<tf.Tensor2D>(straight, tf.reshape(deep, straight.shape));
      if (encodesPixels) return { picture };
      const hidden = runDense(trail, 'features.0', z, leak);
      const plain = dense(z, of('straight.features'), of('straight.mean'), 1);
      return { picture, features: tf.add<tf.Tensor2D>(plain, runDense(trail, 'features.out', hidden, 1)) };
    },
    encodeBackward(trail, dCode, gradients) {
      const dFlat = back(trail, 'encoder.out', dCode, gradients, { slope: 1 });
      if (!encodesPixels) {
        const dHidden = back(trail, 'encoder.1', dFlat, gradients, { slope: leak });
        back(trail, 'encoder.0', dHidden, gradients, { slope: leak, needsInput: false });
        return;
      }
      let dx = tf.reshape<tf.Rank.R4>(
        dFlat,
        trail.outputs.get('encoder.3')!.shape as [number, number, number, number],
      );
      for (let i = 3; i >= 0; i--) {
        dx = back(trail, `encoder.${i}`, dx, gradients, { slope: leak, stride: 2, needsInput: i > 0 });
      }
    },
    decodeBackward(trail, d, gradients) {
      const [batch] = d.picture.shape;
      const dFine = tf.reshape<tf.Rank.R4>(d.picture, [batch, sidePx, sidePx, colours]);
      let dx = back(trail, 'decoder.out', folded(dFine), gradients, { slope: 1 });
      for (let i = 3; i >= 1; i--) {
        dx = doubledBackward(back(trail, `decoder.${i}`, dx, gradients, { slope: leak }));
      }
      const dSmall = tf.reshape<tf.Rank.R2>(dx, [batch, -1]);
      const byDeep = back(trail, 'decoder.0', dSmall, gradients, { slope: leak, needsInput: encodesPixels });
      if (d.features) {
        const dHidden = back(trail, 'features.out', d.features, gradients, { slope: 1 });
        const byHidden = back(trail, 'features.0', dHidden, gradients, { slope: leak });
        return tf.add(byHidden, tf.matMul(d.features, tf.transpose(of<tf.Tensor2D>('straight.features'))));
      }
      return tf.add(byDeep, tf.matMul(d.picture, tf.transpose(of<tf.Tensor2D>('straight.out'))));
    },
    async read() {
      const read: Weights = new Map();
      for (const { name, shape: sides } of layout) {
        read.set(name, { shape: sides, values: ((await of(name).data()) as Float32Array).slice() });
      }
      return read;
    },
    dispose() {
      for (const variable of tensors.values()) variable.dispose();
      tensors.clear();
    },
  };
}
