import { describe, expect, it } from 'vitest';
import { shippedSet } from '../../bake/shippedSet.ts';
import type { PrototypeSet } from '../../src/contracts/distillation/prototypes.ts';
import { usualDistilSettings } from '../../src/data/runs/distilSettings.ts';
import { readPrototypes, writePrototypes } from '../../src/data/runs/prototypeFiles.ts';
import type { DistilMethod } from '../../src/maths/distillation/distilMethods.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const sidePx = 8;
const size = 2 * sidePx * sidePx * 3;

/** A run of 41 frames, two classes, as `npm run distil` leaves it. */
async function run(method: DistilMethod, imagesPerClass: number): Promise<PrototypeSet> {
  const random = createRandom(4);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
  const labels = Array.from({ length: 2 * imagesPerClass }, (_, i) => Number(i >= imagesPerClass));
  const frames = Array.from({ length: 41 }, (_, i) => ({
    iteration: 5 * i,
    images: draw(size * imagesPerClass),
  }));
  const plain = {
    ...{ name: 'run', title: 'Run', credit: '', classes: ['a', 'b'], labels, stepSizes: [], evaluations: [] },
    view: { sidePx, cropFraction: 1 },
    mean: [1, 2, 3],
    deviation: [1, 1, 1],
    settings: usualDistilSettings(method, imagesPerClass),
    perClass: { train: 7, validation: 1, test: 2 },
    iterations: [{ iteration: 12345, loss: 0.123456789, cap: 1 }],
  };
  const { card, bytes } = await writePrototypes(plain, frames, draw(size));
  return readPrototypes(card, bytes);
}

describe('a set as it ships', () => {
  it.each([
    ['stm', 1, [0, 30, 55, 85, 115, 145, 170, 200]],
    ['dm', 1, [0, 100, 200]],
    ['stm', 10, [200]],
  ] as const)(
    'of %s, %i a class, keeps the first and last images and some between',
    async (method, n, kept) => {
      const whole = await run(method, n);
      const { card, bytes } = await shippedSet(whole);
      const { frames, averages } = await readPrototypes(card, bytes);
      expect(frames.map(({ iteration }) => iteration)).toEqual(kept);
      const [result, wanted] = [frames.at(-1)!.images, whole.frames.at(-1)!.images];
      const byte = (Math.max(...wanted) - Math.min(...wanted)) / 255;
      for (const [i, value] of result.entries()) expect(Math.abs(value - wanted[i])).toBeLessThan(byte);
      expect(averages).toHaveLength(size);
    },
  );

  it('has curves of four digits, and iterations as they are', async () => {
    const { card } = await shippedSet(await run('stm', 1));
    expect(card.iterations).toEqual([{ iteration: 12345, loss: 0.1235, cap: 1 }]);
  });
});
