import { describe, expect, it } from 'vitest';
import { degradedImages } from '../../../src/maths/segmentation/degradedImages.ts';

const grey = (sidePx: number, value: (x: number, y: number) => number) =>
  Uint8Array.from({ length: 3 * sidePx * sidePx }, (_, i) => {
    const at = Math.floor(i / 3);
    return value(at % sidePx, Math.floor(at / sidePx));
  });

describe('pictures made worse', () => {
  it('have noise of the deviation asked for, on larger pixels less, and the same at every call', () => {
    const pixels = grey(64, () => 128);
    const deviationOf = (cropFraction: number) => {
      const noisy = degradedImages({ pixels, sidePx: 64, cropFraction }, { kind: 'noise', amount: 16 }, 5);
      expect(degradedImages({ pixels, sidePx: 64, cropFraction }, { kind: 'noise', amount: 16 }, 5)).toEqual(
        noisy,
      );
      const mean = noisy.reduce((sum, value) => sum + value, 0) / noisy.length;
      return Math.sqrt(noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noisy.length);
    };
    expect(deviationOf(0.5)).toBeCloseTo(16, 0); // half of a picture on 64 px: its pixels are those of 128 px
    expect(deviationOf(1)).toBeCloseTo(8, 0); // twice as large a pixel: half the deviation
  });

  it('are blurred as scipy.ndimage.gaussian_filter blurs each colour', () => {
    const pixels = grey(8, (x, y) => (37 * y * y + 91 * x + 13 * x * y) % 256);
    const blurred = degradedImages({ pixels, sidePx: 8, cropFraction: 1 }, { kind: 'blur', amount: 15 }, 1); // 1.2 px
    const scipy = [68, 98, 121, 123, 123, 126, 130, 140, 83, 107, 130, 137, 135, 135, 142, 156];
    for (const [i, value] of scipy.entries())
      expect(Math.abs(blurred[3 * i + 1] - value)).toBeLessThanOrEqual(1);
  });

  it('are dimmed over their sky: 2.5 magnitudes leave a tenth', () => {
    const pixels = grey(16, (x, y) => (x === 8 && y === 8 ? 220 : 20));
    const dim = degradedImages({ pixels, sidePx: 16, cropFraction: 1 }, { kind: 'dimming', amount: 2.5 }, 1);
    expect([dim[0], dim[3 * (8 * 16 + 8)]]).toEqual([20, 40]);
  });

  it('refuse an amount below 0', () => {
    const images = { pixels: new Uint8Array(12), sidePx: 2, cropFraction: 1 };
    expect(() => degradedImages(images, { kind: 'blur', amount: -1 }, 1)).toThrow(
      'need an amount of 0 or more; got -1',
    );
  });
});
