import { expect, it } from 'vitest';
import { asPixels, channelStatistics, standardised } from '../../../src/maths/images/channelStatistics.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(9);
const pixels = Uint8Array.from({ length: 5 * 16 * 3 }, (_, i) => (i % 3 === 2 ? 7 : random.integer(256)));

it('has mean 0 and deviation 1 in every channel that varies, and brings the pixels back', () => {
  const statistics = channelStatistics(pixels);
  const values = standardised(pixels, statistics);
  for (const channel of [0, 1]) {
    const own = Array.from(values).filter((_, i) => i % 3 === channel);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const square = own.reduce((sum, value) => sum + value ** 2, 0) / own.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(square).toBeCloseTo(1, 5);
  }
  expect(statistics.deviation[2]).toBe(1); // an empty channel is left as it is
  expect(Array.from(asPixels(values, statistics))).toEqual(Array.from(pixels));
});

it('cuts off what no pixel can be, and refuses what has not three channels', () => {
  const statistics = { mean: [10, 10, 10], deviation: [100, 100, 100] };
  expect(Array.from(asPixels(Float32Array.of(-5, 0, 9), statistics))).toEqual([0, 10, 255]);
  expect(() => channelStatistics(new Uint8Array(4))).toThrow('got 4 numbers');
});
