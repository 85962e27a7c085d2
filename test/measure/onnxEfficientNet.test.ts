import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { onnxEfficientNet } from '../../measure/onnxEfficientNet.ts';
import { lite0, plainB0 } from '../../src/nets/efficientNet.ts';
import { efficientNetLayout, formulaWeights, unit } from '../nets/formulaWeights.ts';

const oracle = JSON.parse(readFileSync(new URL('../fixtures/lite0-oracle.json', import.meta.url), 'utf8'));

describe('onnxEfficientNet', () => {
  it.each([64, 75])('is read by onnxruntime and gives PyTorch’s representation at %i px', async sidePx => {
    ort.env.wasm.numThreads = 1;
    const weights = formulaWeights(efficientNetLayout(false));
    const { bytes, outputName } = onnxEfficientNet(weights, lite0, sidePx);
    const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const input = Float32Array.from({ length: 3 * sidePx * sidePx }, (_, i) => unit('input', i));
    const images = new ort.Tensor('float32', input, [1, 3, sidePx, sidePx]);
    const output = (await session.run({ images }))[outputName];
    await session.release();
    const expected: number[] = oracle[`formula@${sidePx}`].values;
    expect(output.dims).toEqual([1, expected.length]);
    for (let i = 0; i < expected.length; i++) {
      expect(Math.abs((output.data as Float32Array)[i] - expected[i])).toBeLessThanOrEqual(5e-5);
    }
  });

  it('refuses a network it does not write', () => {
    const weights = formulaWeights(efficientNetLayout(false));
    expect(() => onnxEfficientNet(weights, plainB0, 64)).toThrow('need a network with relu6');
  });
});
