import { beforeAll, describe, it } from 'vitest';
import { createResNet } from '../../../src/nets/encoders/resNet.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaWeights } from '../formulaWeights.ts';
import { expectClose, expectGolden, goldens, runOnFormula, timmRepresentations } from './goldenRun.ts';
import { timmResNetLayout } from './timmLayouts.ts';

const build = (depth: 18 | 50, channels: 1 | 3 = 3) =>
  createResNet(formulaWeights(timmResNetLayout(depth, channels)));

describe('ResNet on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([64, 224])('is timm’s resnet18 at %d px', async sidePx => {
    expectGolden(await runOnFormula(() => build(18), sidePx), goldens[`resnet18@${sidePx}`]);
  });

  it('is timm’s resnet50, of bottlenecks', async () => {
    expectClose((await runOnFormula(() => build(50), 64)).values, timmRepresentations['resnet50@64']);
  });

  it('takes grey images where its filters do', async () => {
    expectClose((await runOnFormula(() => build(18, 1), 64)).values, timmRepresentations['resnet18 grey@64']);
  });
});

describe('ResNet on cpu', () => {
  beforeAll(() => useBackend('cpu'));

  it('is timm’s resnet18 at 64 px', async () => {
    expectGolden(await runOnFormula(() => build(18), 64), goldens['resnet18@64']);
  });
});
