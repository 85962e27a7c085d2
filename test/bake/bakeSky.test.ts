import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bakeSky } from '../../bake/bakeSky.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import type { BakedManifest } from '../../src/contracts/baked.ts';
import { sha256Of } from '../../src/data/bytes/sha256.ts';
import { unpackComponents } from '../../src/data/catalogues/bakedCatalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'morphospace-sky-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reporter = { show: () => undefined, say: () => undefined };
const bytesOf = (path: string | URL) => new Uint8Array(readFileSync(path));

describe('the sky command', () => {
  it('writes a baked catalogue that opens, and the same one every time', async () => {
    const options = { count: 6, seed: 1, folder };
    const manifest = await bakeSky(options, reporter, () => performance.now());
    expect(JSON.parse(readFileSync(join(folder, 'sky.json'), 'utf8'))).toEqual(manifest);
    const catalogue = await nodeIngest().open({
      kind: 'file',
      file: new File([bytesOf(join(folder, 'sky.parquet'))], 'sky.parquet'),
    });
    expect(catalogue).toMatchObject({ rowCount: 6, simulated: true, hasImages: true, problems: [] });
    expect(catalogue.positions).toHaveLength(12);
    expect(catalogue.raDeg).toHaveLength(6);
    expect(catalogue.columns.find(column => column.name === 'effective_radius_arcsec')).toMatchObject({
      unit: 'arcsec',
      description: expect.stringContaining('Half-light radius'),
    });
    const packed = bytesOf(join(folder, 'sky.components.bin'));
    expect(unpackComponents(manifest, packed).values).toHaveLength(6 * manifest.components.count);
    const again = await bakeSky(options, reporter, () => performance.now());
    expect(again).toEqual(manifest);
  });
});

const demo = new URL('../../public/demo/', import.meta.url);
describe('public/demo', () => {
  it.skipIf(!existsSync(new URL('sky.json', demo)))('is what its manifest says, within 12 MB', async () => {
    const manifest = JSON.parse(readFileSync(new URL('sky.json', demo), 'utf8')) as BakedManifest;
    expect(manifest).toMatchObject({ format: 'morphospace-baked-1', simulated: true, weights: 'galaxy' });
    const weights = new URL(`../../public/models/${manifest.weights}.json`, import.meta.url);
    expect(manifest.weightsSha256).toBe(JSON.parse(readFileSync(weights, 'utf8')).sha256);
    expect(manifest.rows).toBeGreaterThanOrEqual(4000);
    let total = 0;
    for (const { file, bytes, sha256 } of [manifest.table, manifest.components]) {
      const content = bytesOf(new URL(file, demo));
      expect(content).toHaveLength(bytes);
      expect(await sha256Of(content)).toBe(sha256);
      total += bytes;
    }
    expect(total).toBeLessThanOrEqual(12e6);
    const catalogue = await nodeIngest().open({
      kind: 'file',
      file: new File([bytesOf(new URL(manifest.table.file, demo))], 'sky.parquet'),
    });
    expect(catalogue).toMatchObject({
      rowCount: manifest.rows,
      simulated: true,
      hasImages: true,
      problems: [],
    });
    expect(catalogue.positions).toHaveLength(2 * manifest.rows);
  });
});
