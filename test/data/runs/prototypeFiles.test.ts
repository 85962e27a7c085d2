import { describe, expect, it } from 'vitest';
import { usualDistilSettings } from '../../../src/data/runs/distilSettings.ts';
import {
  readPrototypes,
  type UnwrittenCard,
  writePrototypes,
} from '../../../src/data/runs/prototypeFiles.ts';

const sidePx = 4;
const perImage = sidePx * sidePx * 3;
const card: UnwrittenCard = {
  name: 'small',
  title: 'Small',
  credit: 'nobody',
  classes: ['round', 'ring'],
  view: { sidePx, cropFraction: 0.6 },
  mean: [30, 30, 30],
  deviation: [20, 20, 20],
  settings: usualDistilSettings('stm', 1),
  labels: [0, 1],
  stepSizes: [0.02],
  perClass: { train: 8, validation: 1, test: 2 },
  iterations: [],
  evaluations: [],
};
const waves = (length: number, size: number) =>
  Float32Array.from({ length }, (_, i) => size * Math.sin(i * 1.7) + 0.3);
const frames = [
  { iteration: 0, images: waves(2 * perImage, 1) },
  { iteration: 50, images: waves(2 * perImage, 7) },
];

describe('a prototype set on disk', () => {
  it('comes back to within half a step of a byte, frame by frame and averages too', async () => {
    const averages = waves(2 * perImage, 3);
    const written = await writePrototypes(card, frames, averages);
    expect(written.bytes).toHaveLength(3 * 2 * perImage);
    const read = await readPrototypes(JSON.parse(JSON.stringify(written.card)), written.bytes);
    expect(read.frames.map(({ iteration }) => iteration)).toEqual([0, 50]);
    for (const [i, own] of [...frames.map(f => f.images), averages].entries()) {
      const back = [...read.frames.map(f => f.images), read.averages!][i];
      const half = (Math.max(...own) - Math.min(...own)) / 255 / 2;
      for (const [j, value] of own.entries()) expect(Math.abs(back[j] - value)).toBeLessThan(half * 1.01);
    }
  });

  it('goes without averages', async () => {
    const { card: whole, bytes } = await writePrototypes(card, frames);
    expect((await readPrototypes(whole, bytes)).averages).toBeUndefined();
  });

  it('is refused where a byte is missing or another', async () => {
    const { card: whole, bytes } = await writePrototypes(card, frames);
    await expect(readPrototypes(whole, bytes.slice(1))).rejects.toThrow(/need 192 bytes .* got 191/);
    const other = bytes.slice();
    other[5] ^= 1;
    await expect(readPrototypes(whole, other)).rejects.toThrow(/other bytes/);
  });

  it('is not written of images that have diverged', async () => {
    const lost = [{ iteration: 1, images: new Float32Array(2 * perImage).fill(Number.POSITIVE_INFINITY) }];
    await expect(writePrototypes(card, lost)).rejects.toThrow(/diverged/);
  });
});
