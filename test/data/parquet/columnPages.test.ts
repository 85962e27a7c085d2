import { parquetReadObjects } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { openParquetFile, readVectors } from '../../../src/data/catalogues/parquet/parquetFile.ts';
import { VectorColumn } from '../../../src/data/parquet/vectorColumn.ts';
import { createMatrixSink } from '../../../src/data/parquet/vectorSinks.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { lists, type MadeColumn } from '../catalogues/madeParquet.ts';

const random = createRandom(3);
const [rows, dimension] = [500, 7];

/** Vectors of which some rows have none, an empty one, one of another length, or a missing number. */
const odd = Array.from({ length: rows }, (_, row) => {
  const vector: (number | null)[] = Array.from({ length: dimension }, () => Math.fround(random.normal()));
  if (row % 41 === 7) return null;
  if (row % 43 === 8) return [];
  if (row % 47 === 9) return vector.slice(1);
  if (row % 53 === 10) vector[3] = null;
  return vector;
});
const whole = odd.map(vector => vector?.map(value => value ?? 0) ?? []).filter(v => v.length === dimension);
const repeated = odd.map(vector => vector?.map(value => value && Math.sign(value)) ?? null); // a dictionary is used

async function fileOf(
  { schema, data }: MadeColumn,
  settings: { pageSize: number; rowGroupSize: number },
): Promise<ArrayBuffer> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: 1 }, ...schema],
  });
  const columnData = [{ name: schema[0].name, data }];
  await parquet.write({ columnData, ...settings });
  await parquet.finish();
  return writer.getBuffer();
}

/** (rows) the vectors as they were gathered; undefined where a row has none. */
async function gathered(file: ArrayBuffer): Promise<(number[] | undefined)[]> {
  const opened = await openParquetFile(bytesOfBuffer(file, 't.parquet'));
  const n = opened.rowCount;
  const column = new VectorColumn('embedding', n, columns => createMatrixSink(n, columns));
  for (let group = 0; group < opened.groupStarts.length - 1; group++) {
    await readVectors(opened, 'embedding', group, column);
  }
  const { sink, rows: held } = column.finish('t.parquet');
  const { columns, values } = sink!.matrix;
  const has = new Set(held ?? Array.from({ length: n }, (_, row) => row));
  return Array.from({ length: n }, (_, row) =>
    has.has(row) ? Array.from(values.subarray(row * columns, (row + 1) * columns)) : undefined,
  );
}

/** The same by definition, from lists as hyparquet assembles them. */
async function assembled(file: ArrayBuffer): Promise<(number[] | undefined)[]> {
  const read = (await parquetReadObjects({ file })) as { embedding: (number | null)[] | null }[];
  return read.map(({ embedding }) =>
    embedding?.length === dimension && embedding.every(value => value !== null)
      ? (embedding as number[])
      : undefined,
  );
}

describe('lists read page by page', () => {
  const float = (data: (unknown[] | null)[]) => lists('embedding', {}, data);
  it.each<[string, MadeColumn]>([
    ['of floats', float(odd)],
    ['of doubles', lists('embedding', { type: 'DOUBLE' }, odd)],
    ['of few values', float(repeated)],
    ['that are all whole', lists('embedding', { repetition_type: 'REQUIRED' }, whole)],
  ])('%s are those that hyparquet assembles, however they are cut', async (_, column) => {
    for (const [pageSize, rowGroupSize] of [
      [1 << 20, rows],
      [100, rows],
      [1000, 64],
    ]) {
      const file = await fileOf(column, { pageSize, rowGroupSize });
      const expected = await assembled(file);
      expect(expected.filter(vector => vector !== undefined).length).toBeGreaterThan(400);
      expect(await gathered(file)).toEqual(expected);
    }
  });

  it('lose a row group that is damaged, and no other', async () => {
    const file = await fileOf(float(whole), { pageSize: 1000, rowGroupSize: 100 });
    const opened = await openParquetFile(bytesOfBuffer(file, 't.parquet'));
    const { data_page_offset, total_compressed_size } = opened.metadata.row_groups[1].columns[0].meta_data!;
    new Uint8Array(file).fill(
      0xff,
      Number(data_page_offset),
      Number(data_page_offset + total_compressed_size),
    );
    const n = opened.rowCount;
    const column = new VectorColumn('embedding', n, columns => createMatrixSink(n, columns));
    await readVectors(opened, 'embedding', 0, column);
    await expect(readVectors(opened, 'embedding', 1, column)).rejects.toThrow(/need/);
    await readVectors(opened, 'embedding', 2, column);
    const { rows: held } = column.finish('t.parquet');
    expect(held?.length).toBe(200);
    expect(held?.some(row => row >= 100 && row < 200)).toBe(false);
  });
});
