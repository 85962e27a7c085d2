import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from '../training/parameter.ts';

/** Tensors of a head by their names, on the backend. */
export type HeadTensors = ReadonlyMap<string, tf.Tensor>;

/** What a layer gave, and its way back. Tensors live in the caller's tidy. */
export interface HeadLayerPass {
  /** (batch, numbers) */
  y: tf.Tensor2D;
  /** Adds the gradients of the layer's tensors by their names. @returns ∂loss / ∂x of ∂loss / ∂y */
  backward(dy: tf.Tensor2D, gradients: Gradients): tf.Tensor2D;
}

/** A layer by its input. */
type Layer = (x: tf.Tensor2D) => HeadLayerPass;

/** Layers one after the other. */
export function stacked(x: tf.Tensor2D, layers: readonly Layer[]): HeadLayerPass {
  const passes: HeadLayerPass[] = [];
  for (const layer of layers) passes.push(layer(passes.at(-1)?.y ?? x));
  return {
    y: passes.at(-1)!.y,
    backward: (dy, gradients) => passes.reduceRight((d, pass) => pass.backward(d, gradients), dy),
  };
}

/**
 * x Wᵀ + b. Matrices are transposed before they are multiplied: tfjs's products with a transposed one take eight times as
 * long on WASM.
 *
 * @param name of the tensors: .weight, (out, in), and .bias, (out)
 */
export const headLinear =
  (name: string, tensors: HeadTensors): Layer =>
  x => {
    const [weight, bias] = ['weight', 'bias'].map(part => tensors.get(`${name}.${part}`)!);
    return {
      y: tf.add(tf.matMul(x, tf.transpose(weight as tf.Tensor2D)), bias),
      backward(dy, gradients) {
        add(gradients, `${name}.weight`, tf.matMul(tf.transpose(dy), x));
        add(gradients, `${name}.bias`, tf.sum(dy, 0));
        return tf.matMul(dy, weight as tf.Tensor2D);
      },
    };
  };

/** x V̂ᵀ, V̂ the rows of a matrix scaled to length 1: weight normalisation whose gain stays 1. @param name of V, (out, in) */
export const unitDense =
  (name: string, tensors: HeadTensors): Layer =>
  x => {
    const rows = unitRows(tensors.get(name) as tf.Tensor2D);
    return {
      y: tf.matMul(x, tf.transpose(rows.y)),
      backward(dy, gradients) {
        add(gradients, name, rows.backward(tf.matMul(tf.transpose(dy), x), gradients));
        return tf.matMul(dy, rows.y);
      },
    };
  };

/**
 * Batch normalisation by the batch's own mean and variance (Ioffe & Szegedy 2015), as PyTorch computes it in training.
 *
 * @param name of the tensors: .weight and .bias, (channels)
 */
export const headNorm =
  (name: string, tensors: HeadTensors): Layer =>
  x => {
    const [scale, shift] = ['weight', 'bias'].map(part => tensors.get(`${name}.${part}`)!);
    const centred = tf.sub<tf.Tensor2D>(x, tf.mean(x, 0));
    const perDeviation = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 0), batchNormEpsilon)); // (channels)
    const normal = tf.mul<tf.Tensor2D>(centred, perDeviation);
    return {
      y: tf.add(tf.mul(normal, scale), shift),
      backward(dy, gradients) {
        const along = tf.mul(dy, normal);
        add(gradients, `${name}.weight`, tf.sum(along, 0));
        add(gradients, `${name}.bias`, tf.sum(dy, 0));
        const rest = tf.sub(tf.sub(dy, tf.mean(dy, 0)), tf.mul(normal, tf.mean(along, 0)));
        return tf.mul(rest, tf.mul(perDeviation, scale));
      },
    };
  };

const batchNormEpsilon = 1e-5; // PyTorch's

/** The positive part. */
export const headRelu: Layer = x => ({ y: tf.relu(x), backward: dy => tf.mul(dy, tf.step(x)) });

/** x Φ(x), Φ the normal distribution's (Hendrycks & Gimpel 2016). */
export const headGelu: Layer = x => {
  const below = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5); // Φ(x)
  return {
    y: tf.mul<tf.Tensor2D>(x, below),
    backward(dy) {
      const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return tf.mul(dy, tf.add(below, tf.mul(x, density)));
    },
  };
};

/** Rows of length 1 (PyTorch's F.normalize, whose ε is 1e-12). */
export const unitRows: Layer = x => {
  const length = tf.maximum(tf.norm(x, 'euclidean', 1, true), 1e-12); // (batch, 1)
  const y = tf.div<tf.Tensor2D>(x, length);
  return {
    y,
    backward: dy => tf.div(tf.sub(dy, tf.mul(y, tf.sum(tf.mul(y, dy), 1, true))), length),
  };
};

/** A layer that is run on several views has the sum of their gradients. */
function add(gradients: Gradients, name: string, gradient: tf.Tensor): void {
  const before = gradients.get(name);
  gradients.set(name, before ? tf.add(before, gradient) : gradient);
}
