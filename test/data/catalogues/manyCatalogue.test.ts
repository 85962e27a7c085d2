import { ByteWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { Column } from '../../../src/contracts/column.ts';
import type { ParquetSource } from '../../../src/contracts/ingest.ts';
import { type CatalogueToWrite, writeCatalogue } from '../../../src/data/catalogues/catalogueWriter.ts';
import { fixtureBytes } from '../fixtureFiles.ts';

const numbers = (name: string, ...values: number[]): Column => ({
  kind: 'number',
  name,
  source: '',
  values: Float64Array.from(values),
});
const words = (name: string, ...values: (string | null)[]): Column => ({
  kind: 'text',
  name,
  source: '',
  values,
});

async function part(
  name: string,
  ids: string[],
  columns: Column[],
  more: Partial<CatalogueToWrite> = {},
): Promise<ParquetSource> {
  const writer = new ByteWriter();
  await writeCatalogue(writer, { ids, columns, notes: { simulated: false }, ...more });
  return { kind: 'file', file: new File([writer.getBuffer()], `${name}.parquet`) };
}

const ingest = nodeIngest();
const open = (...parts: ParquetSource[]) => ingest.open({ kind: 'many', name: 'all', parts });

describe('several Parquet files as one catalogue', () => {
  it('have their columns joined by name, null where a file has none, and say which file a row is of', async () => {
    const catalogue = await open(
      await part('a', ['1', '2'], [numbers('z', 1, 2), words('class', 'E', 'E')]),
      await part('b', ['3', '4'], [words('class', 'S', 'S'), numbers('ra', 10, 20), numbers('dec', 1, 2)]),
    );
    expect([...catalogue.ids]).toEqual(['1', '2', '3', '4']);
    expect(catalogue.columns).toMatchObject([
      { name: 'z', values: Float64Array.of(1, 2, Number.NaN, Number.NaN) },
      { name: 'class', kind: 'category', categories: ['E', 'S'], codes: Uint8Array.of(0, 0, 1, 1) },
      { name: 'ra', unit: 'deg' },
      { name: 'dec' },
      { name: 'file', kind: 'category', categories: ['a', 'b'], codes: Uint8Array.of(0, 0, 1, 1) },
    ]);
    expect(catalogue.raDeg).toEqual(Float64Array.of(Number.NaN, Number.NaN, 10, 20));
    expect(catalogue.problems).toEqual([]);
  });

  it('keep columns of the same name and different kind apart, under the names of their files', async () => {
    const catalogue = await open(
      await part('a', ['1', '2'], [numbers('class', 1, 2)]),
      await part('b', ['3', '4'], [words('class', 'S', 'S')]),
    );
    expect(catalogue.columns).toMatchObject([
      { name: 'class (a)', kind: 'number' },
      { name: 'class (b)', kind: 'category', codes: Uint8Array.of(255, 255, 0, 0) },
      { name: 'file' },
    ]);
  });

  it('give the images of rows of any file in the order asked for', async () => {
    const images = (bytes: Uint8Array) => ({
      images: async (start: number, end: number) =>
        Array.from({ length: end - start }, () => ({ bytes, path: 'image' })),
    });
    const { handle } = await open(
      await part('a', ['1', '2'], [], images(fixtureBytes('rgb.png'))),
      await part('b', ['3'], []),
      await part('c', ['4', '5'], [], images(fixtureBytes('grey.jpg'))),
    );
    const found = await ingest.images(handle, Uint32Array.of(4, 0, 2, 3, 1));
    expect(found.map(image => [image.row, image.type])).toEqual([
      [4, 'image/jpeg'],
      [0, 'image/png'],
      [3, 'image/jpeg'],
      [1, 'image/png'],
    ]);
  });

  it('report repeated ids, and files that cannot be read', async () => {
    const catalogue = await open(
      await part('a', ['1', '2'], []),
      { kind: 'file', file: new File(['nothing'], 'broken.parquet') },
      await part('b', ['2', '3'], []),
    );
    expect([...catalogue.ids]).toEqual(['1', '2', '2-2', '3']);
    expect(catalogue.problems.map(p => p.sentence)).toEqual([
      expect.stringContaining('broken.parquet is not a Parquet file'),
      expect.stringContaining('One id appears more than once in all (2)'),
    ]);
    await expect(open({ kind: 'file', file: new File([''], 'empty.parquet') })).rejects.toThrow(
      'empty.parquet is empty',
    );
  });

  it('join representations by the same weights only', async () => {
    const vectors = (weights: string, columns: number): Partial<CatalogueToWrite> => ({
      embedding: { rows: 1, columns, values: new Float32Array(columns).fill(columns) },
      notes: { simulated: false, weights },
    });
    const a = await part('a', ['1'], [], vectors('imagenet', 3));
    const joined = await open(a, await part('b', ['2'], [], vectors('imagenet', 3)));
    expect(joined).toMatchObject({ weights: 'imagenet', embedding: { rows: 2, columns: 3 } });
    const former = {
      ...vectors('galaxy', 3),
      notes: { simulated: false, weights: 'galaxy', weightsSha256: 'ab' },
    };
    const [first, second] = [await part('c', ['1'], [], former), await part('d', ['2'], [], former)];
    expect(await open(first, second)).toMatchObject({ formerWeights: 'galaxy', weightsSha256: 'ab' });
    const unnamed = await open(first, await part('e', ['2'], [], vectors('galaxy', 3)));
    expect(unnamed.embedding).toBeUndefined(); // of other weights, as far as the files tell
    for (const other of [vectors('random', 3), vectors('imagenet', 4), {}]) {
      const apart = await open(a, await part('b', ['2'], [], other));
      expect(apart.embedding).toBeUndefined();
      expect(apart.problems.at(-1)?.sentence).toContain('not in every file or not by the same weights');
    }
  });
});
