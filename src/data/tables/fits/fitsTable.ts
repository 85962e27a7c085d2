import type { ByteSource } from '../../bytes/byteSource.ts';
import { UnreadableError } from '../../bytes/unreadable.ts';
import { openFits } from '../../fits/fitsFile.ts';
import { readAsciiTable } from '../../fits/tables/asciiTable.ts';
import { readBinaryTable } from '../../fits/tables/binaryTable.ts';
import type { FitsTable, TableColumn } from '../../fits/tables/tableColumn.ts';
import type { ColumnNote } from '../columnNote.ts';
import { isNamingColumn } from '../idNames.ts';

/** A FITS table as cells of text. */
interface CellsOfFits {
  rowCount: number;
  /** By name; each (rowCount). */
  cells: Map<string, string[]>;
  notes: Map<string, ColumnNote>;
  problems: { sentence: string }[];
}

const mostParts = 20; // an array in a cell becomes so many columns at the most; longer ones are spectra or stamps

/**
 * The first table of a FITS file that has a column of ids and rows, else its first with rows, as cells of text. Whole numbers
 * of 64 bits keep all digits; arrays in cells become columns "name 1", "name 2" ….
 *
 * @throws UnreadableError where it has no table with rows
 */
export async function readFitsTable(source: ByteSource): Promise<CellsOfFits> {
  const file = await openFits(source);
  const tables: FitsTable[] = [];
  const problems: { sentence: string }[] = [];
  for (const hdu of file.hdus) {
    try {
      if (hdu.kind === 'binaryTable') tables.push(await readBinaryTable(file, hdu));
      else if (hdu.kind === 'asciiTable') tables.push(await readAsciiTable(file, hdu));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ sentence: error.message }); // another table of the file may be whole
    }
  }
  const filled = tables.filter(({ rowCount }) => rowCount > 0);
  const found = filled.find(({ columns }) => columns.some(({ name }) => isNamingColumn(name))) ?? filled[0];
  if (!found) throw new UnreadableError(problems[0]?.sentence ?? `${file.name} has no table with rows.`);
  const cells = new Map<string, string[]>();
  const notes = new Map<string, ColumnNote>();
  const leftOut: string[] = [];
  for (const column of found.columns) {
    const parts = partsOf(column, found.rowCount);
    if (!parts) leftOut.push(column.name);
    for (const [name, texts] of parts ?? []) {
      let unique = name;
      for (let copy = 2; cells.has(unique); copy++) unique = `${name} (${copy})`;
      cells.set(unique, texts);
      const datatype = column.kind === 'texts' ? 'string' : undefined;
      notes.set(unique, { ...(column.unit && { unit: column.unit }), ...(datatype && { datatype }) });
    }
  }
  if (problems.length === 0) problems.push(...file.problems.map(sentence => ({ sentence })));
  if (leftOut.length > 0) {
    problems.push({
      sentence: `Columns of ${file.name} with long arrays or lists are left out: ${leftOut.join(', ')}.`,
    });
  }
  return { rowCount: found.rowCount, cells, notes, problems };
}

/** A column's cells as texts, by name; undefined where they are lists or long arrays. */
function partsOf(column: TableColumn, rowCount: number): [string, string[]][] | undefined {
  const { name } = column;
  switch (column.kind) {
    case 'texts':
      return [[name, column.values]];
    case 'lists':
      return undefined;
    case 'truths':
      return split(name, rowCount, column.perRow, i => {
        const value = column.values[i];
        return value === null ? '' : value ? 'true' : 'false';
      });
    default: {
      const blank = column.blank === undefined ? undefined : String(column.blank);
      return split(name, rowCount, column.perRow, i => {
        const text = String(column.values[i]);
        return text === 'NaN' || text === blank ? '' : text;
      });
    }
  }
}

function split(
  name: string,
  rowCount: number,
  perRow: number,
  textAt: (i: number) => string,
): [string, string[]][] | undefined {
  if (perRow > mostParts) return undefined;
  return Array.from({ length: perRow }, (_, part) => [
    perRow === 1 ? name : `${name} ${part + 1}`,
    Array.from({ length: rowCount }, (_, row) => textAt(row * perRow + part)),
  ]);
}
