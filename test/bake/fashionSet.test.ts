import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fashionSet } from '../../bake/fashionSet.ts';
import { channelStatistics } from '../../src/maths/images/channelStatistics.ts';

const folder = '/usr/share/datasets/fashion-mnist/';
const installed = existsSync(`${folder}t10k-images-idx3-ubyte.gz`);

it.skipIf(!installed)('Fashion-MNIST is cut into balanced parts of its own images, padded to 32 px', () => {
  const set = fashionSet();
  const perClass = { train: 1000, validation: 100, test: 200 };
  for (const [name, count] of Object.entries(perClass)) {
    const { rows, labels, pixels } = set[name as keyof typeof perClass];
    const counts = new Uint32Array(10);
    for (const label of labels) counts[label]++;
    expect([...counts]).toEqual(Array(10).fill(count));
    expect(new Set(rows).size).toBe(10 * count);
    expect(pixels).toHaveLength(10 * count * 32 * 32 * 3);
  }
  const train = new Set(set.train.rows);
  expect([...set.validation.rows].some(row => train.has(row))).toBe(false);
  expect(set).toMatchObject(channelStatistics(set.train.pixels));

  // One test image, read from the file by the definition of IDX: a header of 16 bytes, then 28 × 28 each.
  const file = gunzipSync(readFileSync(`${folder}t10k-images-idx3-ubyte.gz`));
  const own = file.subarray(16 + set.test.rows[0] * 784, 16 + (set.test.rows[0] + 1) * 784);
  for (let y = 0; y < 32; y++) {
    for (let x = 0; x < 32; x++) {
      const inside = x >= 2 && x < 30 && y >= 2 && y < 30;
      const value = inside ? own[(y - 2) * 28 + x - 2] : 0;
      const at = 3 * (32 * y + x);
      expect([...set.test.pixels.subarray(at, at + 3)]).toEqual([value, value, value]);
    }
  }
});

it.skipIf(installed)('Fashion-MNIST that is not there is asked for by the name of its package', () => {
  expect(fashionSet).toThrow('apt-get install dataset-fashion-mnist');
});
