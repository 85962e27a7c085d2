import {
  addEightBitNumbers,
  eightBitRowBytes,
  eightBitRowsOf,
  packEightBitRows,
  unpackEightBitRows,
} from '../../maths/tiles/eightBitRows.ts';
import { listOfRow, type VectorLists } from './vectorLists.ts';

/*
 * Vectors as the files of a tiled catalogue hold them: 8 bits a number. A vector is kept as its difference from the centroid of
 * the list it lies in, which is small, so that rounding costs little. Folders of the first version kept vectors themselves.
 */

const rowNumberBytes = 4;

/** All vectors as `vectors.bin` holds them. @param values (n, columns) row-major, in the order of the lists */
export function packListedVectors(values: Float32Array, lists: VectorLists): Uint8Array<ArrayBuffer> {
  const { columns } = lists;
  const rows = Uint32Array.from({ length: values.length / columns }, (_, row) => row);
  return packEightBitRows(eightBitRowsOf(fromCentroids(values, rows, lists), columns));
}

/** The numbers of a run of `vectors.bin` that lies in one list. @param bytes whole rows. @returns (n, columns) row-major */
export function listNumbers(bytes: ArrayBuffer, list: number, lists: VectorLists): Float32Array {
  const { columns, centroids } = lists;
  const rows = unpackEightBitRows(bytes, columns);
  const numbers = new Float32Array(rows.codes.length);
  if (lists.areOrigins) {
    const centroid = centroids.subarray(list * columns, (list + 1) * columns);
    for (let at = 0; at < numbers.length; at += columns) numbers.set(centroid, at);
  }
  return addEightBitNumbers(rows, numbers);
}

/**
 * Vectors as a tile's file holds them: before each, its row in `vectors.bin`, which says in which list it lies.
 *
 * @param values (n, columns) row-major
 * @param rows (n) of them in `vectors.bin`
 */
export function packTileVectors(
  values: Float32Array,
  rows: Uint32Array,
  lists: VectorLists,
): Uint8Array<ArrayBuffer> {
  const rowBytes = eightBitRowBytes(lists.columns);
  const packed = packEightBitRows(eightBitRowsOf(fromCentroids(values, rows, lists), lists.columns));
  const numbered = new Uint8Array(rows.length * (rowNumberBytes + rowBytes));
  const view = new DataView(numbered.buffer);
  for (const [i, row] of rows.entries()) {
    const at = i * (rowNumberBytes + rowBytes);
    view.setUint32(at, row, true);
    numbered.set(packed.subarray(i * rowBytes, (i + 1) * rowBytes), at + rowNumberBytes);
  }
  return numbered;
}

/** The numbers of a tile's vectors. @param bytes whole rows. @returns (n, columns) row-major */
export function tileNumbers(bytes: ArrayBuffer, lists: VectorLists): Float32Array {
  const { columns, centroids, areOrigins } = lists;
  if (!areOrigins) return listNumbers(bytes, 0, lists);
  const rows = unpackEightBitRows(bytes, columns, rowNumberBytes);
  const numbers = new Float32Array(rows.codes.length);
  const view = new DataView(bytes);
  const rowBytes = rowNumberBytes + eightBitRowBytes(columns);
  for (let i = 0; i < rows.scales.length; i++) {
    const list = listOfRow(lists, view.getUint32(i * rowBytes, true));
    numbers.set(centroids.subarray(list * columns, (list + 1) * columns), i * columns);
  }
  return addEightBitNumbers(rows, numbers);
}

/** Vectors less the centroids of the lists they lie in. @param rows (n) in `vectors.bin` */
function fromCentroids(values: Float32Array, rows: Uint32Array, lists: VectorLists): Float32Array {
  const { columns, centroids } = lists;
  const apart = new Float32Array(values.length);
  for (const [i, row] of rows.entries()) {
    const list = listOfRow(lists, row);
    for (let j = 0; j < columns; j++) {
      apart[i * columns + j] = values[i * columns + j] - centroids[list * columns + j];
    }
  }
  return apart;
}
