import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWeights } from '../../../src/data/weights/formats/weightsFile.ts';
import { checkWeightsManifest } from '../../../src/data/weights/formats/weightsManifest.ts';
import type { WeightTensor } from '../../../src/maths/weights.ts';
import { createConvNeXt } from '../../../src/nets/encoders/convNeXt.ts';
import { createEfficientNet } from '../../../src/nets/encoders/efficientNet.ts';
import { batchSizeOf, embedPixels } from '../../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../../src/nets/encoders/encoder.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaPixels } from '../formulaPixels.ts';
import { formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { convNeXtLayout, convNeXtShapes } from './timmLayouts.ts';

const sidePx = 64;
const oracle = JSON.parse(readFileSync(new URL('../../fixtures/lite0-oracle.json', import.meta.url), 'utf8'));
const expected: number[] = oracle['pixels@64'].values;

async function shippedEncoder(): Promise<Encoder> {
  const read = (name: string) => readFileSync(new URL(`../../../public/models/${name}`, import.meta.url));
  const manifest = checkWeightsManifest(JSON.parse(read('imagenet.json').toString()), 'imagenet.json');
  return createEfficientNet(
    await readWeights(manifest, new Uint8Array(read('imagenet.bin'))),
    manifest.network,
  );
}

describe('embedPixels', () => {
  beforeAll(() => useBackend('wasm'));

  it('gives PyTorch’s representations of 8-bit images, leaving no tensor', async () => {
    let values: Float32Array = new Float32Array();
    const leaked = await leakedTensors(async () => {
      const encoder = await shippedEncoder();
      values = await embedPixels(encoder, formulaPixels(sidePx), sidePx);
      encoder.dispose();
    });
    expect(leaked).toBe(0);
    expect(values.length).toBe(2 * 1280);
    for (let i = 0; i < values.length; i++)
      expect(Math.abs(values[i] - expected[i])).toBeLessThanOrEqual(5e-5);
  });

  it('gives each image the same representation in any batch', async () => {
    const encoder = await shippedEncoder();
    const pair = formulaPixels(sidePx);
    const count = batchSizeOf('wasm', sidePx) + 3; // one whole batch and an odd rest
    const pixels = new Uint8Array((count * pair.length) / 2);
    for (let i = 0; i < count; i++) {
      const image = pair.subarray(((i % 2) * pair.length) / 2, (((i % 2) + 1) * pair.length) / 2);
      pixels.set(image, i * image.length);
    }
    const values = await embedPixels(encoder, pixels, sidePx);
    expect(values.length).toBe(count * 1280);
    for (let i = 0; i < values.length; i++) {
      const alone = expected[(Math.floor(i / 1280) % 2) * 1280 + (i % 1280)];
      expect(Math.abs(values[i] - alone)).toBeLessThanOrEqual(5e-5);
    }
    encoder.dispose();
  });

  it('shows greyscale networks the luminance', async () => {
    const layout = convNeXtLayout(convNeXtShapes.convnext_pico, 1);
    const grey = formulaWeights(layout);
    const stem = grey.get('stem.0.weight') as WeightTensor;
    // The same network for colours: each filter thrice, weighted as luminance is.
    const [out, , height, width] = stem.shape;
    const area = height * width;
    const values = new Float32Array(out * 3 * area);
    for (const [c, share] of [0.299, 0.587, 0.114].entries()) {
      stem.values.forEach((value, i) => {
        values[(Math.floor(i / area) * 3 + c) * area + (i % area)] = share * value;
      });
    }
    const colour = new Map(grey).set('stem.0.weight', { shape: [out, 3, height, width], values });
    const encoders = [createConvNeXt(grey), createConvNeXt(colour)];
    const [fromGrey, fromColour] = await Promise.all(
      encoders.map(encoder => embedPixels(encoder, formulaPixels(sidePx), sidePx)),
    );
    expect(encoders.map(encoder => encoder.inputChannels)).toEqual([1, 3]);
    fromGrey.forEach((value, i) => {
      expect(Math.abs(value - fromColour[i])).toBeLessThanOrEqual(5e-5);
    });
    for (const encoder of encoders) encoder.dispose();
  });

  it('takes fewer of larger images on WASM, so that a cancel is heard as soon', () => {
    expect(batchSizeOf('wasm', 128)).toBe(16);
    expect(batchSizeOf('wasm', 224)).toBe(5); // 16 · (128 / 224)²
    expect(batchSizeOf('wasm', 2000)).toBe(1);
  });

  it('refuses part of an image and takes none', async () => {
    const encoder = await shippedEncoder();
    await expect(embedPixels(encoder, new Uint8Array(100), sidePx)).rejects.toThrow(
      'need whole images of 64 × 64 × 3',
    );
    expect((await embedPixels(encoder, new Uint8Array(0), sidePx)).length).toBe(0);
    encoder.dispose();
  });
});

describe('batchSizeOf', () => {
  it('keeps a GPU’s largest activation within the smallest buffer WebGPU promises', () => {
    for (const side of [64, 128, 224, 512]) {
      const batch = batchSizeOf('webgpu', side);
      expect(batch).toBeGreaterThanOrEqual(1);
      expect(batch * (side / 2) ** 2 * 96 * 4).toBeLessThanOrEqual(128 * 2 ** 20);
    }
  });
});
