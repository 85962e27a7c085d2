import { describe, expect, it } from 'vitest';
import { randomWeights } from '../../../src/nets/training/randomWeights.ts';
import { formulaLayout } from '../formulaWeights.ts';

const layout = Object.entries(formulaLayout(true)).map(([name, shape]) => ({ name, shape }));

describe('randomWeights', () => {
  it('draws convolutions with timm’s variance, mean 0', () => {
    const weights = randomWeights(layout, 5);
    const expected: [string, number][] = [
      ['conv_head.weight', 2 / 1280], // 1 × 1 to 1280 channels
      ['conv_stem.weight', 2 / (9 * 32)],
      ['blocks.5.2.conv_dw.weight', 2 / 25], // depthwise 5 × 5: one channel a group
    ];
    for (const [name, variance] of expected) {
      const { values } = weights.get(name)!;
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      const square = values.reduce((sum, v) => sum + v * v, 0) / values.length;
      const error = 4 / Math.sqrt(values.length); // four standard errors
      expect(Math.abs(mean) / Math.sqrt(variance), name).toBeLessThan(error);
      expect(Math.abs(square / variance - 1), name).toBeLessThan(error * Math.SQRT2);
    }
  });

  it('makes batch norm the identity and biases 0', () => {
    const weights = randomWeights(layout, 5);
    expect(weights.get('bn1.weight')!.values.every(v => v === 1)).toBe(true);
    expect(weights.get('bn1.running_var')!.values.every(v => v === 1)).toBe(true);
    expect(weights.get('bn1.running_mean')!.values.every(v => v === 0)).toBe(true);
    expect(weights.get('blocks.0.0.se.conv_reduce.bias')!.values.every(v => v === 0)).toBe(true);
  });

  it('is determined by its seed', () => {
    const twin = randomWeights(layout, 5);
    for (const [name, { values }] of randomWeights(layout, 5)) {
      expect(Buffer.from(values.buffer).equals(Buffer.from(twin.get(name)!.values.buffer)), name).toBe(true);
    }
    expect(randomWeights(layout, 6).get('conv_stem.weight')).not.toEqual(
      randomWeights(layout, 5).get('conv_stem.weight'),
    );
  });
});
