import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { type Column, nullCode } from '../../contracts/column.ts';
import type { IdRows } from '../../contracts/ingest.ts';

interface PredictionsTable {
  /** (n) unique */
  ids: IdRows;
  /** (n) degrees; both or neither. */
  raDeg?: Float64Array;
  decDeg?: Float64Array;
  columns: readonly Column[];
}

/** A table of predictions as Parquet: id, position where there is one, and the columns; what is not known is null. */
export async function writePredictions({
  ids,
  raDeg,
  decDeg,
  columns,
}: PredictionsTable): Promise<ArrayBuffer> {
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
  return parquetWriteBuffer({ columnData });
}

function doubles(name: string, values: ArrayLike<number>): ColumnSource {
  const data = Array.from(values, value => (Number.isNaN(value) ? null : value));
  return { name, data, type: 'DOUBLE', nullable: true };
}
