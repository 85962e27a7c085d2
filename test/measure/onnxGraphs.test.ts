import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { onnxEfficientNet } from '../../bake/onnx/onnxEfficientNet.ts';
import type { OnnxModel } from '../../bake/onnx/onnxGraph.ts';
import { onnxConvNeXt } from '../../measure/peers/onnxConvNeXt.ts';
import { lite0, plainB0 } from '../../src/nets/encoders/efficientNet.ts';
import { expectClose, expectGolden, goldens } from '../nets/encoders/goldenRun.ts';
import { convNeXtLayout, convNeXtShapes } from '../nets/encoders/timmLayouts.ts';
import { formulaLayout, formulaWeights, unit } from '../nets/formulaWeights.ts';

const oracle = JSON.parse(readFileSync(new URL('../fixtures/lite0-oracle.json', import.meta.url), 'utf8'));

/** What onnxruntime gives for the formula image. */
async function run({ bytes, outputName }: OnnxModel, sidePx: number): Promise<Float32Array> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const input = Float32Array.from({ length: 3 * sidePx * sidePx }, (_, i) => unit('input', i));
  const images = new ort.Tensor('float32', input, [1, 3, sidePx, sidePx]);
  const output = (await session.run({ images }))[outputName];
  await session.release();
  expect(output.dims).toEqual([1, output.size]);
  return output.data as Float32Array;
}

const withoutStages = (name: string) => ({ ...goldens[name], stages: {} });

describe('onnxEfficientNet, read by onnxruntime', () => {
  it.each([64, 75])('gives PyTorch’s representation as Lite0 at %i px', async sidePx => {
    const model = onnxEfficientNet(formulaWeights(formulaLayout(false)), lite0, sidePx);
    expectClose(await run(model, sidePx), oracle[`formula@${sidePx}`].values);
  });

  it('gives PyTorch’s where a representation is a projection', async () => {
    const shapes = { 'representation.weight': [24, 1280], 'representation.bias': [24] };
    const weights = formulaWeights({ ...formulaLayout(false), ...shapes });
    const values = await run(onnxEfficientNet(weights, lite0, 75), 75);
    expect(values).toHaveLength(24);
    expectClose(values, oracle['projected@75'].values);
  });

  it('gives timm’s as B0', async () => {
    const model = onnxEfficientNet(formulaWeights(formulaLayout(true)), plainB0, 64);
    expectGolden({ values: await run(model, 64), stages: {} }, withoutStages('efficientnet_b0@64'));
  });
});

describe('onnxConvNeXt, read by onnxruntime', () => {
  it.each(['convolution', 'matmul'] as const)('gives timm’s representation, written with %s', async form => {
    const weights = formulaWeights(convNeXtLayout(convNeXtShapes.convnext_pico));
    const values = await run(onnxConvNeXt(weights, 64, form), 64);
    expectGolden({ values, stages: {} }, withoutStages('convnext_pico@64'));
  });
});
