import { expect, it } from 'vitest';
import type { ColumnPage } from '../../../src/data/parquet/columnPages.ts';
import { VectorColumn } from '../../../src/data/parquet/vectorColumn.ts';
import { createMatrixSink } from '../../../src/data/parquet/vectorSinks.ts';

it('takes an empty list for none, also in the first row', async () => {
  // [], [1, 2], [3, 4] of an optional list of required numbers: level 0 no list, 1 an empty one, 2 a number.
  const page: ColumnPage = {
    repetitionLevels: Uint8Array.of(0, 0, 1, 0, 1),
    definitionLevels: Uint8Array.of(1, 2, 2, 2, 2),
    values: [1, 2, 3, 4],
  };
  const column = new VectorColumn('embedding', 3, columns => createMatrixSink(3, columns));
  async function* pages() {
    yield page;
  }
  await column.addGroup(pages(), { from: 0, to: 3, maxDefinition: 2, listDefinition: 2 });
  const { sink, rows, problem } = column.finish('a.parquet');
  expect(rows).toEqual(Uint32Array.of(1, 2));
  expect(sink?.matrix.values).toEqual(Float32Array.of(0, 0, 1, 2, 3, 4));
  expect(problem?.sentence).toContain('One row has no usable vector');
});
