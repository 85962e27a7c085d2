import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { fixtureBytes } from '../fixtureFiles.ts';
import { blobs, doubles, images, lists, type MadeColumn, parquetFile, words } from './madeParquet.ts';

const ingest = nodeIngest();
const jpeg = fixtureBytes('grey.jpg');
const ids = words('id', ['a', 'b', 'c']);
const open = async (...columns: MadeColumn[]) =>
  ingest.open({ kind: 'file', file: await parquetFile(columns) });
const sentences = ({ problems }: { problems: { sentence: string }[] }) => problems.map(p => p.sentence);
const picture = (i: number) => ({ bytes: jpeg, path: `${i}.jpg` });

describe('columns x and y', () => {
  const columns = [ids, doubles('x', [1024.5, 10, 20]), doubles('y', [1, 2, 3])];

  it('stay columns in a file that does not say it was baked, and are asked about', async () => {
    const catalogue = await open(...columns);
    expect(catalogue.positions).toBeUndefined();
    expect(catalogue.asksForMap).toBe(true);
    expect(catalogue.columns.map(column => column.name)).toEqual(['x', 'y']);
  });

  it('are the map of a file that was baked, and no columns', async () => {
    const file = await parquetFile(columns, 't.parquet', [{ key: 'morphospace.name', value: 'sky' }]);
    const catalogue = await ingest.open({ kind: 'file', file });
    expect(catalogue.positions).toHaveLength(6);
    expect(catalogue.columns).toEqual([]);
  });

  it('that lack a value are columns and nothing else', async () => {
    const catalogue = await open(ids, doubles('x', [1, null, 3]), doubles('y', [1, 2, 3]));
    expect(catalogue.asksForMap).toBe(false);
    expect(catalogue.columns).toHaveLength(2);
  });
});

describe('vectors', () => {
  const float = (data: (number[] | null)[]) => lists('embedding', {}, data);

  it('leave off the one galaxy that has none, or one of no number', async () => {
    for (const odd of [null, [1, Number.NaN], [1], [1, null as unknown as number]]) {
      const catalogue = await open(ids, float([[1, 2], odd, [5, 6]]));
      expect(catalogue.embedding).toEqual({ rows: 2, columns: 2, values: Float32Array.of(1, 2, 5, 6) });
      expect(catalogue.embeddingRows).toEqual(Uint32Array.of(0, 2));
      expect(sentences(catalogue)).toEqual([
        expect.stringMatching(/^One row has no usable vector in column embedding of t\.parquet \(row 1 has /),
      ]);
    }
  });

  it('that no galaxy has are not used', async () => {
    const catalogue = await open(ids, float([null, null, null]));
    expect(catalogue.embedding).toBeUndefined();
    expect(sentences(catalogue)).toHaveLength(1);
  });

  it('of whole numbers, of lists and of other names say what they are', async () => {
    const int8 = { type: 'INT32', converted_type: 'INT_8' } as const;
    const catalogue = await open(
      ids,
      lists('embedding', int8, [[1], [2], [3]]),
      lists('features', {}, [[1], [2], [3]]),
    );
    expect(sentences(catalogue)).toEqual([
      expect.stringContaining(
        'Column embedding of t.parquet is left out: it is a list of whole numbers, int8',
      ),
      expect.stringContaining(
        'Column features of t.parquet is left out: it is a list of numbers (call it “embedding”',
      ),
    ]);
  });

  it('of several files keep the rows they belong to', async () => {
    const parts = await Promise.all(
      ['p', 'q'].map(async name => ({
        kind: 'file' as const,
        file: await parquetFile(
          [words('id', [`${name}1`, `${name}2`]), float([null, [1, 2]])],
          `${name}.parquet`,
        ),
      })),
    );
    const catalogue = await ingest.open({ kind: 'many', name: 'both', parts });
    expect(catalogue.embedding?.rows).toBe(2);
    expect(catalogue.embeddingRows).toEqual(Uint32Array.of(1, 3));
  });
});

describe('images', () => {
  it('of which the file holds only paths are reported, and the paths are a column', async () => {
    const paths = [1, 2, 3].map(i => ({ bytes: null, path: `images/${i}.jpg` }));
    const catalogue = await open(ids, images('image', paths));
    expect(catalogue.hasImages).toBe(false);
    expect(catalogue.columns).toMatchObject([
      { name: 'image', kind: 'text', values: ['images/1.jpg', 'images/2.jpg', 'images/3.jpg'] },
    ]);
    expect(sentences(catalogue)[0]).toMatch(/^Column image of t\.parquet holds paths of images only/);
  });

  it('of which some rows have bytes are images', async () => {
    const catalogue = await open(ids, images('image', [picture(1), null, { bytes: null, path: 'x' }]));
    expect(catalogue.hasImages).toBe(true);
    expect(catalogue.problems).toEqual([]);
  });

  it('under any name are known by their bytes', async () => {
    const large = [1, 2, 3].map(i => {
      const bytes = new Uint8Array(2000).fill(i);
      bytes.set(jpeg.subarray(0, 1500));
      return bytes;
    });
    const catalogue = await open(ids, blobs('jpeg_cutout', large));
    expect(catalogue.hasImages).toBe(true);
    const other = await open(
      ids,
      blobs('spectrum', [new Uint8Array(3000).fill(1), new Uint8Array(3000), null]),
    );
    expect(other.hasImages).toBe(false);
    expect(sentences(other)).toEqual([expect.stringContaining('it is bytes without a meaning')]);
  });
});

describe('ids and words', () => {
  it('as floating-point numbers that lost digits are reported and are no ids', async () => {
    const catalogue = await open(
      doubles('objid', ['1237648673971437623', '1237648673971437700', '7'].map(Number)),
    );
    expect([...catalogue.ids]).toEqual(['0', '1', '2']);
    expect(catalogue.columns.map(column => column.name)).toEqual(['objid']);
    expect(sentences(catalogue)[0]).toMatch(/^Column objid is not used as ids: .* exact to only 15 digits/);
  });

  it('as floating-point numbers that hold them are ids', async () => {
    expect([...(await open(doubles('objid', [5, 6, 7]))).ids]).toEqual(['5', '6', '7']);
  });

  it('as bytes are hexadecimal where they are no text', async () => {
    const bytes = (...values: number[]) => Uint8Array.from(values);
    const catalogue = await open(
      ids,
      blobs('uuid', [bytes(0, 254), bytes(97, 98), null]),
      blobs('word', [bytes(97, 98), bytes(0xc3, 0xa9), null]),
    );
    expect(catalogue.columns).toMatchObject([
      { name: 'uuid', values: ['00fe', '6162', null] },
      { name: 'word', values: ['ab', 'é', null] },
    ]);
  });

  it('that are all one value, or none, open', async () => {
    const catalogue = await open(ids, doubles('k', [7, 7, 7]), doubles('nothing', [null, null, null]));
    expect(catalogue.columns).toHaveLength(2);
    expect(catalogue.problems).toEqual([]);
  });
});
