import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { registerBackwardKernels } from '../../../src/nets/training/backwardKernels.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

beforeAll(registerBackwardKernels);

interface Case {
  name: string;
  input: [number, number, number, number];
  filter: [number, number, number, number];
  stride: number;
  pad: 'same' | 'valid' | number;
  depthwise: boolean;
}

const random = createRandom(8);
const drawn: Case[] = [];
for (const depthwise of [false, true]) {
  for (const side of [1, 3, 5, 7]) {
    for (const stride of [1, 2]) {
      for (const pad of ['same', 'valid', (side - 1) / 2] as const) {
        const channels = [3, 4, 8, 12, 16][random.integer(5)];
        const outputs = [8, 5, 16][random.integer(3)];
        const [height, width] = [side + 1 + random.integer(8), side + 1 + random.integer(8)];
        const filter: Case['filter'] = depthwise
          ? [side, side, channels, 1]
          : [side, side, channels, outputs];
        drawn.push({
          name: `${depthwise ? 'depthwise ' : ''}${filter.join(' × ')} on ${height} × ${width}, stride ${stride}, pad ${pad}`,
          input: [2, height, width, channels],
          filter,
          stride,
          pad,
          depthwise,
        });
      }
    }
  }
}

const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

/** What a backend's own kernels make of dy, the output's gradient: the input's and the filter's. */
function gradients({ input, filter, stride, pad, depthwise }: Case, values: Float32Array[]): Float32Array[] {
  return tf.tidy(() => {
    const x = tf.tensor4d(values[0], input);
    const w = tf.tensor4d(values[1], filter);
    const { shape } = depthwise ? tf.depthwiseConv2d(x, w, stride, pad) : tf.conv2d(x, w, stride, pad);
    const dy = tf.tensor4d(values[2].slice(0, tf.util.sizeFromShape(shape)), shape);
    const name = depthwise ? 'DepthwiseConv2dNativeBackprop' : 'Conv2DBackprop';
    const common = { strides: [stride, stride], pad, dilations: [1, 1], dataFormat: 'NHWC' };
    const run = (part: string, inputs: tf.NamedTensorMap, shapes: object): tf.Tensor =>
      tf.engine().runKernel(`${name}${part}`, inputs, { ...common, ...shapes });
    const both = [
      run('Input', { dy, filter: w }, { inputShape: input }),
      run('Filter', { x, dy }, { filterShape: filter }),
    ];
    return both.map(gradient => gradient.dataSync<'float32'>().slice());
  });
}

describe('backward kernels on WASM', () => {
  it.each(drawn)('are the plain ones’: $name', async drawnCase => {
    const size = tf.util.sizeFromShape;
    const values = [
      normal(size(drawnCase.input)),
      normal(size(drawnCase.filter)),
      normal(2 * 20 * 20 * 20), // enough for any output above
    ];
    await useBackend('cpu');
    const expected = gradients(drawnCase, values);
    await useBackend('wasm');
    let got: Float32Array[] = [];
    const leaked = await leakedTensors(() => {
      got = gradients(drawnCase, values);
    });
    expect(leaked).toBe(0);
    for (const [i, gradient] of got.entries()) {
      const [length, difference] = [
        Math.hypot(...expected[i]),
        Math.hypot(...gradient.map((g, k) => g - expected[i][k])),
      ];
      expect(length).toBeGreaterThan(0.1);
      expect(difference / length).toBeLessThan(1e-6);
    }
  });
});
