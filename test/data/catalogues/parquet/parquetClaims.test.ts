import type { FileMetaData } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../../bake/nodeIngest.ts';
import { checkClaims, checkUnpackedSize } from '../../../../src/data/catalogues/parquet/parquetClaims.ts';
import type { Leaf } from '../../../../src/data/parquet/schemaClaims.ts';

const leaves: Leaf[] = [
  {
    path: ['redshift'],
    element: { name: 'redshift' },
    maxRepetition: 0,
    maxDefinition: 0,
    listDefinition: 0,
  },
];

/** A footer of one row group and one column. */
function footer(rows: number, at = 4, packed = 100, unpacked = 200, values = rows): FileMetaData {
  const column = {
    path_in_schema: ['redshift'],
    data_page_offset: BigInt(at),
    total_compressed_size: BigInt(packed),
    total_uncompressed_size: BigInt(unpacked),
    num_values: BigInt(values),
  };
  return {
    row_groups: [{ num_rows: BigInt(rows), columns: [{ meta_data: column }] }],
  } as unknown as FileMetaData;
}

describe('what a Parquet footer claims', () => {
  it.each([
    ['more rows than its bytes can hold', footer(1e8 / 10), 5000, '10,000,000 rows in 5,000 bytes'],
    ['more rows than a page holds', footer(2 ** 31), 1e9, 'claims 2,147,483,648 rows; a page holds at most'],
    ['rows below zero', footer(-1), 5000, 'gives no possible number of rows'],
    ['a column beyond the end', footer(10, 4, 5000), 5000, 'column redshift is said to lie beyond the end'],
    ['rows that no column has', footer(10, 4, 100, 200, 9), 5000, 'claims 10 rows, and none of its columns'],
    ['a column before the beginning', footer(10, -4), 5000, 'column redshift is said to lie beyond the end'],
  ])('is refused where it has %s', (_, metadata, bytes, sentence) => {
    expect(() => checkClaims('big.parquet', bytes, metadata, leaves)).toThrow(sentence);
  });

  it('passes where a small file repeats itself, and where a large one is dense', () => {
    expect(() => checkClaims('one.parquet', 500, footer(10_000), leaves)).not.toThrow();
    expect(() => checkClaims('all.parquet', 20e6, footer(2_000_000), leaves)).not.toThrow();
  });

  it('is refused where its columns unpack to more than a page holds, images aside', () => {
    const metadata = footer(10, 4, 100, 3e9);
    expect(() => checkUnpackedSize('big.parquet', metadata, ['redshift'])).toThrow('unpacks to 3.0 GB');
    expect(() => checkUnpackedSize('big.parquet', metadata, ['ra'])).not.toThrow();
  });
});

it('a few kilobytes that claim millions of rows are refused at once, with a sentence', async () => {
  const bytes = parquetWriteBuffer({
    columnData: [{ name: 'redshift', data: new Array(3_000_000).fill(0.5), type: 'DOUBLE' }],
    rowGroupSize: 3_000_000,
  });
  expect(bytes.byteLength).toBeLessThan(20_000);
  const open = nodeIngest().open({ kind: 'file', file: new File([bytes], 'bomb.parquet') });
  await expect(open).rejects.toThrow(/bomb\.parquet is damaged: it claims 3,000,000 rows in [\d,]+ bytes/);
});

it('a column whose repeated words would be gigabytes of text is left out, with a sentence', async () => {
  const long = 'x'.repeat(8000);
  const words = Array.from({ length: 300 }, (_, i) => `${i} ${long}`);
  const rows = Array.from({ length: 50_000 }, (_, i) => i);
  const bytes = parquetWriteBuffer({
    columnData: [
      {
        name: 'note',
        data: rows.map(i => words[i % words.length]),
        type: 'STRING',
        encoding: 'RLE_DICTIONARY',
      },
      { name: 'z', data: rows.map(i => i / 7), type: 'DOUBLE' },
    ],
  });
  expect(bytes.byteLength).toBeLessThan(2e6);
  const file = new File([bytes], 'notes.parquet');
  const catalogue = await nodeIngest().open({ kind: 'file', file });
  expect(catalogue.columns.map(column => column.name)).toEqual(['z']);
  expect(catalogue.problems.map(problem => problem.sentence)).toEqual([
    'Column note of notes.parquet is left out: it unpacks to 0.4 billion characters of text, and a page holds 0.3.',
  ]);
});
