import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { crc32 } from '../../../src/data/bytes/crc32.ts';
import { isSixteenBitPng, stretchCounts } from '../../../src/data/images/pngCounts.ts';
import { images, parquetFile } from '../catalogues/madeParquet.ts';
import { fixtureBytes } from '../fixtureFiles.ts';

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** A grey 16-bit PNG of these rows, each with the filter of its place: none, left, up, average, Paeth. */
function greyPng(rows: number[][]): Uint8Array {
  const width = rows[0].length;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, rows.length);
  header[8] = 16;
  let above = new Uint8Array(2 * width);
  const lines = rows.map((row, y) => {
    const raw = Uint8Array.from(row.flatMap(value => [value >> 8, value & 255]));
    const filter = y % 5;
    const line = raw.map((value, i) => {
      const [a, b, c] = [i < 2 ? 0 : raw[i - 2], above[i], i < 2 ? 0 : above[i - 2]];
      const p = a + b - c;
      const near = [a, b, c].sort((m, n) => Math.abs(p - m) - Math.abs(p - n))[0]; // sort is stable: a before b before c
      return value - [0, a, b, Math.floor((a + b) / 2), near][filter];
    });
    above = raw;
    return [filter, ...line];
  });
  const data = new Uint8Array(deflateSync(Uint8Array.from(lines.flat())));
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ];
  return Uint8Array.from(parts.flatMap(part => [...part]));
}

const counts = Array.from({ length: 10 }, (_, y) =>
  Array.from({ length: 6 }, (_, x) => 200 + 17 * x + 31 * y),
);

describe('a PNG of 16-bit counts', () => {
  it('is stretched from its least count to the 99.7th percentile by asinh, whatever its filters', async () => {
    const png = greyPng(counts);
    expect(isSixteenBitPng(png)).toBe(true);
    const { pixels } = (await stretchCounts(png))!;
    const sorted = counts.flat().sort((a, b) => a - b);
    const [low, high] = [sorted[0], sorted[Math.floor(0.997 * (sorted.length - 1))]];
    for (const [i, value] of counts.flat().entries()) {
      const expected = (255 * Math.asinh(Math.min(1, (value - low) / (high - low)))) / Math.asinh(1);
      for (const c of [0, 1, 2]) expect(Math.abs(pixels[4 * i + c] - expected)).toBeLessThanOrEqual(0.5);
    }
  });

  it('over the full range is left to the high byte, and so is one of nothing', async () => {
    expect(await stretchCounts(greyPng([[0, 65535]]))).toBeUndefined();
    expect(await stretchCounts(greyPng([[0, 0]]))).toBeUndefined();
  });
});

it('in a Parquet file is reported once, when the first of them is decoded', async () => {
  const picture = (bytes: Uint8Array, i: number) => ({ bytes, path: `${i}.png` });
  const eight = fixtureBytes('grey.png');
  const file = await parquetFile([images('image', [picture(eight, 0), picture(greyPng(counts), 1)])]);
  const ingest = nodeIngest();
  const { handle, problems } = await ingest.open({ kind: 'file', file });
  expect(problems).toEqual([]);
  const told = async (...rows: number[]) =>
    (await ingest.pixels(handle, Uint32Array.from(rows), { sidePx: 8, cropFraction: 1 })).problems;
  expect(await told(0)).toEqual([]);
  expect(await told(0, 1)).toEqual([{ sentence: expect.stringContaining('t has 16-bit PNGs: those whose') }]);
  expect(await told(1)).toEqual([]);
});
