import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { clusterLayout } from '../../../src/maths/clustering/clusterShape.ts';
import { sizeOf, type Weights } from '../../../src/maths/weights.ts';
import { createClusterNetwork } from '../../../src/nets/clustering/clusterNetwork.ts';
import { clusterGradients, clusterStep } from '../../../src/nets/clustering/clusterStep.ts';
import { createAdamW } from '../../../src/nets/training/adamW.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

/** PyTorch's loss of one step and, of each tensor's gradient, its length and its product with sin(0.37 i): pretrain/clusters_oracle.py. */
const oracle: Record<
  string,
  { loss: number; divergence: number; gradients: Record<string, [length: number, along: number]> }
> = JSON.parse(readFileSync(new URL('../../fixtures/clusters-step-oracle.json', import.meta.url), 'utf8'));

const [sidePx, latents, components, batch] = [16, 3, 4, 5];

function formula(t: number, scale: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => scale * Math.sin(1 + i * 0.7 + t * 1.3));
}

function theCase(inputs: number, encodesPixels: boolean, colours: 1 | 3 = 1) {
  const shape = { inputs, encodesPixels, sidePx, colours, latents, components };
  const weights: Weights = new Map(
    clusterLayout(shape).map(({ name, shape: sides }, t) => {
      const flat = sides.length === 1 || name.startsWith('mixture');
      const scale = flat ? 0.5 : 1 / Math.sqrt(sizeOf(sides.slice(0, -1)));
      return [name, { shape: sides, values: formula(t, scale, sizeOf(sides)) }];
    }),
  );
  const network = createClusterNetwork(shape, weights);
  const raised = (t: number, columns: number) =>
    tf.tensor2d(
      formula(t, 0.5, batch * columns).map(value => value + 0.5),
      [batch, columns],
    );
  return {
    network,
    inputs: raised(100, inputs),
    pictures: raised(encodesPixels ? 100 : 101, sidePx * sidePx * colours),
    noise: tf.tensor2d(formula(102, 1, batch * latents), [batch, latents]),
    weight: 0.6,
  };
}

describe('a step of a clustering network', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([
    ['pixels, normal', sidePx * sidePx, true, 'normal', 1],
    ['pixels, mixture', sidePx * sidePx, true, 'mixture', 1],
    ['network, mixture', 6, false, 'mixture', 1],
    ['colours, mixture', sidePx * sidePx * 3, true, 'mixture', 3],
    ['network in colours', 6, false, 'mixture', 3],
  ] as const)('has PyTorch’s loss and gradients: %s', async (name, inputs, encodesPixels, prior, colours) => {
    const leaked = await leakedTensors(async () => {
      const { network, ...given } = theCase(inputs, encodesPixels, colours);
      const { gradients, report } = clusterGradients(network, { ...given, prior }, network.learning);
      const [loss, , , divergence] = await report.data();
      const wanted = oracle[name];
      expect(Math.abs(loss / wanted.loss - 1)).toBeLessThan(1e-5);
      expect(Math.abs(divergence / wanted.divergence - 1)).toBeLessThan(1e-4);
      expect([...gradients.keys()].sort()).toEqual(Object.keys(wanted.gradients).sort());
      for (const [key, [length, along]] of Object.entries(wanted.gradients)) {
        const values = await gradients.get(key)!.data();
        let [squares, sum] = [0, 0];
        for (const [i, value] of values.entries()) {
          squares += value * value;
          sum += value * Math.sin(0.37 * i);
        }
        expect(Math.abs(Math.sqrt(squares) - length) / length, key).toBeLessThan(2e-4);
        expect(Math.abs(sum - along) / length, key).toBeLessThan(2e-4);
      }
      tf.dispose([...gradients.values(), report, given.inputs, given.pictures, given.noise]);
      network.dispose();
    });
    expect(leaked).toBe(0);
  });

  it('shortens a long gradient and leaves everything where the loss is not finite', async () => {
    const { network, ...given } = theCase(sidePx * sidePx, true);
    const optimiser = createAdamW({ weightDecay: 0 });
    const how = { names: network.learning, rate: 1e-3, longest: 1 };
    const before = (await network.read()).get('decoder.0.weight')!.values;
    const broken = { ...given, prior: 'mixture' as const, weight: Number.NaN };
    const { loss } = await clusterStep(network, optimiser, broken, how);
    expect(loss).toBeNaN();
    expect((await network.read()).get('decoder.0.weight')!.values).toEqual(before);
    const good = await clusterStep(network, optimiser, { ...given, prior: 'mixture' }, how);
    const next = await clusterStep(network, optimiser, { ...given, prior: 'mixture' }, how);
    expect(good.gradientLength).toBeGreaterThan(1);
    expect(next.loss).toBeLessThan(good.loss);
    optimiser.dispose();
    network.dispose();
    tf.dispose([given.inputs, given.pictures, given.noise]);
  });
});
