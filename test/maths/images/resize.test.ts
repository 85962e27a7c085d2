import { describe, expect, it } from 'vitest';
import {
  centralSquare,
  type PixelBox,
  type PixelImage,
  resizeBox,
} from '../../../src/maths/images/resize.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

/** The formula image of the golden pixels, at any size. */
function formulaImage(widthPx: number, heightPx: number): PixelImage {
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      for (let c = 0; c < 3; c++) {
        const value = 127.5 + 100 * Math.sin(x / (31 + 7 * c) + c) * Math.cos(y / (43 - 5 * c));
        pixels[(y * widthPx + x) * 3 + c] = Math.floor(value + 0.5);
      }
    }
  }
  return { widthPx, heightPx, channels: 3, pixels };
}

/** The definition, unrounded and not separated: each output is the triangle-weighted mean of the pixels under it. */
function definition(
  image: PixelImage,
  box: PixelBox,
  sidePx: number,
  [row, column, channel]: [row: number, column: number, channel: number],
) {
  const weight = (pixel: number, start: number, length: number, index: number) => {
    const scale = length / sidePx;
    return Math.max(0, 1 - Math.abs(pixel + 0.5 - (start + (index + 0.5) * scale)) / Math.max(1, scale));
  };
  let sum = 0;
  let total = 0;
  for (let y = 0; y < image.heightPx; y++) {
    for (let x = 0; x < image.widthPx; x++) {
      const w = weight(y, box.top, box.height, row) * weight(x, box.left, box.width, column);
      sum += w * image.pixels[(y * image.widthPx + x) * image.channels + channel];
      total += w;
    }
  }
  return sum / total;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe('resizeBox', () => {
  it('gives the golden pixels of Zoobot’s view', () => {
    const out = resizeBox(formulaImage(424, 424), centralSquare(424, 424, 1 / 1.2), 224);
    const golden = [
      [0, 0, 188, 182, 142],
      [0, 223, 122, 69, 84],
      [111, 111, 136, 146, 166],
      [112, 112, 138, 150, 169],
      [50, 180, 195, 125, 96],
      [223, 0, 44, 60, 149],
      [223, 223, 134, 198, 65],
    ];
    for (const [y, x, ...colour] of golden) {
      for (let c = 0; c < 3; c++) {
        expect(Math.abs(out[(y * 224 + x) * 3 + c] - colour[c])).toBeLessThanOrEqual(3);
      }
    }
    for (const [c, mean] of [0.498898, 0.501911, 0.502355].entries()) {
      let sum = 0;
      for (let i = c; i < out.length; i += 3) sum += out[i];
      expect(Math.abs(sum / (224 * 224) / 255 - mean)).toBeLessThanOrEqual(0.002);
    }
  });

  // CRC-32 of Image.fromarray(I).resize((s, s), Image.BILINEAR, box=box).tobytes(), Pillow 13.0.
  const pillow: [number, number, PixelBox, number, number][] = [
    [424, 424, centralSquare(424, 424, 1 / 1.2), 224, 37866074],
    [61, 47, { left: 3.25, top: 1.5, width: 47.5, height: 42.625 }, 5, 174904686],
    [9, 7, { left: 0, top: 0, width: 9, height: 7 }, 6, 2656085446],
    [424, 424, { left: 0, top: 0, width: 424, height: 424 }, 128, 4176783031],
    [160, 160, { left: 13.3, top: 13.3, width: 146.7 - 13.3, height: 146.7 - 13.3 }, 224, 3587091951],
  ];
  it.each(pillow)('is Pillow’s, bit for bit: %i × %i', (width, height, box, sidePx, crc) => {
    expect(crc32(resizeBox(formulaImage(width, height), box, sidePx))).toBe(crc);
  });

  it('is the triangle filter to within its two roundings', () => {
    const random = createRandom(3);
    for (let trial = 0; trial < 12; trial++) {
      const widthPx = 5 + random.integer(30);
      const heightPx = 5 + random.integer(30);
      const pixels = Uint8Array.from({ length: widthPx * heightPx * 4 }, () => random.integer(256));
      const image: PixelImage = { widthPx, heightPx, channels: 4, pixels };
      const box = centralSquare(widthPx, heightPx, 0.3 + 0.7 * random.uniform());
      const sidePx = 1 + random.integer(20);
      const out = resizeBox(image, box, sidePx);
      for (let check = 0; check < 20; check++) {
        const [y, x, c] = [random.integer(sidePx), random.integer(sidePx), random.integer(3)];
        const expected = definition(image, box, sidePx, [y, x, c]);
        expect(Math.abs(out[(y * sidePx + x) * 3 + c] - expected)).toBeLessThanOrEqual(1.01);
      }
    }
  });

  it('leaves an image at its own size as it is, and a flat one flat', () => {
    const image = formulaImage(17, 17);
    expect(resizeBox(image, centralSquare(17, 17, 1), 17)).toEqual(image.pixels);
    const white: PixelImage = {
      widthPx: 40,
      heightPx: 30,
      channels: 3,
      pixels: new Uint8Array(3600).fill(255),
    };
    expect(resizeBox(white, centralSquare(40, 30, 0.77), 11).every(value => value === 255)).toBe(true);
  });

  it('fills part of a batch', () => {
    const batch = new Uint8Array(2 * 5 * 5 * 3);
    const image = formulaImage(9, 9);
    resizeBox(image, centralSquare(9, 9, 1), 5, batch.subarray(75));
    expect(batch.subarray(75)).toEqual(resizeBox(image, centralSquare(9, 9, 1), 5));
    expect(batch.subarray(0, 75).every(value => value === 0)).toBe(true);
  });

  it('refuses a box outside, a wrong length and a crop that keeps nothing', () => {
    const image = formulaImage(9, 9);
    expect(() => resizeBox(image, { left: 1, top: 0, width: 9, height: 9 }, 4)).toThrow(
      'need a box within 9 × 9 px',
    );
    expect(() => resizeBox({ ...image, channels: 4 }, centralSquare(9, 9, 1), 4)).toThrow('need 9 × 9 × 4');
    expect(() => centralSquare(9, 9, 0)).toThrow('need 0 < cropFraction ≤ 1; got 0');
  });
});
