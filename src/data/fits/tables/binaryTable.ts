import { UnreadableError } from '../../bytes/unreadable.ts';
import { ByteWindow } from '../byteWindow.ts';
import type { FitsFile } from '../fitsFile.ts';
import { type FitsHdu, hduPlace } from '../fitsHdu.ts';
import { columnCells } from './cellBytes.ts';
import { type ColumnFormat, columnFormats } from './columnFormat.ts';
import type { FitsTable, HeapCell, TableColumn } from './tableColumn.ts';

const chunkBytes = 8 * 1024 * 1024; // rows at a time: a table of gigabytes is read through a window of this size

/**
 * Reads columns of a binary table. Source: FITS standard 4.0, section 7.3.
 *
 * @param wanted which columns, by name; default all
 * @param part which rows, the first and the one after the last; default all
 * @throws UnreadableError where the table is cut short or its header contradicts itself
 */
export async function readBinaryTable(
  file: FitsFile,
  hdu: FitsHdu,
  wanted: (name: string) => boolean = () => true,
  part?: readonly [from: number, to: number],
): Promise<FitsTable> {
  const { header, dataStart } = hdu;
  const rowCount = header.count('NAXIS2');
  const rowBytes = header.count('NAXIS1');
  if (!hdu.isWhole) {
    throw new UnreadableError(
      `The table in ${hduPlace(hdu)} is cut short: ${file.name} has ${file.source.byteLength} bytes and needs ${dataStart + hdu.dataBytes}. Fetch it again.`,
    );
  }
  if (rowCount > 0 && rowBytes === 0) throw header.broken(`its ${rowCount} rows have no bytes`);
  if (rowCount * rowBytes > hdu.dataBytes) throw header.broken(`its ${rowCount} rows are more than its data`);
  const formats = columnFormats(header).filter(({ name }) => wanted(name));
  const [from, to] = part ?? [0, rowCount];
  const columns = formats.map(format => columnBuilder(format, to - from));
  const rowsAtOnce = Math.max(1, Math.floor(chunkBytes / Math.max(1, rowBytes)));
  const heapStart = dataStart + header.count('THEAP', rowCount * rowBytes);
  const heap = new ByteWindow(file.source);
  const heapEnd = dataStart + hdu.dataBytes;
  for (let row = from; row < to; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, to - row);
    const start = dataStart + row * rowBytes;
    const bytes = new Uint8Array(await file.source.slice(start, start + rows * rowBytes));
    if (bytes.length < rows * rowBytes) throw header.broken('its table is cut short');
    for (const column of columns) {
      if (column.kind === 'fixed') column.take(bytes, { rowBytes, rows, row: row - from });
      else await takeHeap(column, { bytes, rowBytes, rows, row: row - from, heapStart, heapEnd }, heap, hdu);
    }
  }
  return { rowCount: to - from, columns: columns.map(column => column.finish()) };
}

/** Rows that were read: their bytes, and where they belong. */
interface Rows {
  rowBytes: number;
  rows: number;
  /** The first of them. */
  row: number;
}

type Builder =
  | { kind: 'fixed'; take(bytes: Uint8Array, rows: Rows): void; finish(): TableColumn }
  | { kind: 'heap'; format: ColumnFormat; cells: HeapCell[]; finish(): TableColumn };

function columnBuilder(format: ColumnFormat, rowCount: number): Builder {
  if (format.heap) {
    const cells = new Array<HeapCell>(rowCount).fill('');
    const { name, unit } = format;
    return { kind: 'heap', format, cells, finish: () => ({ name, unit, kind: 'lists', values: cells }) };
  }
  const reader = columnCells(format, rowCount);
  return {
    kind: 'fixed',
    take(bytes, { rowBytes, rows, row }) {
      const cells = new Uint8Array(rows * format.widthBytes);
      for (let i = 0; i < rows; i++) {
        const at = i * rowBytes + format.offsetBytes;
        cells.set(bytes.subarray(at, at + format.widthBytes), i * format.widthBytes);
      }
      reader.take(cells, row, rows);
    },
    finish: reader.finish,
  };
}

interface HeapRows extends Rows {
  bytes: Uint8Array;
  heapStart: number;
  heapEnd: number;
}

/** Cells of the heap: each row says how many elements and where. */
async function takeHeap(
  { format, cells }: Extract<Builder, { kind: 'heap' }>,
  { bytes, rowBytes, rows, row, heapStart, heapEnd }: HeapRows,
  heap: ByteWindow,
  { header }: FitsHdu,
): Promise<void> {
  const view = new DataView(bytes.buffer);
  const { descriptorBytes } = format.heap!;
  if (format.widthBytes === 0) return;
  for (let i = 0; i < rows; i++) {
    const at = i * rowBytes + format.offsetBytes;
    const wide = descriptorBytes === 16;
    const count = wide ? Number(view.getBigInt64(at)) : view.getInt32(at);
    const from = wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
    const one = { ...format, repeat: count, heap: undefined };
    const length = format.code === 'X' ? Math.ceil(count / 8) : count * format.heap!.elementBytes;
    if (!(count >= 0 && from >= 0 && heapStart + from + length <= heapEnd)) {
      throw header.broken(`row ${row + i + 1} of column ${format.name} points outside the file's data`);
    }
    const reader = columnCells({ ...one, widthBytes: length }, 1);
    reader.take(count === 0 ? new Uint8Array(0) : (await heap.read(heapStart + from, length)).slice(), 0, 1);
    const column = reader.finish();
    cells[row + i] = column.kind === 'texts' ? column.values[0] : (column.values as HeapCell);
  }
}
