import { bytesOfBuffer } from '../../src/data/bytes/byteSource.ts';
import { openFits } from '../../src/data/fits/fitsFile.ts';
import { readPixels } from '../../src/data/fits/images/imagePixels.ts';
import { readAsciiTable } from '../../src/data/fits/tables/asciiTable.ts';
import { readBinaryTable } from '../../src/data/fits/tables/binaryTable.ts';
import type { TableColumn } from '../../src/data/fits/tables/tableColumn.ts';
import { arrayDifference } from './arrayFacts.ts';
import type { ExpectedArray } from './expectedFacts.ts';
import { type RowValue, readNumpyRow } from './numpyRow.ts';

/** An HDU as astropy read it. */
interface ExpectedHdu extends Partial<ExpectedArray> {
  hdu: number;
  name: string;
  rows?: number;
  /** Name, format, unit and sides of each column. */
  columns?: [string, string, string | null, string | null][];
  first_row?: string;
}

/** How a FITS file differs from what astropy read in it, or null. @throws UnreadableError where it is refused */
export async function fitsDifference(file: File, hdus: ExpectedHdu[]): Promise<string | null> {
  const opened = await openFits(bytesOfBuffer(await file.arrayBuffer(), file.name));
  if (opened.hdus.length !== hdus.length) return `${opened.hdus.length} HDUs, not ${hdus.length}`;
  for (const expected of hdus) {
    const hdu = opened.hdus[expected.hdu];
    const place = `HDU ${expected.hdu}`;
    if (hdu.kind === 'groups' || (hdu.kind === 'image' && !hdu.isWhole)) await readPixels(opened, hdu); // refuses
    if (expected.columns) {
      const table = await (hdu.kind === 'asciiTable' ? readAsciiTable : readBinaryTable)(opened, hdu);
      if (table.rowCount !== expected.rows) return `${place}: ${table.rowCount} rows, not ${expected.rows}`;
      const why = rowDifference(table.columns, expected);
      if (why) return `${place}: ${why}`;
    } else if (expected.shape) {
      const why = arrayDifference(await readPixels(opened, hdu), expected as ExpectedArray);
      if (why) return `${place}: ${why}`;
    } else if (hdu.shape.length > 0) return `${place}: an image of ${hdu.shape}, where there is none`;
  }
  return null;
}

function rowDifference(
  columns: TableColumn[],
  { columns: expected = [], first_row }: ExpectedHdu,
): string | null {
  if (columns.length !== expected.length) return `${columns.length} columns, not ${expected.length}`;
  for (const [i, [name, , unit]] of expected.entries()) {
    if (columns[i].name !== name) return `column ${i + 1} is ${columns[i].name}, not ${name}`;
    if ((columns[i].unit ?? null) !== unit) return `column ${name} has unit ${columns[i].unit}, not ${unit}`;
  }
  if (first_row === undefined) return null;
  const row = readNumpyRow(first_row);
  for (const [i, column] of columns.entries()) {
    const [got, wanted] = [firstCell(column), [row[i]].flat(9) as RowValue[]];
    const isSame = got.length === wanted.length && got.every((value, j) => same(value, wanted[j]));
    if (!isSame) return `column ${column.name}: ${got}, not ${wanted}`;
  }
  return null;
}

/** The values of a column's first row. */
function firstCell(column: TableColumn): RowValue[] {
  switch (column.kind) {
    case 'texts':
      return [column.values[0]];
    case 'truths':
      return column.values.slice(0, column.perRow).map(each => each ?? false); // as numpy has it
    case 'lists': {
      const cell = column.values[0];
      return typeof cell === 'string' ? (cell === '' ? [] : [cell]) : ([...cell] as RowValue[]);
    }
    default:
      return [...column.values.subarray(0, column.perRow)];
  }
}

const printedDigits = 1e-8; // arrays are printed with so many decimals at the least

function same(got: RowValue, wanted: RowValue): boolean {
  if (typeof got === 'string' || typeof got === 'boolean') return got === wanted;
  if (typeof got === 'bigint' || typeof wanted === 'bigint') return String(got) === String(wanted);
  const [a, b] = [got as number, wanted as number];
  const apart = Math.abs(a - b);
  return (
    a === b || Math.fround(a) === Math.fround(b) || apart <= printedDigits * Math.max(1, 10 * Math.abs(b))
  );
}
