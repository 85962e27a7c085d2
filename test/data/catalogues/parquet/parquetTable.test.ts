import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../src/contracts/job.ts';
import { openParquetFile } from '../../../../src/data/catalogues/parquet/parquetFile.ts';
import { readParquetTable } from '../../../../src/data/catalogues/parquet/parquetTable.ts';
import { openBytes } from '../../../../src/data/remote/openBytes.ts';

describe('reading a table of many row groups', () => {
  it.each([
    [1, 1],
    [60, 60],
    [450, 90],
  ])('tells of %i groups %i times how far it is, and breathes at each', async (groups, reports) => {
    const data = Array.from({ length: 2 * groups }, (_, row) => row);
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'z', data, type: 'DOUBLE' }], rowGroupSize: 2 });
    const file = await openParquetFile(
      await openBytes({ kind: 'file', file: new File([bytes], 'z.parquet') }),
    );
    const told: Progress[] = [];
    let breaths = 0;
    const table = await readParquetTable(file, {
      report: progress => told.push(progress),
      async breathe() {
        breaths++;
      },
    });
    expect(told.length).toBe(reports);
    expect(told[0]).toMatchObject({ done: 0, total: groups });
    expect(breaths).toBe(groups);
    expect(table.columns[0]).toMatchObject({ name: 'z', values: Float64Array.from(data) });
  });
});
