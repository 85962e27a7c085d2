import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWeights } from '../../src/data/weightsFile.ts';
import { checkWeightsManifest } from '../../src/data/weightsManifest.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { createEfficientNet, type EfficientNetOptions, lite0, plainB0 } from '../../src/nets/efficientNet.ts';
import { efficientNetLayout, fnv1a, formulaImage, formulaWeights, unit } from './formulaWeights.ts';
import { leakedTensors, useBackend } from './nodeBackends.ts';
import { noteStages, type StageNote } from './stageNotes.ts';

/** 32-bit arithmetic in another order than timm's 64-bit: 2e-6 in PyTorch, a few times more here (interfaces §7). */
const tolerance = 5e-5;

interface Golden {
  first8: number[];
  last2: number[];
  sum: number;
  l2: number;
  /** Shapes in the shared file have a batch of 1 in front. */
  stages: Record<string, StageNote>;
}

/** timm 0.9.10's efficientnet_b0 in float64 on formula weights and image, 64 px (interfaces §7). */
const b0At64: Golden = {
  first8: [-0.037497, 0.020171, 0.006563, -0.01086, 0.008043, -0.030108, -0.018314, 0.008064],
  last2: [-0.083912, -0.064407],
  sum: 5.74082,
  l2: 1.99584,
  stages: {
    bn1: [[32, 32, 32], 0.091807, 0.304723],
    'blocks.0': [[16, 32, 32], -0.011283, 0.126232],
    'blocks.1': [[24, 16, 16], 0.006478, 0.117695],
    'blocks.2': [[40, 8, 8], 0.005549, 0.105135],
    'blocks.3': [[80, 4, 4], -0.038868, 0.161113],
    'blocks.4': [[112, 4, 4], -0.004937, 0.159346],
    'blocks.5': [[192, 2, 2], -0.014901, 0.167743],
    'blocks.6': [[320, 2, 2], 0.004954, 0.085471],
    bn2: [[1280, 2, 2], 0.004485, 0.056076],
  },
};

async function run(weights: Weights, options: EfficientNetOptions, sidePx: number) {
  const stages: Record<string, StageNote> = {};
  let values = new Float32Array();
  const leaked = await leakedTensors(() => {
    const net = createEfficientNet(weights, options);
    const images = tf.tensor4d(formulaImage(sidePx), [1, sidePx, sidePx, 3]); // (1, side, side, 3)
    const output = net.embed(images, noteStages(stages));
    expect(output.shape).toEqual([1, net.dimension]);
    expect(Object.keys(stages)).toEqual(net.stages);
    expect([net.inputChannels, net.firstLayer]).toEqual([3, 'conv_stem.weight']);
    values = output.dataSync<'float32'>().slice();
    tf.dispose([images, output]);
    net.dispose();
  });
  expect(leaked).toBe(0);
  return { values, stages };
}

function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>, within = tolerance): void {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(got[i] - expected[i]));
  expect(got.length).toBe(expected.length);
  expect(worst).toBeLessThanOrEqual(within);
}

function expectStages(got: Record<string, StageNote>, expected: Record<string, StageNote>): void {
  expect(Object.keys(got)).toEqual(Object.keys(expected));
  for (const [name, [shape, mean, rms]] of Object.entries(expected)) {
    expect(got[name][0], name).toEqual(shape.slice(-3));
    expectClose(got[name].slice(1) as number[], [mean, rms]);
  }
}

function expectGolden({ values, stages }: Awaited<ReturnType<typeof run>>, golden: Golden): void {
  expectStages(stages, golden.stages);
  expectClose(values.slice(0, 8), golden.first8);
  expectClose(values.slice(-2), golden.last2);
  expect(values.length).toBe(1280);
  expectClose([values.reduce((sum, v) => sum + v, 0)], [golden.sum], tolerance * Math.sqrt(1280)); // errors add as a walk
  expectClose([Math.hypot(...values)], [golden.l2]);
}

describe('formula weights', () => {
  it('are the numbers timm was given', () => {
    expect(fnv1a('stem.0.weight')).toBe(2059585352);
    expect(unit('stem.0.weight', 3)).toBeCloseTo(0.5778442458249629, 14);
    expect(unit('stages.2.blocks.7.mlp.fc2.weight', 409599)).toBeCloseTo(0.656841681804508, 14);
  });

  const layouts = new URL('../../../shared/fixtures/timm_layouts.json', import.meta.url);
  it.skipIf(!existsSync(layouts))('have timm’s keys and shapes (needs ../shared)', () => {
    const timm = JSON.parse(readFileSync(layouts, 'utf8')).efficientnet_b0 as Record<string, number[]>;
    const stored = Object.entries(timm).filter(([key]) => !key.endsWith('num_batches_tracked'));
    expect(efficientNetLayout(true)).toEqual(Object.fromEntries(stored));
  });
});

describe.each(['wasm', 'cpu'] as const)('EfficientNet on %s', backend => {
  beforeAll(() => useBackend(backend));

  it('as plain B0 is timm’s at 64 px', async () => {
    expectGolden(await run(formulaWeights(efficientNetLayout(true)), plainB0, 64), b0At64);
  });

  it('as Lite0 is PyTorch’s at an even and an odd side', async () => {
    const weights = formulaWeights(efficientNetLayout(false));
    for (const sidePx of [64, 75]) {
      const { values, stages } = await run(weights, lite0, sidePx);
      const expected = oracle[`formula@${sidePx}`];
      expectStages(stages, expected.stages);
      expectClose(values, expected.values);
    }
  });
});

describe('EfficientNet on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  const goldens = new URL('../../../shared/fixtures/golden_embeddings.json', import.meta.url);
  it.skipIf(!existsSync(goldens))('as plain B0 is timm’s at 224 px (needs ../shared)', async () => {
    const golden = JSON.parse(readFileSync(goldens, 'utf8'))['efficientnet_b0@224'] as Golden;
    expectGolden(await run(formulaWeights(efficientNetLayout(true)), plainB0, 224), golden);
  });

  it('with the shipped ImageNet weights is PyTorch’s at 64 and 128 px', async () => {
    const folder = new URL('../../public/models/', import.meta.url);
    const read = (name: string) => readFileSync(new URL(name, folder));
    const manifest = checkWeightsManifest(JSON.parse(read('imagenet.json').toString()), 'imagenet.json');
    const weights = await readWeights(manifest, new Uint8Array(read('imagenet.bin')));
    for (const sidePx of [64, 128]) {
      const { values, stages } = await run(weights, manifest.network, sidePx);
      const expected = oracle[`imagenet@${sidePx}`];
      expectStages(stages, expected.stages);
      expectClose(values, expected.values);
    }
  });

  it('says which tensor is missing, and keeps none of the others', async () => {
    const weights = formulaWeights(efficientNetLayout(false));
    weights.delete('blocks.3.1.bn2.running_mean');
    const leaked = await leakedTensors(() => {
      expect(() => createEfficientNet(weights, lite0)).toThrow('need a tensor "blocks.3.1.bn2.running_mean"');
    });
    expect(leaked).toBe(0);
  });
});

/** PyTorch in float64, written by pretrain/lite0_oracle.py. */
const oracle: Record<string, { stages: Record<string, StageNote>; values: number[] }> = JSON.parse(
  readFileSync(new URL('../fixtures/lite0-oracle.json', import.meta.url), 'utf8'),
);
