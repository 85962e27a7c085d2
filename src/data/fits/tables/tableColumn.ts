import type { PixelArray } from '../pixelArray.ts';

/** A cell of the heap: as many numbers, truths or letters as its row has. */
export type HeapCell = PixelArray | string | (boolean | null)[];

/** A column of a FITS table with its values. */
export type TableColumn = { name: string; unit?: string } & (
  | {
      kind: 'numbers';
      /** (rows · perRow); pairs of real and imaginary parts where `isComplex`. Whole numbers of 64 bits stay exact. */
      values: PixelArray;
      perRow: number;
      isComplex: boolean;
      /** The whole number among `values` that stands for nothing. */
      blank?: number | bigint;
    }
  | {
      kind: 'texts';
      /** (rows) */
      values: string[];
    }
  | {
      kind: 'truths';
      /** (rows · perRow); null where nothing is said. */
      values: (boolean | null)[];
      perRow: number;
    }
  | {
      kind: 'lists';
      /** (rows) cells of different lengths. */
      values: HeapCell[];
    }
);

/** A table read from a FITS file. */
export interface FitsTable {
  rowCount: number;
  columns: TableColumn[];
}
