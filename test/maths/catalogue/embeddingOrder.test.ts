import { describe, expect, it } from 'vitest';
import { embeddingOrder, sampleRows } from '../../../src/maths/catalogue/embeddingOrder.ts';

describe('the order of embedding', () => {
  it.each([0, 1, 31, 32, 33, 512, 513, 2048, 5000, 17_070])(
    'visits each of %i rows once, the sample first',
    rowCount => {
      const { order, sample } = embeddingOrder(rowCount, 7);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: rowCount }, (_, i) => i));
      expect(sample).toBeGreaterThanOrEqual(Math.min(rowCount, sampleRows - 31)); // the last run may be short
      expect(sample).toBeLessThanOrEqual(Math.min(rowCount, sampleRows));
    },
  );

  it.each([1, 4])('spreads the first %i × 512 over the whole catalogue', times => {
    const { order, sample } = embeddingOrder(20_000, 3);
    const tenths = new Array(10).fill(0);
    for (const row of order.slice(0, times * sample)) tenths[Math.floor(row / 2000)]++;
    for (const count of tenths) expect(count).toBeGreaterThan((times * sample) / 30); // expected a tenth each
  });
});
