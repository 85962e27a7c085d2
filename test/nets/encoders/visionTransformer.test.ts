import { beforeAll, describe, expect, it } from 'vitest';
import { createVisionTransformer } from '../../../src/nets/encoders/visionTransformer.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { expectClose, expectGolden, goldens, runOnFormula, timmRepresentations } from './goldenRun.ts';
import { vitTinyLayout } from './timmLayouts.ts';

const build = () => createVisionTransformer(formulaWeights(vitTinyLayout()));

describe('ViT-tiny on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it('is timm’s at 224 px, and shows its patches as an image', async () => {
    const run = await runOnFormula(build, 224);
    expectGolden(run, goldens['vit_tiny_patch16_224@224']);
    expect(Object.values(run.stages).map(([shape]) => shape)).toEqual(Array(13).fill([192, 14, 14]));
  });

  it('is timm’s with its positions resized to another side', async () => {
    expectClose((await runOnFormula(build, 96)).values, timmRepresentations['vit_tiny_patch16_224@96']);
  });

  it('refuses positions that are no square, and keeps nothing', async () => {
    const weights = formulaWeights({ ...vitTinyLayout(), pos_embed: [1, 190, 192] });
    const leaked = await leakedTensors(() => {
      expect(() => createVisionTransformer(weights)).toThrow('got 190 positions');
    });
    expect(leaked).toBe(0);
  });
});

describe('ViT-tiny on cpu', () => {
  beforeAll(() => useBackend('cpu'));

  it('is timm’s at 96 px', async () => {
    expectClose((await runOnFormula(build, 96)).values, timmRepresentations['vit_tiny_patch16_224@96']);
  });
});
