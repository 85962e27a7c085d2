import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeFloat16 } from '../../../../src/data/bytes/float16.ts';
import { readWeights } from '../../../../src/data/weights/formats/weightsFile.ts';
import {
  checkWeightsManifest,
  type WeightsManifest,
} from '../../../../src/data/weights/formats/weightsManifest.ts';

const binary = new Uint8Array(encodeFloat16([1, 2, 3, 4, 5, 6, -0.5]));
const manifest: WeightsManifest = {
  name: 'tiny',
  title: 'Tiny',
  architecture: 'efficientnet_lite0',
  dimension: 1,
  description: '',
  licence: 'MIT',
  credit: '',
  network: { family: 'efficientnet', activation: 'relu6', padding: 'same', batchNormEpsilon: 1e-3 },
  view: { sidePx: 8, cropFraction: 1 },
  bytes: binary.length,
  sha256: createHash('sha256').update(binary).digest('hex'),
  tensors: [
    { name: 'conv_stem.weight', shape: [2, 3, 1, 1], offset: 0 },
    { name: 'bn1.bias', shape: [1], offset: 12 },
  ],
};

describe('readWeights', () => {
  it('gives every tensor its shape and values', async () => {
    const weights = await readWeights(manifest, binary);
    expect(weights.get('conv_stem.weight')).toEqual({
      shape: [2, 3, 1, 1],
      values: Float32Array.of(1, 2, 3, 4, 5, 6),
    });
    expect([...weights.get('bn1.bias')!.values]).toEqual([-0.5]);
  });

  it('refuses a short, an altered and an overreaching file', async () => {
    await expect(readWeights(manifest, binary.slice(0, 10))).rejects.toThrow(
      'need 14 bytes of tiny.bin; got 10',
    );
    const altered = binary.slice();
    altered[0] ^= 1;
    await expect(readWeights(manifest, altered)).rejects.toThrow('SHA-256');
    const tensors = [{ name: 'a', shape: [8], offset: 0 }];
    await expect(readWeights({ ...manifest, tensors }, binary)).rejects.toThrow('need a within 14 bytes');
  });

  it('names what a manifest lacks', () => {
    expect(checkWeightsManifest(manifest, 'tiny.json')).toBe(manifest);
    expect(() => checkWeightsManifest({ ...manifest, licence: undefined }, 'tiny.json')).toThrow('"licence"');
    expect(() => checkWeightsManifest({ ...manifest, view: { sidePx: 8, cropFraction: 2 } }, 'x')).toThrow(
      'cropFraction',
    );
    expect(() => checkWeightsManifest({ ...manifest, familiar: { limit: 0, outside: 0.05 } }, 'x')).toThrow(
      'familiar.limit',
    );
    expect(() => checkWeightsManifest(3, 'tiny.json')).toThrow('tiny.json is no weights manifest');
  });

  it('reads the shipped ImageNet weights', async () => {
    const folder = new URL('../../../../public/models/', import.meta.url);
    const shipped = checkWeightsManifest(
      JSON.parse(readFileSync(new URL('imagenet.json', folder), 'utf8')),
      'imagenet.json',
    );
    const weights = await readWeights(shipped, new Uint8Array(readFileSync(new URL('imagenet.bin', folder))));
    expect(weights.get('conv_head.weight')!.shape).toEqual([shipped.dimension, 320, 1, 1]);
    const count = [...weights.values()].reduce((sum, tensor) => sum + tensor.values.length, 0);
    expect(2 * count).toBe(shipped.bytes); // nothing between the tensors, nothing after
    for (const [name, { values }] of weights) expect(values.every(Number.isFinite), name).toBe(true);
  });
});
