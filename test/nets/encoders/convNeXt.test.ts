import { beforeAll, describe, expect, it } from 'vitest';
import { createConvNeXt } from '../../../src/nets/encoders/convNeXt.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { expectClose, expectGolden, goldens, runOnFormula, timmRepresentations } from './goldenRun.ts';
import { convNeXtLayout, convNeXtShapes } from './timmLayouts.ts';

const build = (name: string) => createConvNeXt(formulaWeights(convNeXtLayout(convNeXtShapes[name])));

describe('ConvNeXt on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([
    'convnext_pico@64',
    'convnext_pico@224',
    'convnext_nano@64',
    'convnext_nano@224',
    'convnext_tiny@64',
    'convnext_tiny@224',
  ])('is timm’s %s', async name => {
    const [architecture, sidePx] = name.split('@');
    expectGolden(await runOnFormula(() => build(architecture), Number(sidePx)), goldens[name]);
  });

  it('takes grey images where its filters do', async () => {
    const weights = formulaWeights(convNeXtLayout(convNeXtShapes.convnext_pico, 1));
    const { values } = await runOnFormula(() => createConvNeXt(weights), 64);
    expectClose(values, timmRepresentations['convnext_pico grey@64']);
  });

  it('says which tensor is missing, and keeps none of the others', async () => {
    const weights = formulaWeights(convNeXtLayout(convNeXtShapes.convnext_pico));
    weights.delete('stages.2.blocks.4.mlp.fc2.bias');
    const leaked = await leakedTensors(() => {
      expect(() => createConvNeXt(weights)).toThrow('need a tensor "stages.2.blocks.4.mlp.fc2.bias"');
    });
    expect(leaked).toBe(0);
  });
});

describe('ConvNeXt on cpu', () => {
  beforeAll(() => useBackend('cpu'));

  it('is timm’s convnext_pico@64 without our kernels too', async () => {
    expectGolden(await runOnFormula(() => build('convnext_pico'), 64), goldens['convnext_pico@64']);
  });
});
