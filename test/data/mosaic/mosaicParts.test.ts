import { describe, expect, it } from 'vitest';
import type { MosaicSources } from '../../../src/contracts/mosaic.ts';
import {
  joinedSources,
  keepingLastBand,
  partSources,
  partsOf,
} from '../../../src/data/mosaic/mosaicParts.ts';
import { frameSources } from '../../../src/maths/segmentation/frameSources.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { sourceColumns } from '../../../workers/mosaic/sourceColumns.ts';

type Rows = (first: number, end: number) => Promise<Float32Array>;

/** All parts of an image, joined. */
async function searched(
  frame: { widthPx: number; heightPx: number; rows: Rows },
  rules: { corePx: number; marginPx: number },
): Promise<MosaicSources> {
  const { across, down } = partsOf(frame, rules);
  const parts: MosaicSources[] = [];
  for (let part = 0; part < across * down; part++) {
    parts.push(sourceColumns(await partSources(frame, part, rules)));
  }
  return joinedSources(parts);
}

const rowsOf =
  (image: Float32Array, widthPx: number): Rows =>
  async (first, end) =>
    image.slice(first * widthPx, end * widthPx);

describe('an image searched part by part', () => {
  const [widthPx, heightPx] = [700, 600];
  const random = createRandom(2);
  const image = Float32Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const [x, y] = [pixel % widthPx, Math.floor(pixel / widthPx)];
    return 100 + 0.02 * x - 0.01 * y + 2 * random.normal();
  });
  /** Round galaxies of any size, a dozen of them on the borders of the parts. */
  const galaxies = Array.from({ length: 160 }, (_, i) => {
    const [x, y] = [widthPx * random.uniform(), heightPx * random.uniform()];
    const onBorder = i % 13 === 0 ? 256 * Math.round(x / 256) - 0.5 : x;
    return { x: onBorder, y, sigmaPx: 1.5 + 3 * random.uniform(), peak: 15 + 200 * random.uniform() };
  });
  for (const { x, y, sigmaPx, peak } of galaxies) {
    for (let pixel = 0; pixel < image.length; pixel++) {
      const squared = ((pixel % widthPx) - x) ** 2 + (Math.floor(pixel / widthPx) - y) ** 2;
      if (squared < (6 * sigmaPx) ** 2) image[pixel] += peak * Math.exp(-squared / (2 * sigmaPx * sigmaPx));
    }
  }
  const frame = { widthPx, heightPx, rows: rowsOf(image, widthPx) };
  const whole = sourceColumns(frameSources(image, widthPx));

  it('has the sources of the whole, each once, in the same places and of the same light, at the seams too', async () => {
    const found = await searched(frame, { corePx: 256, marginPx: 128 });
    expect(whole.xPx.length).toBeGreaterThan(120);
    expect(found.xPx).toHaveLength(whole.xPx.length);
    const nearBorder = (at: number) => [256, 512].some(border => Math.abs(at - border) < 8);
    const fluxOff: number[] = [];
    let borders = 0;
    for (let i = 0; i < whole.xPx.length; i++) {
      if (nearBorder(whole.xPx[i]) || nearBorder(whole.yPx[i])) borders++;
      const at = found.xPx.findIndex(
        (x, j) => Math.hypot(x - whole.xPx[i], found.yPx[j] - whole.yPx[i]) < 0.01,
      );
      expect(at).toBeGreaterThanOrEqual(0);
      fluxOff.push(Math.abs(found.flux[at] / whole.flux[i] - 1));
      expect(Math.abs(found.significance[at] / whole.significance[i] - 1)).toBeLessThan(0.02);
    }
    fluxOff.sort((a, b) => a - b);
    expect(fluxOff[Math.floor(0.9 * fluxOff.length)]).toBeLessThan(0.003);
    expect(fluxOff.at(-1)).toBeLessThan(0.05); // pixels at the threshold between two galaxies go to one or the other
    expect(borders).toBeGreaterThan(15);
    expect([...found.significance]).toEqual([...found.significance].sort((a, b) => b - a));
  });

  it('holds no more than a band, read once for a row of parts', async () => {
    const read: [number, number][] = [];
    const rows = keepingLastBand((first, end) => {
      read.push([first, end]);
      return frame.rows(first, end);
    });
    for (const part of [0, 1, 2, 3]) {
      await partSources({ widthPx, heightPx, rows }, part, { corePx: 256, marginPx: 64 });
    }
    expect(read).toEqual([
      [0, 320],
      [192, 576],
    ]);
  });
});

it('loses none that each of two parts measures to be the other’s', async () => {
  const [widthPx, heightPx, border] = [256, 300, 128];
  const random = createRandom(5);
  const places = Array.from({ length: 9 }, (_, i) => 30 + 30 * i); // rows; all in the middle between two parts
  const image = Float32Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const x = (pixel % widthPx) - border;
    const y = Math.floor(pixel / widthPx);
    const sky = 100 + 0.006 * x ** 2 + 2 * random.normal(); // whose level each part sees otherwise
    return places.reduce((light, row) => light + 40 * Math.exp(-((x + 0.5) ** 2 + (y - row) ** 2) / 8), sky);
  });
  const frame = { widthPx, heightPx, rows: rowsOf(image, widthPx) };
  const { xPx, yPx } = await searched(frame, { corePx: border, marginPx: 16 });
  for (const row of places) {
    const own = [...xPx.keys()].filter(i => Math.hypot(xPx[i] - border + 0.5, yPx[i] - row) < 1);
    expect(own).toHaveLength(1);
  }
});
