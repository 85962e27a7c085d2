import { describe, expect, it } from 'vitest';
import {
  categoryColour,
  cividis,
  diverging,
  divergingShare,
  nullColour,
  okabeIto,
  type Rgb,
} from '../../../src/maths/images/colourScale.ts';

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map(c =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('cividis', () => {
  // matplotlib 3.11: [round(255 * c) for c in colormaps['cividis'](i)[:3]]
  it.each<[number, Rgb]>([
    [0, [0, 34, 78]],
    [64, [67, 78, 108]],
    [100, [101, 104, 112]],
    [128, [125, 124, 120]],
    [200, [196, 180, 104]],
    [255, [254, 232, 56]],
  ])('at step %i is %o', (step, colour) => {
    expect(cividis(step / 255)).toEqual(colour);
  });

  it('rises in luminance all the way, and stops at its ends', () => {
    for (let i = 1; i <= 64; i++)
      expect(luminance(cividis(i / 64))).toBeGreaterThan(luminance(cividis((i - 1) / 64)));
    expect(cividis(-3)).toEqual(cividis(0));
    expect(cividis(7)).toEqual(cividis(1));
  });
});

describe('the diverging scale', () => {
  it('is white in its middle and even to both sides', () => {
    expect(diverging(0.5)).toEqual([255, 255, 255]);
    expect(diverging(0)).toEqual([33, 102, 172]);
    expect(diverging(1)).toEqual([178, 24, 43]);
    expect(diverging(0.75)).toEqual([217, 140, 149]); // halfway between white and red
  });

  it('puts its white at the centre, and the same step in value is the same step in colour on both sides', () => {
    expect(divergingShare(5, 0, 5, 7)).toBe(0.5);
    expect(divergingShare(0, 0, 5, 7)).toBe(0);
    expect(divergingShare(7, 0, 5, 7)).toBeCloseTo(0.7, 12);
    expect(divergingShare(3, 3, 3, 3)).toBe(0.5);
  });
});

describe('categories', () => {
  it('are apart from each other, from null and from both grounds', () => {
    const colours = Array.from({ length: 21 }, (_, i) => categoryColour(i));
    const all = [...colours, nullColour, [0, 0, 0] as Rgb, [255, 255, 255] as Rgb];
    for (let a = 0; a < all.length; a++) {
      for (let b = 0; b < a; b++) {
        expect(Math.hypot(...all[a].map((c, i) => c - all[b][i])), `${all[a]} and ${all[b]}`).toBeGreaterThan(
          30,
        );
      }
    }
    expect(colours.slice(0, 7)).toEqual(okabeIto);
  });

  it('cannot be changed by whoever gets them', () => {
    categoryColour(0)[0] = 1;
    expect(categoryColour(0)).toEqual([86, 180, 233]);
  });
});
