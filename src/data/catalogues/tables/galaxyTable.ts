import type { Column } from '../../../contracts/column.ts';
import { nullCode } from '../../../contracts/column.ts';
import { bytesOfFile } from '../../bytes/byteSource.ts';
import type { CellRows } from '../../tables/cellRows.ts';
import { readTextTable, type TextTable } from '../../tables/textTable.ts';
import { openParquetFile } from '../parquet/parquetFile.ts';
import { readParquetTable } from '../parquet/parquetTable.ts';

/**
 * Reads a table of galaxies in any format that is read: separated text, VOTable, FITS, Parquet.
 *
 * @throws UnreadableError where it is none, or has no rows
 */
export async function readGalaxyTable(file: File): Promise<TextTable> {
  const isParquet = (await file.slice(0, 4).text()) === 'PAR1';
  return isParquet ? parquetTable(file) : readTextTable(file, file.name);
}

/** A Parquet file's plain columns as cells of text; whole numbers keep all digits. */
async function parquetTable(file: File): Promise<TextTable> {
  const job = { report: () => undefined, breathe: async () => undefined };
  const opened = await openParquetFile(bytesOfFile(file, file.name));
  const { columns, problems } = await readParquetTable(opened, job);
  const cells = new Map<string, CellRows>(columns.map(column => [column.name, cellsOf(column)]));
  const notes = new Map(
    columns.map(({ name, unit, description, kind }) => [
      name,
      { unit, description, ...(kind !== 'number' && { datatype: 'string' }) },
    ]),
  );
  return {
    name: file.name,
    rowCount: opened.rowCount,
    cells,
    notes,
    separator: '',
    mayHoldCommas: false,
    problems,
  };
}

function cellsOf(column: Column): string[] {
  if (column.kind === 'text') return Array.from(column.values, word => word ?? '');
  if (column.kind === 'category') {
    return Array.from(column.codes, code => (code === nullCode ? '' : column.categories[code]));
  }
  return Array.from(column.values, value => (Number.isNaN(value) ? '' : String(value)));
}
