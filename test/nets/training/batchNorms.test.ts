import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainInstanceNorm, plainInstanceNormGradient } from '../../../src/kernels/instanceNorm.ts';
import { lite0 } from '../../../src/nets/encoders/efficientNet.ts';
import { batchNormGradient, batchNormPass } from '../../../src/nets/training/batchNormPass.ts';
import { createTrainableEfficientNet } from '../../../src/nets/training/trainableEfficientNet.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { tinyDimension, tinyLite } from './tinyLite.ts';

const [batch, side] = [6, 32];
const epsilon = 1e-3;
const wave = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(1 + 1.7 * seed + i * 0.7 + Math.cos(i * 0.13 + seed)));

describe.each(['cpu', 'wasm'] as const)('norms by the batch on %s', backend => {
  beforeAll(() => useBackend(backend));

  it.each([8, 6])('normalise and give the gradient as the formulas do, %i channels', async channels => {
    const leaked = await leakedTensors(() => {
      const shape: [number, number, number, number] = [4, 3, 5, channels];
      const values = wave(60 * channels, 1).map(v => 3 * v + 0.4);
      const dValues = wave(60 * channels, 2);
      const [scales, shifts] = [wave(channels, 3).map(v => 1.5 + v), wave(channels, 4)];
      const x = tf.tensor4d(values, shape);
      const dy = tf.tensor4d(dValues, shape);
      const [scale, shift] = [tf.tensor1d(scales), tf.tensor1d(shifts)];
      const sums = tf.sum<tf.Tensor1D>(dy, [0, 1, 2]);
      // A batch as one image: batch normalisation is its instance normalisation.
      const { normal, perDeviation } = plainInstanceNorm(values, channels, epsilon);
      const dn = dValues.map((value, i) => value * scales[i % channels]);
      const { dz } = plainInstanceNormGradient(normal, dn, perDeviation);
      const { along } = plainInstanceNormGradient(normal, dValues, perDeviation);
      const z = normal.map((value, i) => value * scales[i % channels] + shifts[i % channels]);
      const close = (got: tf.Tensor, wanted: Float32Array, within: number) => {
        const found = got.dataSync();
        for (const [i, value] of wanted.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(within);
      };
      const linear = batchNormPass(x, { scale, shift, epsilon, activation: 'linear' });
      close(linear.y, z, 1e-5);
      const cut = batchNormPass(x, { scale, shift, epsilon, activation: 'relu6' });
      const cutZ = z.map(value => Math.min(6, Math.max(0, value)));
      close(cut.y, cutZ, 1e-5);
      const got = batchNormGradient({ dz: dy, sums }, linear.norm, scale);
      close(got.dx, dz, 1e-5);
      const dScale = along.map(value => 60 * value);
      close(got.dScale, dScale, 1e-4);
      for (const { y, norm } of [linear, cut]) {
        tf.dispose([y, norm.mean, norm.variance, norm.perDeviation]);
      }
      tf.dispose([x, dy, scale, shift, sums, got.dx, got.dScale]);
    });
    expect(leaked).toBe(0);
  });

  it('keep a whole network’s gradient that of finite differences, and its statistics follow', async () => {
    const leaked = await leakedTensors(async () => {
      const net = createTrainableEfficientNet(tinyLite(), lite0, 'batch');
      const images = tf.tensor4d(
        wave(batch * side * side * 3, 5).map(v => 0.5 + v / 2),
        [batch, side, side, 3],
      );
      const dVectors = tf.tensor2d(wave(batch * tinyDimension, 6), [batch, tinyDimension]);
      const loss = () => tf.tidy(() => tf.sum(tf.mul(net.answer(images, 0), dVectors)).dataSync()[0]);
      const before = await net.statistics();
      const pass = net.forward(images, 0);
      const after = await net.statistics();
      for (const [key, values] of before) expect(after.get(key)).not.toEqual(values);
      const gradients = pass.backward(dVectors, new Set(net.parameters.keys()));
      expect(gradients.size).toBe(net.parameters.size);
      for (const key of ['bn2.weight', 'bn2.bias', 'blocks.6.0.bn3.weight', 'conv_head.weight']) {
        const { variable } = net.parameters.get(key)!;
        const gradient = gradients.get(key)!;
        const length = tf.tidy(() => tf.norm(gradient).dataSync()[0]);
        const start = variable.clone();
        const step = 2e-3;
        const [up, down] = [1, -1].map(sign => {
          tf.tidy(() => variable.assign(tf.add(start, tf.mul(gradient, (sign * step) / length))));
          return loss();
        });
        tf.tidy(() => variable.assign(start));
        start.dispose();
        expect(Math.abs((up - down) / (2 * step) / length - 1)).toBeLessThan(0.02);
      }
      tf.dispose([images, dVectors, pass.vectors, ...gradients.values()]);
      net.dispose();
    });
    expect(leaked).toBe(0);
  });
});
