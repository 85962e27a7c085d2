import { expect, it } from 'vitest';
import { tiledSources } from '../../../src/data/mosaic/tiledSources.ts';
import { frameSources } from '../../../src/maths/segmentation/frameSources.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const [widthPx, heightPx] = [300, 260];

/** Round Gaussians on a flat sky, some across the borders of the parts. */
function frame(places: readonly (readonly [number, number])[]): Float32Array {
  const random = createRandom(2);
  const image = Float32Array.from({ length: widthPx * heightPx }, () => 100 + 2 * random.normal());
  for (const [x0, y0] of places) {
    for (let pixel = 0; pixel < image.length; pixel++) {
      const squared = ((pixel % widthPx) - x0) ** 2 + (Math.floor(pixel / widthPx) - y0) ** 2;
      if (squared < 200) image[pixel] += 60 * Math.exp(-squared / 8);
    }
  }
  return image;
}

it('finds part by part what the whole holds, once each, with no more than a band in hand', async () => {
  const places = [
    [127.6, 40],
    [40, 127.4],
    [128, 128],
    [200, 90],
    [290, 250],
    [255.5, 200],
    [60, 230],
  ] as const;
  const image = frame(places);
  let mostRows = 0;
  const rows = async (first: number, end: number) => {
    mostRows = Math.max(mostRows, end - first);
    return image.slice(first * widthPx, end * widthPx);
  };
  const parts: number[] = [];
  const onTile = async (done: number, total: number) => void parts.push(done / total);
  const found = await tiledSources({ widthPx, heightPx, rows }, { corePx: 128, marginPx: 48, onTile });
  expect(parts).toHaveLength(9);
  expect(mostRows).toBe(heightPx - (128 - 48)); // the second band, which the image ends
  expect(found).toHaveLength(places.length);
  for (const [x, y] of places) {
    const own = found.filter(({ xPx, yPx }) => Math.hypot(xPx - x, yPx - y) < 1);
    expect(own).toHaveLength(1);
  }
  const whole = frameSources(image, widthPx);
  const flux = (of: typeof whole) => of.map(each => each.flux).sort((a, b) => a - b);
  for (const [i, value] of flux(found).entries()) expect(value / flux(whole)[i]).toBeCloseTo(1, 1);
});

it('loses none that each of two parts measures to be the other’s', async () => {
  const [wide, high, border] = [256, 300, 128];
  const random = createRandom(5);
  const places = Array.from({ length: 9 }, (_, i) => 30 + 30 * i); // rows; all in the middle between two parts
  const image = Float32Array.from({ length: wide * high }, (_, pixel) => {
    const x = (pixel % wide) - border;
    const y = Math.floor(pixel / wide);
    const sky = 100 + 0.006 * x ** 2 + 2 * random.normal(); // whose level each part sees otherwise
    return places.reduce((light, row) => light + 40 * Math.exp(-((x + 0.5) ** 2 + (y - row) ** 2) / 8), sky);
  });
  const rows = async (first: number, end: number) => image.slice(first * wide, end * wide);
  const found = await tiledSources({ widthPx: wide, heightPx: high, rows }, { corePx: border, marginPx: 16 });
  for (const row of places) {
    const own = found.filter(({ xPx, yPx }) => Math.hypot(xPx - border + 0.5, yPx - row) < 1);
    expect(own).toHaveLength(1);
  }
});
