import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAdamW } from '../../../src/nets/training/adamW.ts';
import { learningRates, lowestLearningStage } from '../../../src/nets/training/learningRates.ts';
import { createParameter, type Parameter, readParameter } from '../../../src/nets/training/parameter.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaLayout } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';

/** torch.optim.AdamW in float64 after five steps on {@link gradients}'s loss: w (2, 3), then b (2). */
const torch = {
  0.05: [
    [0.48467349340478016, -1.25591556094271, 1.9947896628185402],
    [0.1463019957602396, 0.04907652587932591, -2.989424789277637],
    [0.04810120630628104, -0.4452365415998336],
  ].flat(),
  0: [
    [0.4859071097305284, -1.2590731354809934, 1.999791416522165],
    [0.14666439182055707, 0.04915642018853421, -2.9969183454928663],
    [0.05056513523709379, -0.45283270695885774],
  ].flat(),
};
const rates = new Map([
  ['w', 0.01],
  ['b', 0.05],
]);

/** Of ½ (s − 1) Σ w² + Σᵢ bᵢ Σⱼ wᵢⱼ + Σ sin((s + 1) b), at step s = 0, 1 … */
async function gradients(parameters: Map<string, Parameter>, s: number) {
  const w = (await readParameter(parameters.get('w')!)).values;
  const b = (await readParameter(parameters.get('b')!)).values;
  const dw = w.map((value, i) => (s - 1) * value + b[Math.floor(i / 3)]);
  const sums = [w[0] + w[1] + w[2], w[3] + w[4] + w[5]];
  const db = b.map((value, i) => sums[i] + (s + 1) * Math.cos((s + 1) * value));
  return new Map<string, tf.Tensor>([
    ['w', tf.tensor2d(dw, [2, 3])],
    ['b', tf.tensor1d(db)],
  ]);
}

function start(): Map<string, Parameter> {
  const w = createParameter('w', { shape: [2, 3], values: Float32Array.of(0.5, -1.25, 2, 0.1, 0, -3) });
  const b = createParameter('b', { shape: [2], values: Float32Array.of(0.3, -0.7) });
  return new Map([w, b].map(each => [each.key, each]));
}

describe('AdamW', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([0.05, 0] as const)(
    'with weight decay %f takes PyTorch’s steps, kept and taken up again in between',
    async weightDecay => {
      const leaked = await leakedTensors(async () => {
        const parameters = start();
        let optimiser = createAdamW({ weightDecay });
        for (let s = 0; s < 5; s++) {
          if (s === 3) {
            const kept = await optimiser.state();
            optimiser.dispose();
            optimiser = createAdamW({ weightDecay }, kept);
          }
          const slopes = await gradients(parameters, s);
          optimiser.step(parameters, slopes, rates);
          tf.dispose([...slopes.values()]);
        }
        const got: number[] = [];
        for (const key of ['w', 'b']) got.push(...(await readParameter(parameters.get(key)!)).values);
        for (const [i, value] of torch[weightDecay].entries())
          expect(Math.abs(got[i] - value)).toBeLessThan(1e-6);
        optimiser.dispose();
        for (const { variable } of parameters.values()) variable.dispose();
      });
      expect(leaked).toBe(0);
    },
  );

  it('says which learning rate is missing', async () => {
    const parameters = start();
    const optimiser = createAdamW({});
    const slopes = await gradients(parameters, 0);
    expect(() => optimiser.step(parameters, slopes, new Map([['w', 1]]))).toThrow(
      'the gradient of b; got none',
    );
    optimiser.dispose();
    tf.dispose([...slopes.values(), ...[...parameters.values()].map(({ variable }) => variable)]);
  });
});

describe('learning rates', () => {
  const keys = Object.keys(formulaLayout(false)).filter(key => !key.includes('running'));
  const options = { learningRate: 1e-4, decay: 0.75, norms: false };
  const stages = ['conv_stem', ...Array.from({ length: 7 }, (_, i) => `blocks.${i}`), 'conv_head'];

  it('fall with each block below the top, as Zoobot groups them', () => {
    const two = learningRates(keys, { ...options, depth: 2 });
    expect([...two.keys()].every(key => /^blocks\.[56]\..*conv/.test(key))).toBe(true);
    expect(two.get('blocks.6.0.conv_dw.weight')).toBe(1e-4);
    expect(two.get('blocks.5.3.conv_pwl.weight')).toBeCloseTo(0.75e-4, 12);
    expect(lowestLearningStage(stages, two.keys())).toBe(6);
    const nine = learningRates(keys, { ...options, depth: 9 });
    expect(nine.get('conv_stem.weight')).toBeCloseTo(1e-4 * 0.75 ** 8, 14);
    expect(nine.has('conv_head.weight')).toBe(false);
  });

  it('are there for everything or nothing', () => {
    expect(learningRates(keys, { ...options, depth: 'head' }).size).toBe(0);
    expect(lowestLearningStage(stages, [])).toBe(9);
    const all = learningRates(keys, { ...options, depth: 'all', norms: true });
    expect([...all.keys()].sort()).toEqual(keys.sort());
    expect(all.get('bn1.bias')).toBeCloseTo(1e-4 * 0.75 ** 7, 14);
    expect(lowestLearningStage(stages, all.keys())).toBe(0);
    expect(() => learningRates(keys, { ...options, depth: 10 })).toThrow(
      'need a depth of 0 to 9 blocks; got 10',
    );
  });
});
