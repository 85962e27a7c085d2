import { describe, expect, it } from 'vitest';
import { prototypeRgba } from '../../../../src/features/distil/gallery/prototypePixels.ts';

describe('a prototype as it is drawn', () => {
  const card = { mean: [30, 40, 50], deviation: [10, 20, 30] };
  const image = Float32Array.of(0, 1, -1);
  it('has the survey’s colours, or stands about grey', () => {
    const look = { contrast: 1, channel: 'all' } as const;
    expect([...prototypeRgba(image, card, { ...look, scale: 'survey' })]).toEqual([30, 60, 20, 255]);
    expect([...prototypeRgba(image, card, { ...look, scale: 'stretched' })]).toEqual([128, 178, 76, 255]);
  });
  it('shows one channel as grey, with more contrast if wanted', () => {
    const look = { scale: 'survey', contrast: 2, channel: 1 } as const;
    expect([...prototypeRgba(image, card, look)]).toEqual([80, 80, 80, 255]);
  });
});
