import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEfficientNet, lite0 } from '../../../src/nets/encoders/efficientNet.ts';
import type { Encoder } from '../../../src/nets/encoders/encoder.ts';
import { featureMapsOf } from '../../../src/nets/explanation/featureMaps.ts';
import { filterPictures } from '../../../src/nets/explanation/firstFilters.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaPixels } from '../formulaPixels.ts';
import { formulaLayout, formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';

const sidePx = 32;
const pixels = formulaPixels(sidePx).slice(0, sidePx * sidePx * 3);
const weights = formulaWeights(formulaLayout(false));

/** A stage's output as the encoder shows it: channel by channel, (height · width) each. */
async function channelsOf(encoder: Encoder, stage: string): Promise<number[][]> {
  const image = tf.tensor4d(
    Float32Array.from(pixels, v => v / 255),
    [1, sidePx, sidePx, 3],
  );
  let channels: number[][] = [];
  encoder
    .embed(image, (name, output) => {
      if (name !== stage) return;
      const [, height, width, count] = output.shape;
      const flat = tf.transpose(tf.reshape(output, [height * width, count])).arraySync() as number[][];
      channels = flat;
    })
    .dispose();
  image.dispose();
  return channels;
}

describe('feature maps', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(['bn1', 'blocks.3', 'bn2'])('of %s are the channels that vary most, as they are', async stage => {
    const encoder = createEfficientNet(weights, lite0);
    const maps = await featureMapsOf(encoder, pixels, sidePx, stage, 12);
    const channels = await channelsOf(encoder, stage);
    encoder.dispose();
    expect(maps).toMatchObject({ stage, channelCount: channels.length });
    const plane = maps.heightPx * maps.widthPx;
    expect(channels[0]).toHaveLength(plane);
    const deviation = (values: number[]) => {
      const mean = values.reduce((a, b) => a + b, 0) / plane;
      return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / plane);
    };
    const deviations = channels.map(deviation);
    const twelfth = [...deviations].sort((a, b) => b - a)[11];
    for (const [i, channel] of maps.channels.entries()) {
      expect(deviations[channel]).toBeGreaterThanOrEqual(twelfth - 1e-5);
      for (let at = 0; at < plane; at++) {
        expect(Math.abs(maps.values[i * plane + at] - channels[channel][at])).toBeLessThan(1e-5);
      }
    }
  });

  it('leave no tensor, also where they are refused', async () => {
    const leaked = await leakedTensors(async () => {
      const encoder = createEfficientNet(weights, lite0);
      await featureMapsOf(encoder, pixels, sidePx, 'blocks.1', 4);
      await expect(featureMapsOf(encoder, pixels, sidePx, 'nowhere', 4)).rejects.toThrow(
        'need a stage of bn1, blocks.0',
      );
      await expect(featureMapsOf(encoder, pixels.slice(3), sidePx, 'bn1', 4)).rejects.toThrow(
        'need one image of 32 × 32',
      );
      encoder.dispose();
    });
    expect(leaked).toBe(0);
  });
});

describe('first filters', () => {
  it('show 0 as mid grey and each filter’s largest weight at full strength, colours in place', () => {
    const values = Float32Array.from({ length: 2 * 3 * 4 }, (_, i) => (i < 12 ? 0 : (i - 18) / 100));
    const {
      rgb,
      count,
      sidePx: side,
    } = filterPictures(new Map([['k', { shape: [2, 3, 2, 2], values }]]), 'k');
    expect([count, side]).toEqual([2, 2]);
    expect([...rgb.subarray(0, 12)]).toEqual(new Array(12).fill(128));
    for (let at = 0; at < 4; at++) {
      for (let c = 0; c < 3; c++) {
        const weight = (12 + c * 4 + at - 18) / 100;
        expect(Math.abs(rgb[12 + at * 3 + c] - (128 + (127 * weight) / 0.06))).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it('show those of a grey network grey, and refuse what is no filter', () => {
    const grey = new Map([['k', { shape: [1, 1, 1, 1], values: Float32Array.of(-2) }]]);
    expect([...filterPictures(grey, 'k').rgb]).toEqual([1, 1, 1]);
    const odd = new Map([['k', { shape: [1, 2, 3, 3], values: new Float32Array(18) }]]);
    expect(() => filterPictures(odd, 'k')).toThrow(
      'need filters of (count, 1 or 3, k, k) in "k"; got (1, 2, 3, 3)',
    );
  });
});
