import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWeights } from '../../../src/data/weights/formats/weightsFile.ts';
import { checkWeightsManifest } from '../../../src/data/weights/formats/weightsManifest.ts';
import { createEfficientNet, lite0, plainB0 } from '../../../src/nets/encoders/efficientNet.ts';
import { applyHead, linearHeadOf } from '../../../src/nets/encoders/linearHead.ts';
import galaxyOracle from '../../fixtures/galaxy-oracle.json' with { type: 'json' };
import smallOracle from '../../fixtures/small-oracle.json' with { type: 'json' };
import { useBackend } from '../device/nodeBackends.ts';
import { fnv1a, formulaImage, formulaLayout, formulaWeights, unit } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { expectClose, expectGolden, expectStages, goldens, runOnFormula } from './goldenRun.ts';
import { noteStages, type StageNote } from './stageNotes.ts';

const b0 = () => createEfficientNet(formulaWeights(formulaLayout(true)), plainB0);

describe('formula weights', () => {
  it('are the numbers timm was given', () => {
    expect(fnv1a('stem.0.weight')).toBe(2059585352);
    expect(unit('stem.0.weight', 3)).toBeCloseTo(0.5778442458249629, 14);
    expect(unit('stages.2.blocks.7.mlp.fc2.weight', 409599)).toBeCloseTo(0.656841681804508, 14);
  });
});

describe.each(['wasm', 'cpu'] as const)('EfficientNet on %s', backend => {
  beforeAll(() => useBackend(backend));

  it('as plain B0 is timm’s at 64 px', async () => {
    expectGolden(await runOnFormula(b0, 64), goldens['efficientnet_b0@64']);
  });

  it('as Lite0 is PyTorch’s at an even and an odd side', async () => {
    const weights = formulaWeights(formulaLayout(false));
    for (const sidePx of [64, 75]) {
      const { values, stages } = await runOnFormula(() => createEfficientNet(weights, lite0), sidePx);
      const expected = oracle[`formula@${sidePx}`];
      expectStages(stages, expected.stages);
      expectClose(values, expected.values);
    }
  });
});

describe.each(['wasm', 'cpu'] as const)('a representation that is a projection, on %s', backend => {
  beforeAll(() => useBackend(backend));

  it('is PyTorch’s, as long as the matrix says, and leaks nothing', async () => {
    const weights = formulaWeights({
      ...formulaLayout(false),
      'representation.weight': [24, 1280],
      'representation.bias': [24],
    });
    const { values } = await runOnFormula(() => createEfficientNet(weights, lite0), 75);
    expect(values).toHaveLength(24);
    expectClose(values, oracle['projected@75'].values);
  });
});

describe('EfficientNet on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it('as plain B0 is timm’s at 224 px', async () => {
    expectGolden(await runOnFormula(b0, 224), goldens['efficientnet_b0@224']);
  });

  // B0 on formula weights forgets its input before the last stage, so this is told by the stages.
  it('takes grey images as it takes the same grey in three colours', async () => {
    const colour = formulaWeights(formulaLayout(true));
    const { shape, values } = colour.get('conv_stem.weight')!;
    const summed = Float32Array.from({ length: shape[0] * 9 }, (_, i) => {
      const first = Math.floor(i / 9) * 27 + (i % 9);
      return values[first] + values[first + 9] + values[first + 18];
    });
    const grey = new Map(colour).set('conv_stem.weight', { shape: [shape[0], 1, 3, 3], values: summed });
    const notes: Record<string, StageNote>[] = [{}, {}];
    const leaked = await leakedTensors(() => {
      const image = tf.tensor4d(formulaImage(64, 1), [1, 64, 64, 1]); // (1, side, side, 1)
      for (const [i, weights] of [grey, colour].entries()) {
        const net = createEfficientNet(weights, plainB0);
        const seen = tf.tile(image, [1, 1, 1, net.inputChannels]);
        tf.dispose([net.embed(seen, noteStages(notes[i])), seen]);
        net.dispose();
      }
      image.dispose();
    });
    expect(leaked).toBe(0);
    expect(notes[0].bn1[2]).toBeGreaterThan(0.1);
    expectStages(notes[0], notes[1], 1e-5);
  });

  it('with the shipped ImageNet weights is PyTorch’s at 64 and 128 px', async () => {
    const folder = new URL('../../../public/models/', import.meta.url);
    const read = (name: string) => readFileSync(new URL(name, folder));
    const manifest = checkWeightsManifest(JSON.parse(read('imagenet.json').toString()), 'imagenet.json');
    const weights = await readWeights(manifest, new Uint8Array(read('imagenet.bin')));
    for (const sidePx of [64, 128]) {
      const { values, stages } = await runOnFormula(
        () => createEfficientNet(weights, manifest.network),
        sidePx,
      );
      const expected = oracle[`imagenet@${sidePx}`];
      expectStages(stages, expected.stages);
      expectClose(values, expected.values);
    }
  });

  it.each([
    ['galaxy', galaxyOracle],
    ['small', smallOracle],
  ])('with the shipped weights “%s” is PyTorch’s, and its head too', async (name, shippedOracle) => {
    const folder = new URL('../../../public/models/', import.meta.url);
    const read = (file: string) => readFileSync(new URL(file, folder));
    const manifest = checkWeightsManifest(JSON.parse(read(`${name}.json`).toString()), `${name}.json`);
    const weights = await readWeights(manifest, new Uint8Array(read(`${name}.bin`)));
    const { values } = await runOnFormula(
      () => createEfficientNet(weights, manifest.network),
      shippedOracle.sidePx,
    );
    expectClose(values, shippedOracle.values);
    const head = linearHeadOf(weights, manifest.head!, manifest.dimension);
    const concentrations = applyHead(head, Float32Array.from(shippedOracle.values));
    expect(concentrations).toHaveLength(shippedOracle.concentrations.length);
    for (const [i, expected] of shippedOracle.concentrations.entries()) {
      expect(Math.abs(concentrations[i] - expected)).toBeLessThan(1e-3); // of 1 to 101
    }
  });

  it('says which tensor is missing, and keeps none of the others', async () => {
    const weights = formulaWeights(formulaLayout(false));
    weights.delete('blocks.3.1.bn2.running_mean');
    const leaked = await leakedTensors(() => {
      expect(() => createEfficientNet(weights, lite0)).toThrow('need a tensor "blocks.3.1.bn2.running_mean"');
    });
    expect(leaked).toBe(0);
  });
});

/** PyTorch in float64, written by pretrain/lite0_oracle.py. */
const oracle: Record<string, { stages: Record<string, StageNote>; values: number[] }> = JSON.parse(
  readFileSync(new URL('../../fixtures/lite0-oracle.json', import.meta.url), 'utf8'),
);
