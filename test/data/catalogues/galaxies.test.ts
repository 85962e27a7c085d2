import { existsSync, openAsBlob, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { CatalogueSource, ParquetSource } from '../../../src/contracts/ingest.ts';
import { galaxies } from '../fixtureFiles.ts';

// Counts and kinds below are those ../shared/galaxies/README.md states.
const fileOf = async (name: string) =>
  new File([await openAsBlob(fileURLToPath(new URL(name, galaxies)))], name.replace(/.*\//, ''));
const sourceOf = async (name: string): Promise<ParquetSource> => ({ kind: 'file', file: await fileOf(name) });
const view = { sidePx: 64, cropFraction: 0.8 };
const ingest = nodeIngest();

describe.skipIf(!existsSync(galaxies))('real galaxies', () => {
  it('gz1-sdss opens with exact 19-digit ids, positions where known, and classes', async () => {
    const catalogue = await ingest.open(await sourceOf('gz1-sdss.parquet'));
    expect(catalogue.rowCount).toBe(5621);
    expect([...catalogue.ids].every(id => /^\d{18,19}$/.test(id))).toBe(true);
    expect([...catalogue.ids].some(id => String(Number(id)) !== id)).toBe(true); // doubles would not do
    const known = catalogue.raDeg!.filter(value => !Number.isNaN(value)).length;
    expect(known).toBeGreaterThan(400);
    expect(known).toBeLessThan(500);
    const column = catalogue.columns.find(c => c.name === 'class');
    expect(column?.kind === 'category' && [...column.categories].sort()).toEqual([
      'dont_know',
      'edge_on',
      'elliptical',
      'merger',
      'spiral_acw',
      'spiral_cw',
    ]);
    const batch = await ingest.pixels(catalogue.handle, Uint32Array.of(5620, 0, 3000), view);
    expect([...batch.rows]).toEqual([5620, 0, 3000]);
  });

  it('gz2-voted opens with nulls where nobody was asked, cumulative fractions elsewhere', async () => {
    const catalogue = await ingest.open(await sourceOf('gz2-voted.parquet'));
    expect(catalogue.rowCount).toBe(4002);
    const values = (name: string) => {
      const column = catalogue.columns.find(c => c.name === name);
      if (column?.kind !== 'number') throw new Error(`no numbers in ${name}`);
      return column.values;
    };
    const answered = (name: string) => values(name).filter(value => !Number.isNaN(value)).length;
    expect(answered('Class1.1')).toBe(4002);
    expect(answered('Class4.1')).toBeGreaterThan(300);
    expect(answered('Class4.1')).toBeLessThan(500);
    for (let row = 0; row < 4002; row += 97) {
      const rounded = ['Class7.1', 'Class7.2', 'Class7.3'].reduce((sum, name) => sum + values(name)[row], 0);
      expect(rounded).toBeCloseTo(values('Class1.1')[row], 1);
    }
  });

  it('three files open as one catalogue of 17,070', async () => {
    const parts = await Promise.all(
      ['gz2-voted.parquet', 'gz2-more.parquet', 'gz1-sdss.parquet'].map(sourceOf),
    );
    const catalogue = await ingest.open({ kind: 'many', name: 'all', parts });
    expect(catalogue.rowCount).toBe(4002 + 7447 + 5621);
    expect(new Set(catalogue.ids).size).toBe(catalogue.rowCount);
    expect(catalogue.columns.at(-1)).toMatchObject({
      name: 'file',
      categories: ['gz2-voted', 'gz2-more', 'gz1-sdss'],
    });
    const rows = Uint32Array.of(17_069, 4002, 0, 11_449);
    const thumbnails = await ingest.thumbnails(catalogue.handle, rows, 8);
    for (let i = 0; i < 4; i++)
      expect(Math.max(...thumbnails.subarray(i * 192, (i + 1) * 192))).toBeGreaterThan(0);
  });

  it('the Euclid folder opens joined to its table, every image and row matched', async () => {
    const names = readdirSync(new URL('euclid-folder/', galaxies)).filter(name => name.endsWith('.jpg'));
    const source: CatalogueSource = {
      kind: 'images',
      name: 'euclid-folder',
      images: await Promise.all(
        names.map(async name => ({
          path: `euclid-folder/${name}`,
          file: await fileOf(`euclid-folder/${name}`),
        })),
      ),
      table: await fileOf('euclid-folder/catalog.csv'),
    };
    const catalogue = await ingest.open(source);
    expect(catalogue).toMatchObject({ rowCount: 822, problems: [] });
    expect(catalogue.raDeg?.every(Number.isFinite)).toBe(true);
    const column = catalogue.columns.find(c => c.name === 'cnn_class');
    expect(column?.kind === 'category' && [...column.categories].sort()).toEqual([
      'anomalous',
      'normal',
      'unknown',
    ]);
    const { pixels } = await ingest.pixels(catalogue.handle, Uint32Array.of(0, 821), view);
    for (let i = 0; i < pixels.length; i += 3) {
      if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) throw new Error('grey became coloured');
    }
  });
});
