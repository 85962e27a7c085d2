import * as tf from '@tensorflow/tfjs-core';
import type { WeightTensor } from '../../maths/weights.ts';
import { filtersFirst, filtersLast } from '../encoders/filterLayout.ts';

/** A tensor of a network that training may change. */
export interface Parameter {
  /** timm's key: "blocks.0.0.conv_dw.weight". */
  key: string;
  /** On the backend, filters with their outputs last. */
  variable: tf.Variable;
  /** PyTorch's shape. */
  shape: number[];
}

/** Gradients of a loss by parameter key, each of its variable's shape. The owner of the map disposes them. */
export type Gradients = Map<string, tf.Tensor>;

/**
 * Puts a stored tensor on the backend as a variable.
 *
 * @param key timm's
 * @param depthwise its filters become (height, width, channels, 1). Default false
 */
export function createParameter(key: string, tensor: WeightTensor, depthwise = false): Parameter {
  const [out, inPerGroup, height, width] = tensor.shape;
  const initial =
    tensor.shape.length === 4
      ? tf.tensor4d(
          filtersLast(tensor),
          depthwise ? [height, width, out, 1] : [height, width, inPerGroup, out],
        )
      : tf.tensor(tensor.values, tensor.shape);
  const variable = tf.variable(initial);
  initial.dispose();
  return { key, variable, shape: tensor.shape };
}

/** A parameter's present values, or those of a tensor of its variable's shape, in PyTorch's layout. */
export async function readParameter(
  { variable, shape }: Parameter,
  tensor: tf.Tensor = variable,
): Promise<WeightTensor> {
  const values = (await tensor.data()) as Float32Array;
  return shape.length === 4 ? filtersFirst(values, shape) : { shape, values: values.slice() };
}

/** Replaces a parameter's values. @param values row-major in PyTorch's layout, (out, in, height, width) of a convolution */
export function writeParameter({ variable, shape }: Parameter, values: Float32Array): void {
  const ordered = shape.length === 4 ? filtersLast({ shape, values }) : values;
  tf.tidy(() => variable.assign(tf.tensor(ordered, variable.shape)));
}
