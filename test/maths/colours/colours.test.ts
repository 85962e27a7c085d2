import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { readPixels } from '../../../src/data/fits/images/imagePixels.ts';
import { ImageDecoder } from '../../../src/data/images/imageDecoder.ts';
import { writePng } from '../../../src/data/images/pngWriter.ts';
import { galaxyZooColours } from '../../../src/maths/colours/galaxyZooColours.ts';
import { luptonColours } from '../../../src/maths/colours/luptonColours.ts';
import { percentiles, singleBandGreys } from '../../../src/maths/colours/singleBand.ts';

const shared = new URL('../../../../shared/fixtures/', import.meta.url);

async function decalsPlanes(name: string) {
  const buffer = new Uint8Array(readFileSync(new URL(name, shared))).buffer;
  const file = await openFits(bytesOfBuffer(buffer, name));
  const [blue, green, red] = await Promise.all(
    [0, 1, 2].map(async plane => (await readPixels(file, file.hdus[0], plane)).values as Float32Array),
  );
  const [heightPx, widthPx] = file.hdus[0].shape.slice(-2);
  return { widthPx, heightPx, red, green, blue };
}

describe.skipIf(!existsSync(shared))("Galaxy Zoo's own pictures of DECaLS", () => {
  it('are made again without one pixel that differs', async () => {
    const planes = await decalsPlanes('decals_extended.fits');
    const decoder = new ImageDecoder(await nodeCodecs());
    const picture = await decoder.decode(readFileSync(new URL('decals_extended.png', shared)));
    const ours = galaxyZooColours(planes, false); // their file was saved without the flip
    let differing = 0;
    for (let i = 0; i < planes.widthPx * planes.heightPx; i++) {
      for (let c = 0; c < 3; c++) if (ours.pixels[3 * i + c] !== picture.pixels[4 * i + c]) differing++;
    }
    expect(differing).toBe(0);
  });

  it('have the values their code gives before it enlarges them', async () => {
    const planes = await decalsPlanes('decals_small.fits');
    const { pixels } = galaxyZooColours(planes, false);
    const at = (y: number, x: number) => [...pixels.subarray(3 * (y * 225 + x), 3 * (y * 225 + x) + 3)];
    expect([at(112, 112), at(0, 0), at(60, 150)]).toEqual([
      [255, 255, 255],
      [34, 17, 25],
      [84, 83, 84],
    ]);
  });
});

it("makes Lupton's colours as astropy does, within one of 255", () => {
  const file = new URL('../../fixtures/fits/lupton.json', import.meta.url);
  const { red, green, blue, rgb } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>;
  const stretch = { minimum: [26, 30, 28] as const, stretch: 50, softening: 8 };
  const { pixels } = luptonColours({ widthPx: 37, heightPx: 23, red, green, blue }, stretch);
  for (let y = 0; y < 23; y++) {
    for (let i = 0; i < 111; i++) {
      expect(Math.abs(pixels[(22 - y) * 111 + i] - rgb[y * 111 + i])).toBeLessThanOrEqual(1);
    }
  }
});

it('clips one band at percentiles between neighbours, and turns its rows', () => {
  const values = Float64Array.of(0, 10, Number.NaN, 20, 30, 40);
  expect(percentiles(values, [0, 50, 25, 100])).toEqual([0, 20, 10, 40]);
  const linear = singleBandGreys(values, 3, 2, { lowPercent: 0, highPercent: 100, softness: 0 });
  const grey = (value: number) => Math.round((255 * value) / 40);
  expect([...linear.pixels].filter((_, i) => i % 3 === 0)).toEqual([grey(20), grey(30), 255, 0, grey(10), 0]);
  const soft = singleBandGreys(values, 3, 2, { lowPercent: 0, highPercent: 100, softness: 10 });
  expect(soft.pixels[0]).toBe(Math.round((255 * Math.asinh(5)) / Math.asinh(10)));
});

it('writes a PNG that decodes to the same pixels', async () => {
  const pixels = Uint8Array.from({ length: 7 * 5 * 3 }, (_, i) => (i * 37) % 256);
  const png = await writePng({ widthPx: 7, heightPx: 5, channels: 3, pixels });
  const image = await new ImageDecoder(await nodeCodecs()).decode(png);
  expect([image.widthPx, image.heightPx]).toEqual([7, 5]);
  expect([...image.pixels].filter((_, i) => i % 4 !== 3)).toEqual([...pixels]);
});
