import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../../bake/nodeIngest.ts';
import type { Column } from '../../../../src/contracts/column.ts';
import type { OpenedCatalogue } from '../../../../src/contracts/ingest.ts';
import { packTexts } from '../../../../src/data/bytes/packedTexts.ts';
import { decodedRows } from '../../../../src/maths/neighbours/sixteenBitRows.ts';
import { fixtureBytes, fixtureFile } from '../../fixtureFiles.ts';

const ingest = nodeIngest();
const open = (file: File) => ingest.open({ kind: 'file', file });
const column = (catalogue: OpenedCatalogue, name: string): Column => {
  const found = catalogue.columns.find(c => c.name === name);
  if (!found) throw new Error(`no column ${name} among ${catalogue.columns.map(c => c.name)}`);
  return found;
};
const nan = Number.NaN;

describe('a Parquet file written by pyarrow (test/fixtures/data/make.py)', () => {
  for (const codec of ['none', 'snappy', 'zstd', 'gzip', 'brotli', 'lz4']) {
    it(`opens with ${codec} compression: ids, columns, positions, vectors`, async () => {
      const catalogue = await open(fixtureFile(`table-${codec}.parquet`));
      expect(catalogue.rowCount).toBe(6);
      expect([...catalogue.ids]).toEqual([3, 4, 5, 6, 7, 8].map(d => `123766841703899955${d}`));
      expect(catalogue.raDeg).toEqual(Float64Array.of(0.5, 100.25, nan, 359.75, 10, 20));
      expect(catalogue.decDeg).toEqual(Float64Array.of(-90, 0, nan, 89.5, 1, 2));
      expect(column(catalogue, 'votes')).toMatchObject({
        kind: 'number',
        values: Float64Array.of(1, nan, 3, 4, 5, 6),
      });
      expect(column(catalogue, 'fraction')).toMatchObject({
        values: Float32Array.of(0.5, nan, 0.25, 1, 0, 0.125),
      });
      expect(column(catalogue, 'barred')).toMatchObject({ values: Float32Array.of(1, 0, nan, 1, 0, 1) });
      expect(column(catalogue, 'half')).toMatchObject({ values: Float32Array.of(0.5, 1, 2, 3, 4, 5) });
      expect(column(catalogue, 'class')).toMatchObject({
        kind: 'category',
        categories: ['spiral', 'smooth'],
        codes: Uint8Array.of(0, 0, 255, 1, 1, 0),
      });
      expect(column(catalogue, 'comment')).toMatchObject({
        kind: 'text',
        values: packTexts(['a', 'b', 'c', null, 'é', 'f']),
      });
      expect(column(catalogue, 'other_id')).toMatchObject({
        kind: 'text',
        values: ['1237668417038999553', '1237668417038999554', null, '5', '6', '7'],
      });
      expect(column(catalogue, 'seen')).toMatchObject({ kind: 'text' });
      expect(catalogue.embedding).toEqual({
        rows: 6,
        columns: 4,
        values: Float32Array.from({ length: 24 }, (_, i) => Math.floor(i / 4) + (i % 4) / 8),
      });
      expect(catalogue.components?.columns).toBe(2);
      const second = decodedRows(catalogue.components!, 1, 2);
      expect(second[0]).toBeCloseTo(1, 4);
      expect(second[1]).toBeCloseTo(1.125, 4);
      expect(catalogue.positions).toEqual(Float32Array.of(0, -0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5));
      expect(catalogue).toMatchObject({
        hasImages: true,
        weights: 'imagenet',
        credit: 'Nobody',
        simulated: false,
      });
      const names = catalogue.columns.map(c => c.name);
      for (const name of ['objid', 'x', 'y', 'image', 'embedding', 'pca']) expect(names).not.toContain(name);
    });
  }

  it('says which columns are left out and why', async () => {
    const { problems } = await open(fixtureFile('table-snappy.parquet'));
    expect(problems.map(p => p.sentence)).toEqual([
      'Column spectrum of table-snappy.parquet is left out: it is a list of numbers, and only single values are shown.',
      'Column nested of table-snappy.parquet is left out: it is nested, and only single values are shown.',
    ]);
  });

  it('gives images as stored, leaving out the row without one', async () => {
    const { handle } = await open(fixtureFile('table-zstd.parquet'));
    const images = await ingest.images(handle, Uint32Array.of(5, 4, 0));
    expect(images.map(image => [image.row, image.type])).toEqual([
      [5, 'image/jpeg'],
      [0, 'image/jpeg'],
    ]);
    expect(images[0].bytes).toEqual(fixtureBytes('grey.jpg'));
    const batch = await ingest.pixels(handle, Uint32Array.of(4, 1), { sidePx: 8, cropFraction: 1 });
    expect([...batch.rows]).toEqual([1]);
    expect(batch.pixels).toHaveLength(8 * 8 * 3);
    expect(batch.problems).toEqual([{ sentence: '1237668417038999557 (row 4) has no image.', row: 4 }]);
    const thumbnails = await ingest.thumbnails(handle, Uint32Array.of(4, 1), 4);
    expect(thumbnails.slice(0, 48).every(value => value === 0)).toBe(true);
    expect(thumbnails.slice(48).some(value => value > 0)).toBe(true);
  });

  it('reads plain binary images and makes repeated ids unique', async () => {
    const catalogue = await open(fixtureFile('plain-bytes.parquet'));
    expect([...catalogue.ids]).toEqual(['a', 'a-2']);
    expect(catalogue.problems[0].sentence).toBe(
      'One id appears more than once in column id (a): repeats are kept and numbered -2, -3, ….',
    );
    expect(await ingest.images(catalogue.handle, Uint32Array.of(0, 1))).toHaveLength(1);
  });

  it('opens a table without images', async () => {
    const catalogue = await open(fixtureFile('no-images.parquet'));
    expect(catalogue.hasImages).toBe(false);
    expect(await ingest.images(catalogue.handle, Uint32Array.of(0))).toEqual([]);
    const batch = await ingest.pixels(catalogue.handle, Uint32Array.of(0), { sidePx: 8, cropFraction: 1 });
    expect(batch.problems[0].sentence).toMatch(/^\d{19} \(row 0\) has no image\.$/);
  });
});

describe('a file that cannot be opened is reported in one sentence', () => {
  const bytes = fixtureBytes('table-snappy.parquet');
  const cases: [string, BlobPart, string][] = [
    ['empty.parquet', '', 'empty.parquet is empty: choose another file.'],
    [
      'notes.parquet',
      'id,ra,dec\n1,2,3\n',
      'notes.parquet is not a Parquet file: it should begin with "PAR1"',
    ],
    ['page.parquet', '<!doctype html>', 'is a web page (is the address right?)'],
    [
      'cut.parquet',
      bytes.slice(0, bytes.length / 2),
      'cut.parquet is cut short or damaged: its 8277 bytes do not end',
    ],
    ['tail.parquet', bytes.slice(0, 6), 'tail.parquet is cut short or damaged'],
  ];
  for (const [name, content, sentence] of cases) {
    it(name, async () => {
      await expect(open(new File([content], name))).rejects.toThrow(sentence);
    });
  }

  it('unless other parts of it are good: a damaged page costs one column in one row group', async () => {
    const { parquetMetadata } = await import('hyparquet');
    const damaged = fixtureBytes('table-snappy.parquet');
    const { row_groups } = parquetMetadata(damaged.buffer);
    const chunk = row_groups[1].columns.find(c => c.meta_data?.path_in_schema[0] === 'comment')!.meta_data!;
    const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    damaged.fill(0xff, start, start + Number(chunk.total_compressed_size));
    const catalogue = await open(new File([damaged], 'damaged.parquet'));
    const comment = column(catalogue, 'comment');
    expect(comment?.kind === 'text' && [...comment.values]).toEqual(['a', 'b', 'c', null, null, null]);
    expect(column(catalogue, 'votes')).toMatchObject({ values: Float64Array.of(1, nan, 3, 4, 5, 6) });
    expect(catalogue.problems.at(-1)).toMatchObject({ row: 4 });
    expect(catalogue.problems.at(-1)?.sentence).toMatch(
      /^Column comment of damaged\.parquet cannot be read in rows 4 to 5 \(.+\): it is left empty there\.$/,
    );
  });

  it('and a damaged image page costs the images of one row group', async () => {
    const { parquetMetadata } = await import('hyparquet');
    const damaged = fixtureBytes('table-none.parquet');
    const chunk = parquetMetadata(damaged.buffer).row_groups[1].columns[0].meta_data!;
    const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    damaged.fill(0xff, start, start + Number(chunk.total_compressed_size));
    const { handle } = await open(new File([damaged], 'damaged.parquet'));
    const batch = await ingest.pixels(handle, Uint32Array.of(0, 5), { sidePx: 4, cropFraction: 1 });
    expect([...batch.rows]).toEqual([0]);
    expect(batch.problems[0].sentence).toContain(
      '(row 5) has an image that cannot be read, nor can those of rows 4 to 5 of damaged.parquet',
    );
  });

  it('asking for what is closed or beyond the end says so', async () => {
    const { handle } = await open(fixtureFile('no-images.parquet'));
    await expect(ingest.images(handle, Uint32Array.of(6))).rejects.toThrow('need rows < 6; got row 6');
    await ingest.close(handle);
    await expect(ingest.images(handle, Uint32Array.of(0))).rejects.toThrow('need an open catalogue');
  });
});
