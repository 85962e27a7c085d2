import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { writeBakedFile } from '../../../measure/sources/bakedFile.ts';
import { openParquet } from '../../../src/data/catalogues/parquet/parquetCatalogue.ts';
import { openBytes } from '../../../src/data/remote/openBytes.ts';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes (1,000,000 bytes) of objects and of buffers that are held; what streams let go of late is waited for. */
async function held(): Promise<{ objects: number; buffers: number }> {
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { objects: heapUsed / 1e6, buffers: arrayBuffers / 1e6 };
}

// A million galaxies have 700 MB: the browser's own 400, with the app and its workers, and components, ids and columns once.
it('200,000 galaxies of 64 components open without an object a row, in their share of the memory of a million', async () => {
  const rows = 200_000;
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-held-'));
  try {
    const path = join(folder, 'baked.parquet');
    await writeBakedFile(path, rows, 1);
    const file = new File([await openAsBlob(path)], 'baked.parquet');
    const before = await held();
    const job = { report() {}, breathe: () => new Promise<void>(resolve => setImmediate(resolve)) };
    const { contents } = await openParquet(await openBytes({ kind: 'file', file }), job);
    const after = await held();
    expect(contents.components?.count).toBe(rows);
    expect(contents.ids.at(rows - 1)).toMatch(/^1237648\d{12}$/);
    expect(after.objects - before.objects).toBeLessThan(4); // 20 bytes a row are no object a row
    const bounds = 20 * rows; // of the search, beside the components
    expect(after.buffers - before.buffers + bounds / 1e6).toBeLessThan((700 - 400) / 5);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);
