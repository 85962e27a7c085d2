import { ByteWindow } from '../byteWindow.ts';
import type { FitsFile } from '../fitsFile.ts';
import type { FitsHdu } from '../fitsHdu.ts';
import { type ColumnFormat, columnFormats } from '../tables/columnFormat.ts';

/** Bytes of a tile in the heap. */
interface HeapStretch {
  start: number;
  length: number;
}

/** The table in which an image's tiles lie, one a row. */
export interface TileTable {
  rowCount: number;
  /** Bytes of a column's array in a row; undefined where there is no such column or the array is empty. */
  stretch(column: string, row: number): HeapStretch | undefined;
  /** The number of a column in a row; undefined where there is no such column. */
  number(column: string, row: number): number | undefined;
  has(column: string): boolean;
  /** Bytes of the heap that were fetched already, else a promise of them. */
  bytes(stretch: HeapStretch): Uint8Array | Promise<Uint8Array>;
}

const heapWindowBytes = 16 * 1024 * 1024; // tiles of megabytes a request, and a few of these in memory

/** Reads the fixed part of a compressed image's table. @throws UnreadableError where its header contradicts itself */
export async function tileTable(file: FitsFile, hdu: FitsHdu): Promise<TileTable> {
  const { header, dataStart } = hdu;
  const rowBytes = header.count('NAXIS1');
  const rowCount = header.count('NAXIS2');
  const tableBytes = rowBytes * rowCount;
  if (tableBytes > hdu.dataBytes) throw header.broken(`its ${rowCount} rows are more than its data`);
  const heapStart = header.count('THEAP', tableBytes);
  const heapEnd = tableBytes + header.count('PCOUNT', 0);
  const formats = new Map(columnFormats(header).map(each => [each.name.toUpperCase(), each]));
  const held = new Uint8Array(await file.source.slice(dataStart, dataStart + tableBytes));
  const view = new DataView(held.buffer);
  const heap = new ByteWindow(file.source, heapWindowBytes);
  const place = (format: ColumnFormat, row: number) => row * rowBytes + format.offsetBytes;
  return {
    rowCount,
    has: column => formats.has(column),
    stretch(column, row) {
      const format = formats.get(column);
      if (!format?.heap || format.widthBytes === 0) return undefined;
      const at = place(format, row);
      const wide = format.heap.descriptorBytes === 16;
      const count = wide ? Number(view.getBigInt64(at)) : view.getInt32(at);
      const from = wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
      if (count === 0) return undefined;
      const length = count * format.heap.elementBytes;
      if (!(count > 0 && from >= 0 && heapStart + from + length <= heapEnd)) {
        throw header.broken(`row ${row + 1} of its table points outside the file's data`);
      }
      return { start: dataStart + heapStart + from, length };
    },
    number(column, row) {
      const format = formats.get(column);
      if (!format || format.heap) return undefined;
      const at = place(format, row);
      if (format.code === 'D') return view.getFloat64(at);
      if (format.code === 'E') return view.getFloat32(at);
      if (format.code === 'J') return view.getInt32(at);
      if (format.code === 'K') return Number(view.getBigInt64(at));
      return undefined;
    },
    bytes: ({ start, length }) => heap.peek(start, length) ?? heap.read(start, length),
  };
}
