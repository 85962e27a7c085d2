import * as tf from '@tensorflow/tfjs-core';
import type { ShowAttention } from '../encoders/encoder.ts';
import type { Gradients, Parameter } from '../training/parameter.ts';

/** What a way back is asked for, and where gradients go. */
interface WayBack {
  gradients: Gradients;
  /** Keys to be learnt. */
  wanted: ReadonlySet<string>;
  /** Whether the gradient by the layer's input is needed. */
  needsInput: boolean;
}

/** What one layer did. */
interface NetworkPass {
  /** The caller's to dispose, once the way back is over. */
  y: tf.Tensor4D;
  /**
   * Adds the gradients of the wanted parameters; disposes nothing that it was given.
   *
   * @param dy the loss's gradient by `y`
   * @returns by the input, undefined where it is not needed
   */
  backward(dy: tf.Tensor4D, way: WayBack): tf.Tensor4D | undefined;
  /** Frees what it kept, besides its input and `y`. */
  release(): void;
}

/** One step of a network that can be run backwards. Images are (batch, height, width, channels), tokens (batch, 1, tokens, channels). */
export interface NetworkLayer {
  parameters: readonly Parameter[];
  /** Keeps nothing. `x` stays the caller's. A layer with attention shows it. */
  run(x: tf.Tensor4D, onAttention?: ShowAttention): tf.Tensor4D;
  /** Needs `x` until the way back is over. Not inside a tidy. */
  forward(x: tf.Tensor4D): NetworkPass;
}

/** A layer that keeps nothing but its input and output. */
export function plainLayer(
  run: (x: tf.Tensor4D) => tf.Tensor4D,
  backward: (
    pass: { x: tf.Tensor4D; y: tf.Tensor4D; dy: tf.Tensor4D },
    way: WayBack,
  ) => tf.Tensor4D | undefined,
  parameters: readonly Parameter[] = [],
): NetworkLayer {
  return {
    parameters,
    run: x => tf.tidy(() => run(x)),
    forward(x) {
      const y = tf.tidy(() => run(x));
      return {
        y,
        backward: (dy, way) => tf.tidy(() => backward({ x, y, dy }, way)),
        release: () => {},
      };
    },
  };
}

/** Layers one after the other. */
export function inTurn(layers: readonly NetworkLayer[]): NetworkLayer {
  return {
    parameters: layers.flatMap(layer => layer.parameters),
    run(x, onAttention) {
      let y = x;
      for (const layer of layers) {
        const next = layer.run(y, onAttention);
        if (y !== x) y.dispose();
        y = next;
      }
      return y;
    },
    forward(x) {
      const passes: NetworkPass[] = [];
      for (const layer of layers) passes.push(layer.forward(passes.at(-1)?.y ?? x));
      return {
        y: passes[passes.length - 1].y,
        backward(dy, way) {
          let behind: tf.Tensor4D | undefined = dy;
          for (let i = passes.length - 1; behind && i >= 0; i--) {
            const needsInput = way.needsInput || layers.slice(0, i).some(layer => learns(layer, way.wanted));
            const before: tf.Tensor4D | undefined = passes[i].backward(behind, { ...way, needsInput });
            if (behind !== dy && behind !== before) behind.dispose();
            behind = before;
          }
          return behind;
        },
        release() {
          for (const pass of passes) pass.release();
          for (const { y } of passes.slice(0, -1)) y.dispose();
        },
      };
    },
  };
}

/** x + layers(x). */
export function residual(layers: readonly NetworkLayer[]): NetworkLayer {
  const inner = inTurn(layers);
  return {
    parameters: inner.parameters,
    run: (x, onAttention) => tf.tidy(() => tf.add<tf.Tensor4D>(x, inner.run(x, onAttention))),
    forward(x) {
      const pass = inner.forward(x);
      return {
        y: tf.add<tf.Tensor4D>(x, pass.y),
        backward(dy, way) {
          const behind = pass.backward(dy, way);
          if (!behind) return undefined;
          const sum = tf.add<tf.Tensor4D>(behind, dy);
          behind.dispose();
          return sum;
        },
        release() {
          pass.release();
          pass.y.dispose();
        },
      };
    },
  };
}

/** Whether something of a layer is to be learnt. */
export function learns({ parameters }: NetworkLayer, wanted: ReadonlySet<string>): boolean {
  return parameters.some(({ key }) => wanted.has(key));
}

/** Keeps a gradient beyond the tidy it was made in, where it is wanted. */
export function keepGradient({ wanted, gradients }: WayBack, key: string, make: () => tf.Tensor): void {
  if (wanted.has(key)) gradients.set(key, tf.keep(make()));
}
