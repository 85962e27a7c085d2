import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { type Column, nullCode } from '../../../contracts/column.ts';
import type { IdRows } from '../../../contracts/ingest.ts';

interface PredictionsTable {
  /** (n) unique */
  ids: IdRows;
  /** (n) degrees; both or neither. */
  raDeg?: Float64Array;
  decDeg?: Float64Array;
  columns: readonly Column[];
}

/**
 * A table of predictions as Parquet: id, position where there is one, and the columns; what is not known is null.
 *
 * @param notes where they come from, as key–value metadata of the file; default: it says nothing
 */
export async function writePredictions(
  { ids, raDeg, decDeg, columns }: PredictionsTable,
  notes: Readonly<Record<string, string>> = {},
): Promise<ArrayBuffer> {
  const columnData: ColumnSource[] = [{ name: 'id', data: [...ids], type: 'STRING' }];
  if (raDeg && decDeg) columnData.push(doubles('ra', raDeg), doubles('dec', decDeg));
  for (const column of columns) {
    if (column.kind === 'number') columnData.push(doubles(column.name, column.values));
    else {
      const words =
        column.kind === 'text'
          ? [...column.values]
          : Array.from(column.codes, code => (code === nullCode ? null : column.categories[code]));
      columnData.push({ name: column.name, data: words, type: 'STRING', nullable: true });
    }
  }
  const kvMetadata = Object.entries(notes).map(([key, value]) => ({ key, value }));
  return parquetWriteBuffer({ columnData, kvMetadata });
}

function doubles(name: string, values: ArrayLike<number>): ColumnSource {
  const data = Array.from(values, value => (Number.isNaN(value) ? null : value));
  return { name, data, type: 'DOUBLE', nullable: true };
}
