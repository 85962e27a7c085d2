import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { architectures } from '../../../src/maths/architectures/architecture.ts';
import { architectureLayout } from '../../../src/maths/architectures/architectureLayout.ts';
import { freshWeights } from '../../../src/maths/architectures/freshWeights.ts';
import { softmaxCrossEntropy } from '../../../src/maths/statistics/losses/crossEntropy.ts';
import { sizeOf } from '../../../src/maths/weights.ts';
import { createArchitecture } from '../../../src/nets/architectures/createArchitecture.ts';
import { createAdamW } from '../../../src/nets/training/adamW.ts';
import { createParameter, readParameter } from '../../../src/nets/training/parameter.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaWeights, stream } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';

/** PyTorch in float64: pretrain/architectures_oracle.py. */
interface StepOracle {
  vectors: number[];
  loss: number;
  lossAfter: number;
  /** Length, then projections on vectors of +1 and −1. */
  gradients: Record<string, number[]>;
  shapes: Record<string, number[]>;
}
const oracle: Record<'cnn' | 'vitMicro' | 'linformerMicro', StepOracle> = JSON.parse(
  readFileSync(new URL('../../fixtures/architectures-oracle.json', import.meta.url), 'utf8'),
);
const [sidePx, classes] = [64, 4];

/** (2, side, side, 3): image b is the stream "image b" in (channel, row, column) order. */
function images(side = sidePx): tf.Tensor4D {
  const plane = side * side;
  const values = new Float32Array(6 * plane);
  for (const image of [0, 1]) {
    const value = stream(`image ${image}`);
    for (let i = 0; i < 3 * plane; i++)
      values[3 * image * plane + i] = value((i % 3) * plane + Math.floor(i / 3));
  }
  return tf.tensor4d(values, [2, side, side, 3]);
}

/** The oracle's step by ours: gradients in PyTorch's layout, and the loss before and after. */
async function step(name: keyof typeof oracle) {
  const architecture = architectures[name];
  const layout = Object.fromEntries(architectureLayout(architecture).map(each => [each.name, each.shape]));
  const net = createArchitecture(architecture, formulaWeights(layout));
  const { dimension } = net;
  const headLayout = { 'head.linear.weight': [classes, dimension], 'head.linear.bias': [classes] };
  const head = [...formulaWeights(headLayout)].map(([key, tensor]) => createParameter(key, tensor));
  const [weight, bias] = head.map(({ variable }) => variable);
  const parameters = new Map([...net.parameters, ...head.map(each => [each.key, each] as const)]);
  const x = images();
  const judged = (vectors: tf.Tensor) => {
    const logits = tf.tidy(() =>
      tf.add(tf.matMul(vectors as tf.Tensor2D, weight as tf.Tensor2D, false, true), bias),
    );
    const loss = softmaxCrossEntropy(logits.dataSync<'float32'>(), [0, 1], classes);
    logits.dispose();
    return loss;
  };
  const pass = net.forward(x, 0);
  const vectors = (await pass.vectors.data()).slice();
  const loss = judged(pass.vectors);
  const dLogits = tf.tensor2d(loss.gradient, [2, classes]);
  const dVectors = tf.matMul<tf.Tensor2D>(dLogits, weight as tf.Tensor2D);
  const gradients = pass.backward(dVectors, new Set(net.parameters.keys()));
  gradients.set('head.linear.weight', tf.matMul(dLogits, pass.vectors, true));
  gradients.set('head.linear.bias', tf.sum(dLogits, 0));
  const read = new Map<string, Float32Array>();
  for (const [key, gradient] of gradients) {
    read.set(key, (await readParameter(parameters.get(key)!, gradient)).values);
  }
  const optimiser = createAdamW({ weightDecay: 0.05 });
  optimiser.step(parameters, gradients, new Map([...parameters.keys()].map(key => [key, 1e-3])));
  const after = tf.tidy(() => tf.reshape(net.run(x, 0), [2, dimension]));
  const lossAfter = judged(after).value;
  optimiser.dispose();
  net.dispose();
  tf.dispose([x, weight, bias, dLogits, dVectors, after, pass.vectors, ...gradients.values()]);
  return { vectors, loss: loss.value, lossAfter, gradients: read };
}

/** The root mean square over all tensors of ‖Δ‖ estimated by the projections, over ‖g‖. */
function difference(got: ReadonlyMap<string, Float32Array>, wanted: StepOracle['gradients']) {
  let [squares, all, worst, worstKey] = [0, 0, 0, ''];
  for (const [key, [length, ...projections]] of Object.entries(wanted)) {
    const values = got.get(key)!;
    let own = 0;
    for (const [d, expected] of projections.entries()) {
      const direction = stream(`${key} direction ${d}`);
      let along = 0;
      for (let i = 0; i < values.length; i++) along += direction(i) >= 0.5 ? values[i] : -values[i];
      own += (along - expected) ** 2 / projections.length;
    }
    squares += own;
    all += length ** 2;
    if (Math.sqrt(own) > worst * length) [worst, worstKey] = [Math.sqrt(own) / length, key];
  }
  return { whole: Math.sqrt(squares / all), worst, worstKey };
}

describe('networks trained from nothing', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(['cnn', 'vitMicro', 'linformerMicro'] as const)(
    'one step of %s is PyTorch’s, and leaks nothing',
    async name => {
      const wanted = oracle[name];
      let got: Awaited<ReturnType<typeof step>> | undefined;
      const leaked = await leakedTensors(async () => {
        got = await step(name);
      });
      expect(leaked).toBe(0);
      const { vectors, loss, lossAfter, gradients } = got!;
      for (const [i, value] of wanted.vectors.entries()) {
        expect(Math.abs(vectors[7 * i] - value)).toBeLessThan(1e-3);
      }
      expect(Math.abs(loss / wanted.loss - 1)).toBeLessThan(1e-4);
      expect([...gradients.keys()].sort()).toEqual(Object.keys(wanted.gradients).sort());
      const { whole, worst, worstKey } = difference(gradients, wanted.gradients);
      expect(whole).toBeLessThan(1e-3);
      expect(worst, worstKey).toBeLessThan(1e-2);
      expect(Math.abs(lossAfter / wanted.lossAfter - 1)).toBeLessThan(1e-3);
    },
  );

  it.each([undefined, 4])(
    'small ones are the same by kernels and by tfjs alone, projected: %s',
    async projected => {
      const { vitMicro } = architectures;
      const small = { ...vitMicro, sidePx: 16, dimension: 32, depth: 1, heads: 2, projected };
      const gradientsOn = async (backend: 'wasm' | 'cpu') => {
        await useBackend(backend);
        const net = createArchitecture(small, freshWeights(small, 2));
        const x = images(16);
        const pass = net.forward(x, 0);
        const towards = tf.tensor2d(
          freshWeights(small, 3).get('blocks.0.attn.proj.weight')!.values.slice(0, 64),
          [2, 32],
        );
        const gradients = pass.backward(towards, new Set(net.parameters.keys()));
        const read = new Map<string, Float32Array>();
        for (const [key, gradient] of gradients) read.set(key, (await gradient.data<'float32'>()).slice());
        net.dispose();
        tf.dispose([x, towards, pass.vectors, ...gradients.values()]);
        return read;
      };
      const plain = await gradientsOn('cpu');
      const quick = await gradientsOn('wasm');
      expect([...quick.keys()]).toEqual([...plain.keys()]);
      for (const [key, values] of plain) {
        const apart = Math.hypot(...values.map((value, i) => value - quick.get(key)![i]));
        expect(apart / Math.hypot(...values), key).toBeLessThan(1e-4);
      }
    },
  );

  it.each(['cnn', 'vitMicro', 'linformerMicro'] as const)('%s has timm’s names and shapes', name => {
    const layout = Object.fromEntries(
      architectureLayout(architectures[name]).map(each => [each.name, each.shape]),
    );
    expect(layout).toEqual(oracle[name].shapes);
  });

  it('the Linformer of the paper has as many parameters as theirs, 2,785,416 with its head of eight classes', () => {
    const counts = architectureLayout(architectures.linformerPaper).map(({ shape }) => sizeOf(shape));
    expect(counts.reduce((sum, count) => sum + count, 8 * 128 + 8)).toBe(2_785_416);
  });

  it('the Linformer of the paper takes a step, its gradient that of finite differences', async () => {
    await useBackend('wasm');
    const leaked = await leakedTensors(() => {
      const net = createArchitecture(
        architectures.linformerPaper,
        freshWeights(architectures.linformerPaper, 1),
      );
      const x = tf.randomUniform<tf.Rank.R4>([1, 224, 224, 3], 0, 1, 'float32', 2);
      const towards = tf.randomNormal<tf.Rank.R2>([1, 128], 0, 1, 'float32', 3);
      const along = (): number =>
        tf.tidy(() => tf.sum(tf.mul(tf.reshape(net.run(x, 0), [1, 128]), towards)).dataSync()[0]);
      const pass = net.forward(x, 0);
      const gradients = pass.backward(towards, new Set(net.parameters.keys()));
      expect(gradients.size).toBe(net.parameters.size);
      const before = along();
      for (const key of ['blocks.5.attn.proj_v', 'blocks.0.attn.qkv.weight']) {
        const { variable } = net.parameters.get(key)!;
        const direction = tf.randomNormal(variable.shape, 0, 1, 'float32', 4);
        const slope = tf.tidy(() => tf.sum(tf.mul(gradients.get(key)!, direction)).dataSync()[0]);
        const step = 0.05 / Math.abs(slope);
        const move = (by: number) => tf.tidy(() => variable.assign(tf.add(variable, tf.mul(direction, by))));
        move(step);
        const ahead = along();
        move(-2 * step);
        expect(Math.abs((ahead - along()) / (2 * step) / slope - 1), key).toBeLessThan(3e-2);
        move(step);
        direction.dispose();
      }
      const optimiser = createAdamW({ weightDecay: 0 });
      optimiser.step(net.parameters, gradients, new Map([...net.parameters.keys()].map(key => [key, 1e-4])));
      expect(along()).toBeLessThan(before); // the step went down
      optimiser.dispose();
      net.dispose();
      tf.dispose([x, towards, pass.vectors, ...gradients.values()]);
    });
    expect(leaked).toBe(0);
  });

  it('takes a smaller image with positions resized, and learns them', async () => {
    await useBackend('wasm');
    const leaked = await leakedTensors(() => {
      const net = createArchitecture(architectures.vitMicro, freshWeights(architectures.vitMicro, 1));
      const x = images(32);
      const pass = net.forward(x, 0);
      expect(pass.vectors.shape).toEqual([2, 96]);
      const towards = tf.randomNormal<tf.Rank.R2>([2, 96], 0, 1, 'float32', 3);
      const along = (): number =>
        tf.tidy(() => tf.sum(tf.mul(tf.reshape(net.run(x, 0), [2, 96]), towards)).dataSync()[0]);
      const gradients = pass.backward(towards, new Set(['pos_embed']));
      const positions = net.parameters.get('pos_embed')!.variable;
      const direction = tf.randomNormal(positions.shape, 0, 1, 'float32', 4);
      const slope = tf.tidy(() => tf.sum(tf.mul(gradients.get('pos_embed')!, direction)).dataSync()[0]);
      const move = (by: number) => tf.tidy(() => positions.assign(tf.add(positions, tf.mul(direction, by))));
      move(1e-3);
      const ahead = along();
      move(-2e-3);
      const measured = (ahead - along()) / 2e-3;
      expect(Math.abs(measured / slope - 1)).toBeLessThan(2e-2);
      net.dispose();
      tf.dispose([x, pass.vectors, towards, direction, ...gradients.values()]);
    });
    expect(leaked).toBe(0);
  });

  it('refuses weights that lack a tensor or have another shape, and what cannot be built', () => {
    const { vitMicro } = architectures;
    const weights = freshWeights(vitMicro, 1);
    weights.delete('norm.bias');
    expect(() => createArchitecture(vitMicro, weights)).toThrow('norm.bias');
    const narrow = freshWeights({ ...vitMicro, dimension: 64 }, 1);
    expect(() => createArchitecture(vitMicro, narrow)).toThrow(
      'need cls_token of shape (1, 1, 96); got (1, 1, 64)',
    );
    expect(() => createArchitecture({ ...vitMicro, heads: 5 }, weights)).toThrow('5 heads of 96 numbers');
  });
});
