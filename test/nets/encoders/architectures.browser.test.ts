import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { gpuDevice } from '../../../src/nets/device/gpuDevice.ts';
import { createConvNeXt } from '../../../src/nets/encoders/convNeXt.ts';
import { createEfficientNet, plainB0 } from '../../../src/nets/encoders/efficientNet.ts';
import type { Encoder } from '../../../src/nets/encoders/encoder.ts';
import { createResNet } from '../../../src/nets/encoders/resNet.ts';
import { createVisionTransformer } from '../../../src/nets/encoders/visionTransformer.ts';
import { formulaImage, formulaLayout, formulaWeights } from '../formulaWeights.ts';
import { expectClose, expectGolden, type GoldenRun, goldens, timmRepresentations } from './goldenRun.ts';
import { noteOf, type StageNote } from './stageNotes.ts';
import { convNeXtLayout, convNeXtShapes, timmResNetLayout, vitTinyLayout } from './timmLayouts.ts';

const tolerance = 1e-3; // WebGPU's own rounding, interfaces §7

/** Runs a network on the formula image; checks that it leaves no tensor and that the device had nothing to complain of. */
async function runOnGpu(create: () => Encoder, sidePx: number): Promise<GoldenRun> {
  const before = tf.memory().numTensors;
  const net = create();
  const kept: [string, tf.Tensor4D][] = [];
  const images = tf.tensor4d(formulaImage(sidePx), [1, sidePx, sidePx, 3]); // (1, side, side, 3)
  const output = net.embed(images, (name, stage) => kept.push([name, tf.keep(stage.clone())])); // (1, dimension)
  const values = (await output.data()) as Float32Array;
  const stages: Record<string, StageNote> = {};
  for (const [name, stage] of kept) stages[name] = noteOf(stage.shape, await stage.data());
  tf.dispose([images, output, ...kept.map(([, stage]) => stage)]);
  net.dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(gpuDevice()!.errors).toEqual([]);
  return { values, stages };
}

// Small, and given time: SwiftShader takes 10 to 20 s to compile each network's shaders, minutes on a busy machine.
describe('on WebGPU', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    expect(await tf.setBackend('webgpu')).toBe(true);
    await tf.ready();
    gpuDevice(); // watches for errors from now on
  });

  // nano and tiny run the same shaders over other widths: Node holds those to timm on WASM.
  it('convnext_pico is timm’s at 64 px', async () => {
    const create = () => createConvNeXt(formulaWeights(convNeXtLayout(convNeXtShapes.convnext_pico)));
    expectGolden(await runOnGpu(create, 64), goldens['convnext_pico@64'], tolerance);
  });

  it('efficientnet_b0 is timm’s at 64 px', async () => {
    const create = () => createEfficientNet(formulaWeights(formulaLayout(true)), plainB0);
    expectGolden(await runOnGpu(create, 64), goldens['efficientnet_b0@64'], tolerance);
  });

  it('resnet18 is timm’s at 64 px', async () => {
    const create = () => createResNet(formulaWeights(timmResNetLayout(18)));
    expectGolden(await runOnGpu(create, 64), goldens['resnet18@64'], tolerance);
  });

  it('vit_tiny is timm’s at 96 px, its positions resized', async () => {
    const create = () => createVisionTransformer(formulaWeights(vitTinyLayout()));
    const { values } = await runOnGpu(create, 96);
    expectClose(values, timmRepresentations['vit_tiny_patch16_224@96'], tolerance);
  });
});
