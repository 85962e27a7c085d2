import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { writeHeader } from '../../../src/data/fits/fitsCardWriter.ts';

const [sidePx, planes] = [512, 4096];
const planeBytes = 4 * sidePx * sidePx;
const mostExtraMb = 300;
let folder: string;
let path: string;

/** 4.3 GB of which the disk holds the header and the last plane: the rest is a hole. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  path = join(folder, 'cube.fits');
  const header = writeHeader([
    { keyword: 'SIMPLE', value: true },
    { keyword: 'BITPIX', value: -32 },
    { keyword: 'NAXIS', value: 3 },
    { keyword: 'NAXIS1', value: sidePx },
    { keyword: 'NAXIS2', value: sidePx },
    { keyword: 'NAXIS3', value: planes },
  ]);
  const last = Buffer.alloc(planeBytes);
  for (let i = 0; i < sidePx * sidePx; i++) last.writeFloatBE(i % 1000, 4 * i);
  const file = openSync(path, 'w');
  writeSync(file, header, 0, header.length, 0);
  const dataBytes = planes * planeBytes;
  writeSync(file, last, 0, last.length, header.length + dataBytes - planeBytes);
  ftruncateSync(file, header.length + Math.ceil(dataBytes / 2880) * 2880);
  closeSync(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file as a browser has it, by parts from the disk: Node's own Blobs of files end at 4 GB. */
function diskFile(at: string): File {
  const { size } = statSync(at);
  const slice = (start: number, end = size) => {
    const bytes = Buffer.alloc(Math.min(end, size) - start);
    const opened = openSync(at, 'r');
    readSync(opened, bytes, 0, bytes.length, start);
    closeSync(opened);
    return new Blob([bytes]);
  };
  return { name: 'cube.fits', size, slice } as unknown as File;
}

it('opens a file of 4 GB by its parts, in less than 300 MB', async () => {
  const ingest = nodeIngest();
  const file = diskFile(path);
  expect(file.size).toBeGreaterThan(4e9);
  const before = process.memoryUsage().rss;
  const catalogue = await ingest.open({
    kind: 'fits',
    name: 'cube.fits',
    files: [{ path: 'cube.fits', file }],
  });
  expect(catalogue.rowCount).toBe(planes);
  const pixels = await ingest.fitsPixels(catalogue.handle, planes - 1);
  expect(pixels.bands[0].values[999]).toBe(999);
  const { rows, problems } = await ingest.pixels(catalogue.handle, Uint32Array.of(0, 2000, planes - 1), {
    sidePx: 64,
    cropFraction: 1,
  });
  expect([...rows]).toEqual([0, 2000, planes - 1]);
  expect(problems).toEqual([]);
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(mostExtraMb);
});
