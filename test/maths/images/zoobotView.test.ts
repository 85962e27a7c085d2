import { describe, expect, it } from 'vitest';
import type { PixelImage } from '../../../src/maths/images/resize.ts';
import { zoobotView } from '../../../src/maths/images/zoobotView.ts';

/** The image of interfaces §1.3, of any size. */
function waves(widthPx: number, heightPx: number, channels: 3 | 4 = 3): PixelImage {
  const pixels = new Uint8Array(widthPx * heightPx * channels).fill(99);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      for (let c = 0; c < 3; c++) {
        const wave = Math.sin(x / (31 + 7 * c) + c) * Math.cos(y / (43 - 5 * c));
        pixels[(y * widthPx + x) * channels + c] = Math.floor(127.5 + 100 * wave + 0.5);
      }
    }
  }
  return { widthPx, heightPx, channels, pixels };
}

const zoom = 1 / 1.2;
const pixelAt = (pixels: Uint8Array, sidePx: number, y: number, x: number) => [
  ...pixels.subarray((y * sidePx + x) * 3, (y * sidePx + x + 1) * 3),
];

function expectWithin(got: number[], expected: number[], within: number): void {
  for (const [i, value] of expected.entries()) expect(Math.abs(got[i] - value)).toBeLessThanOrEqual(within);
}

describe('zoobotView', () => {
  it('gives the golden pixels of interfaces §1.3', () => {
    const pixels = zoobotView(waves(424, 424), zoom, 224);
    const golden: [y: number, x: number, rgb: number[]][] = [
      [0, 0, [188, 182, 142]],
      [0, 223, [122, 69, 84]],
      [111, 111, [136, 146, 166]],
      [112, 112, [138, 150, 169]],
      [50, 180, [195, 125, 96]],
      [223, 0, [44, 60, 149]],
      [223, 223, [134, 198, 65]],
    ];
    for (const [y, x, rgb] of golden) expectWithin(pixelAt(pixels, 224, y, x), rgb, 1); // ±3 is asked
    const means = [0, 0, 0];
    for (const [i, value] of pixels.entries()) means[i % 3] += value / 255 / (224 * 224);
    expectWithin(means, [0.498898, 0.501911, 0.502355], 2e-5); // ±0.002 is asked
  });

  // torchvision 0.29: v2 RandomAffine(0, scale=(1.2, 1.2)), Resize(side, antialias), CenterCrop(side) on a Pillow image.
  it.each([
    {
      size: [61, 45, 32],
      corners: [
        [166, 224, 203],
        [227, 202, 133],
        [188, 210, 170],
        [150, 175, 154],
        [187, 164, 128],
      ],
      sums: [197843, 206899, 163058],
    },
    {
      size: [40, 53, 8],
      corners: [
        [143, 214, 208],
        [213, 218, 163],
        [160, 199, 176],
        [137, 169, 154],
        [177, 171, 139],
      ],
      sums: [10996, 12755, 10860],
    },
    {
      size: [20, 20, 24],
      corners: [
        [132, 213, 216],
        [180, 227, 196],
        [149, 217, 206],
        [131, 205, 204],
        [176, 216, 186],
      ],
      sums: [89861, 125302, 116752],
    },
  ])('is torchvision’s for width, height, side $size', ({ size: [width, height, side], corners, sums }) => {
    const pixels = zoobotView(waves(width, height), zoom, side);
    const places = [
      [0, 0],
      [0, side - 1],
      [side >> 1, Math.floor(side / 3)],
      [side - 1, 0],
      [side - 1, side - 1],
    ];
    for (const [i, [y, x]] of places.entries()) expectWithin(pixelAt(pixels, side, y, x), corners[i], 1);
    const totals = [0, 0, 0];
    for (const [i, value] of pixels.entries()) totals[i % 3] += value;
    // torchvision's 1.2 is a 32-bit float: what falls exactly on the middle row or column is cut off below it.
    expectWithin(totals, sums, 0.1 * side * side);
  });

  it('drops alpha, and refuses a zoom out', () => {
    expect(zoobotView(waves(61, 45, 4), zoom, 32)).toEqual(zoobotView(waves(61, 45), zoom, 32));
    expect(() => zoobotView(waves(8, 8), 1.2, 4)).toThrow('need 0 < cropFraction ≤ 1; got 1.2');
  });
});
