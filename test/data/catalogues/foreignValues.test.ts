import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { fixtureBytes } from '../fixtureFiles.ts';
import { doubles, lists, type MadeColumn, parquetFile, words } from './madeParquet.ts';

const jpeg = fixtureBytes('grey.jpg');
const column = (element: SchemaElement, data: unknown[]): MadeColumn => ({
  schema: [{ repetition_type: 'OPTIONAL', ...element }],
  data,
});
const open = async (...columns: MadeColumn[]) =>
  nodeIngest().open({ kind: 'file', file: await parquetFile(columns) });
const sentences = ({ problems }: OpenedCatalogue) => problems.map(problem => problem.sentence);
/** A column's values as a person sees them: numbers, words, null. */
const shown = ({ columns }: OpenedCatalogue, name: string): unknown[] => {
  const found = columns.find(each => each.name === name)!;
  return found.kind === 'category'
    ? Array.from(found.codes, code => found.categories[code] ?? null)
    : Array.from(found.values as ArrayLike<unknown>, value => (Number.isNaN(value) ? null : value));
};

describe('whole numbers without a sign', () => {
  it('are those that were written, beyond a double as exact text', async () => {
    const catalogue = await open(
      column({ name: 'u8', type: 'INT32', converted_type: 'UINT_8' }, [200, 0, 255]),
      column({ name: 'u16', type: 'INT32', converted_type: 'UINT_16' }, [40_000, 0, 1]),
      column({ name: 'u32', type: 'INT32', converted_type: 'UINT_32' }, [3_000_000_000, 4_294_967_295, 1]),
      column({ name: 'u64', type: 'INT64', converted_type: 'UINT_64' }, [2n ** 64n - 1n, 2n ** 63n, 1n]),
      column({ name: 'few', type: 'INT64', converted_type: 'UINT_64' }, [1n, null, 3n]),
    );
    expect(shown(catalogue, 'u8')).toEqual([200, 0, 255]);
    expect(shown(catalogue, 'u16')).toEqual([40_000, 0, 1]);
    expect(shown(catalogue, 'u32')).toEqual([3_000_000_000, 4_294_967_295, 1]);
    expect(shown(catalogue, 'u64')).toEqual(['18446744073709551615', '9223372036854775808', '1']);
    expect(shown(catalogue, 'few')).toEqual([1, null, 3]);
  });
});

describe('names of columns', () => {
  it('with dots, spaces, other letters and none at all keep their values', async () => {
    const names = ['temperature.value', 'with space', 'größe µ', '', 'column 4', ' '];
    const catalogue = await open(...names.map((name, i) => doubles(name, [i, i + 0.5])));
    expect(catalogue.columns.map(({ name }) => name)).toEqual([
      'temperature.value',
      'with space',
      'größe µ',
      'column 4 (2)',
      'column 4',
      'column 6',
    ]);
    expect(shown(catalogue, 'column 4 (2)')).toEqual([3, 3.5]);
    expect(shown(catalogue, 'column 6')).toEqual([5, 5.5]);
    expect(catalogue.problems).toEqual([]);
  });

  it('with a dot are told from members of a struct, which are left out with a sentence', async () => {
    const struct: MadeColumn = {
      schema: [
        { name: 'temperature', repetition_type: 'OPTIONAL', num_children: 1 },
        { name: 'value', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      ],
      data: [{ value: 1 }, { value: 2 }],
    };
    const catalogue = await open(struct, doubles('temperature.value', [10, 20]));
    expect(shown(catalogue, 'temperature.value')).toEqual([10, 20]);
    expect(sentences(catalogue)).toEqual([
      'Column temperature of t.parquet is left out: it is nested, and only single values are shown.',
    ]);
  });
});

describe('times', () => {
  it('are dates in full, days without a time, and seconds of the day with their unit', async () => {
    const instant = new Date('2022-12-31T05:33:14.127Z');
    const catalogue = await open(
      column({ name: 'ms', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, [instant, null, instant]),
      column({ name: 'old', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, [
        new Date('1888-01-01'),
        null,
        null,
      ]),
      column({ name: 'day', type: 'INT32', converted_type: 'DATE' }, [new Date('2001-03-09'), null, null]),
      column(
        { name: 'us', type: 'INT64', logical_type: { type: 'TIME', isAdjustedToUTC: true, unit: 'MICROS' } },
        [19_994_000_127n, null, 0n],
      ),
      column({ name: 'millis', type: 'INT32', converted_type: 'TIME_MILLIS' }, [1500, null, 0]),
    );
    expect(shown(catalogue, 'ms')).toEqual(['2022-12-31T05:33:14.127Z', null, '2022-12-31T05:33:14.127Z']);
    expect(shown(catalogue, 'old')).toEqual(['1888-01-01T00:00:00.000Z', null, null]);
    expect(shown(catalogue, 'day')).toEqual(['2001-03-09', null, null]);
    expect(shown(catalogue, 'us')).toEqual([19_994.000127, null, 0]); // 5 h 33 min 14.000127 s
    expect(shown(catalogue, 'millis')).toEqual([1.5, null, 0]);
    for (const name of ['us', 'millis']) {
      const found = catalogue.columns.find(each => each.name === name);
      expect(found).toMatchObject({ unit: 's', description: 'Time of day' });
    }
  });
});

describe('times of no zone', () => {
  it('are shown without one; those in UTC with it', async () => {
    const instant = new Date('2022-12-31T05:33:14.127Z');
    const times = (name: string, isAdjustedToUTC: boolean) =>
      column({ name, type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MILLIS' } }, [
        instant,
        null,
        instant,
      ]);
    const catalogue = await open(times('local', false), times('utc', true));
    expect(shown(catalogue, 'local')).toEqual(['2022-12-31T05:33:14.127', null, '2022-12-31T05:33:14.127']);
    expect(shown(catalogue, 'utc')).toEqual(['2022-12-31T05:33:14.127Z', null, '2022-12-31T05:33:14.127Z']);
  });
});

describe('decimals', () => {
  const decimal = (name: string, precision: number, scale: number, data: unknown[]) =>
    column({ name, type: 'INT64', converted_type: 'DECIMAL', precision, scale }, data);

  it('are the numbers that were written; of more digits than a double has, rounded and reported', async () => {
    const catalogue = await open(
      decimal('d', 12, 2, [12.34, -0.07, null, 99_999_999.99]),
      decimal('tenths', 12, 1, [0.3, 0.1, null, 0.7]),
      decimal('long', 18, 3, [123_456_789_012_345_678n, 1, null, 2]),
      decimal('wide', 18, 3, [0.125, 1, null, 2]),
    );
    expect(shown(catalogue, 'd')).toEqual([12.34, -0.07, null, 99_999_999.99]);
    expect(shown(catalogue, 'tenths')).toEqual([0.3, 0.1, null, 0.7]);
    expect(shown(catalogue, 'wide')).toEqual([0.125, 1, null, 2]);
    expect(sentences(catalogue)).toEqual([
      expect.stringMatching(
        /^Column long of t\.parquet holds decimals of more digits than the 15 that can be kept: 123456789012345\.[67]\d* is one of them/,
      ),
    ]);
  });

  it('without decimals are exact ids, whatever their length, stored as bytes or as 64 bits', async () => {
    const ids = [1237648720693755918n, 1237648720693755919n, -5n];
    const catalogue = await open(
      column(
        {
          name: 'objid',
          type: 'FIXED_LEN_BYTE_ARRAY',
          type_length: 9,
          converted_type: 'DECIMAL',
          precision: 20,
          scale: 0,
        },
        ids,
      ),
      doubles('z', [1, 2, 3]),
    );
    expect([...catalogue.ids]).toEqual(ids.map(String));
    expect([...(await open(decimal('objid', 19, 0, ids))).ids]).toEqual(ids.map(String));
    expect(catalogue.problems).toEqual([]);
  });
});

describe('what pandas and Polars write', () => {
  it('are numbers, flags and words that may be missing, and an index as ids', async () => {
    const catalogue = await open(
      column({ name: 'a', type: 'INT64' }, [1n, null, 3n]),
      words('s', ['x', null, 'y']),
      column({ name: 'b', type: 'BOOLEAN' }, [true, null, false]),
      column({ name: 'objid', type: 'INT64' }, [10n, 11n, 12n]),
    );
    expect([...catalogue.ids]).toEqual(['10', '11', '12']);
    expect(shown(catalogue, 'a')).toEqual([1, null, 3]);
    expect(shown(catalogue, 's')).toEqual(['x', null, 'y']);
    expect(shown(catalogue, 'b')).toEqual([1, null, 0]);
    expect(catalogue.problems).toEqual([]);
  });

  it('are categories where the column has a dictionary of few words', async () => {
    const cells = ['u', 'v', 'u', 'v', null, 'u'];
    const bytes = parquetWriteBuffer({
      columnData: [{ name: 'e', data: cells, type: 'STRING', encoding: 'RLE_DICTIONARY' }],
    });
    const catalogue = await nodeIngest().open({ kind: 'file', file: new File([bytes], 't.parquet') });
    expect(catalogue.columns[0]).toMatchObject({ kind: 'category', categories: ['u', 'v'] });
    expect(shown(catalogue, 'e')).toEqual(cells);
  });
});

it('numbers such as -99 in a CSV are numbers as written: nobody can know that they mean nothing', async () => {
  const images = ['g1', 'g2', 'g3'].map(name => ({
    path: `${name}.jpg`,
    file: new File([jpeg], `${name}.jpg`),
  }));
  const table = new File(
    ['file,mag,z\ng1.jpg,17.10,0.05\ng2.jpg,-99.00,0.10\ng3.jpg,17.3,-99.00\n'],
    't.csv',
  );
  const catalogue = await nodeIngest().open({ kind: 'images', name: 'f', images, table });
  expect(shown(catalogue, 'mag')).toEqual([17.1, -99, 17.3]);
  expect(shown(catalogue, 'z')).toEqual([0.05, 0.1, -99]);
  expect(catalogue.problems).toEqual([]);
});

describe('row groups without rows, and files of few galaxies', () => {
  it('a file without rows is reported', async () => {
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'z', data: [], type: 'DOUBLE' }] });
    const file = new File([bytes], 'none.parquet');
    await expect(nodeIngest().open({ kind: 'file', file })).rejects.toThrow('none.parquet has no rows');
  });

  it('an empty group among others takes no row away', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [{ name: 'z', data: [1, 2, 3, 4, 5], type: 'DOUBLE' }],
      rowGroupSize: [2, 0, 3] as unknown as number,
    });
    const catalogue = await nodeIngest().open({ kind: 'file', file: new File([bytes], 't.parquet') });
    expect(shown(catalogue, 'z')).toEqual([1, 2, 3, 4, 5]);
  });

  it('more kinds than a category column has codes are text, and all kept', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `class ${i % 1000}`);
    const catalogue = await open(words('cat', many));
    expect(catalogue.columns[0].kind).toBe('text');
    expect(shown(catalogue, 'cat')).toEqual(many);
  });

  it('vectors of one, of two, of equal and of no galaxies are vectors', async () => {
    const few: number[][][] = [
      [[1, 2]],
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ];
    for (const vectors of few) {
      const { embedding } = await open(lists('embedding', {}, vectors));
      expect(embedding).toEqual({
        rows: vectors.length,
        columns: 2,
        values: Float32Array.from(vectors.flat()),
      });
    }
  });
});
