import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkDescription } from '../../../src/contracts/network.ts';
import type { Weights } from '../../../src/maths/weights.ts';
import { createEncoder } from '../../../src/nets/encoders/createEncoder.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaLayout, formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { expectGolden, goldens, runOnFormula } from './goldenRun.ts';
import { convNeXtLayout, convNeXtShapes, timmResNetLayout, vitTinyLayout } from './timmLayouts.ts';

const pico: NetworkDescription = {
  family: 'convnext',
  architecture: 'convnext_pico',
  inputChannels: 3,
  dimension: 512,
};
const picoWeights = () => formulaWeights(convNeXtLayout(convNeXtShapes.convnext_pico));

describe('createEncoder', () => {
  beforeAll(() => useBackend('wasm'));

  const cases: [string, NetworkDescription, () => Weights, string][] = [
    ['convnext_pico@64', pico, picoWeights, 'stem.0.weight'],
    [
      'efficientnet_b0@64',
      { family: 'efficientnet', architecture: 'efficientnet_b0', inputChannels: 3, dimension: 1280 },
      () => formulaWeights(formulaLayout(true)),
      'conv_stem.weight',
    ],
    [
      'resnet18@64',
      { family: 'resnet', architecture: 'resnet18', inputChannels: 3, dimension: 512 },
      () => formulaWeights(timmResNetLayout(18)),
      'conv1.weight',
    ],
    [
      'vit_tiny_patch16_224@224',
      { family: 'vit', architecture: 'vit_tiny_patch16_224', inputChannels: 3, dimension: 192 },
      () => formulaWeights(vitTinyLayout()),
      'patch_embed.proj.weight',
    ],
  ];
  it.each(cases)('builds %s', async (name, network, weights, firstLayer) => {
    const create = () => {
      const encoder = createEncoder(network, weights());
      expect(encoder.firstLayer).toBe(firstLayer);
      return encoder;
    };
    expectGolden(await runOnFormula(create, Number(name.split('@')[1])), goldens[name]);
  });

  it('refuses weights that are not what they were said to be, and keeps none', async () => {
    const leaked = await leakedTensors(() => {
      expect(() => createEncoder({ ...pico, dimension: 640 }, picoWeights())).toThrow(
        'need weights of convnext_pico that turn 3 channels into 640 numbers; got 3 and 512',
      );
      expect(() => createEncoder({ ...pico, inputChannels: 1 }, picoWeights())).toThrow('got 3 and 512');
      expect(() => createEncoder({ ...pico, family: 'vit' }, picoWeights())).toThrow(
        'need a tensor "norm.weight"',
      );
    });
    expect(leaked).toBe(0);
  });
});
