import { bigEndianPixels, type PixelArray, pixelRoom } from '../pixelArray.ts';
import { movedSign } from '../pixelScaling.ts';
import type { ColumnCode, ColumnFormat } from './columnFormat.ts';
import type { TableColumn } from './tableColumn.ts';

/** Takes a column's cells, some rows at a time. */
interface CellReader {
  /** @param cells (rows · widthBytes) of the rows from `row` on */
  take(cells: Uint8Array, row: number, rows: number): void;
  finish(): TableColumn;
}

const bitpixOfCode: Partial<Record<ColumnCode, number>> = {
  B: 8,
  I: 16,
  J: 32,
  K: 64,
  E: -32,
  D: -64,
  C: -32,
  M: -64,
};

/** A reader of the cells of a column that lie in the rows themselves. */
export function columnCells(format: ColumnFormat, rowCount: number): CellReader {
  switch (format.code) {
    case 'A':
      return textReader(format, rowCount);
    case 'L':
    case 'X':
      return truthReader(format, rowCount);
    default:
      return numberReader(format, rowCount);
  }
}

const latin1 = new TextDecoder('latin1');

/** Text up to its first NUL, without the spaces that fill it up. */
function textReader({ name, unit, widthBytes }: ColumnFormat, rowCount: number): CellReader {
  const values = new Array<string>(rowCount).fill('');
  return {
    take(cells, row, rows) {
      for (let i = 0; i < rows; i++) {
        const cell = cells.subarray(i * widthBytes, (i + 1) * widthBytes);
        const end = cell.indexOf(0);
        values[row + i] = latin1.decode(end < 0 ? cell : cell.subarray(0, end)).trimEnd();
      }
    },
    finish: () => ({ name, unit, kind: 'texts', values }),
  };
}

function truthReader({ name, unit, code, repeat, widthBytes }: ColumnFormat, rowCount: number): CellReader {
  const values = new Array<boolean | null>(rowCount * repeat).fill(null);
  const [letterT, letterF] = [0x54, 0x46];
  return {
    take(cells, row, rows) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < repeat; j++) {
          const at = (row + i) * repeat + j;
          if (code === 'X') {
            values[at] = ((cells[i * widthBytes + (j >> 3)] >> (7 - (j & 7))) & 1) === 1;
          } else {
            const letter = cells[i * widthBytes + j];
            values[at] = letter === letterT ? true : letter === letterF ? false : null;
          }
        }
      }
    },
    finish: () => ({ name, unit, kind: 'truths', values, perRow: repeat }),
  };
}

function numberReader(format: ColumnFormat, rowCount: number): CellReader {
  const { name, unit, code, repeat } = format;
  const isComplex = code === 'C' || code === 'M';
  const perRow = isComplex ? 2 * repeat : repeat;
  const bitpix = bitpixOfCode[code]!;
  const stored = pixelRoom(bitpix, rowCount * perRow);
  return {
    take(cells, row) {
      // Of one kind, as both are made for the same code.
      (stored as Float64Array).set(bigEndianPixels(cells, bitpix) as Float64Array, row * perRow);
    },
    finish: () => ({ name, unit, kind: 'numbers', perRow, isComplex, ...scaledColumn(stored, format) }),
  };
}

/** Values by TSCAL and TZERO: doubles, except where TZERO only moves the sign of whole numbers. */
function scaledColumn(
  stored: PixelArray,
  { scale, zero, blank }: ColumnFormat,
): { values: PixelArray; blank?: number | bigint } {
  const zeroNumber = Number(zero);
  if (scale === 1 && zeroNumber === 0) return { values: stored, blank };
  const moved = scale === 1 ? movedSign(stored, zeroNumber) : undefined;
  if (moved) {
    const movedBlank =
      moved instanceof BigUint64Array
        ? blank !== undefined && BigInt(blank) + 2n ** 63n
        : blank !== undefined && Number(blank) + zeroNumber;
    return { values: moved, blank: movedBlank === false ? undefined : movedBlank };
  }
  const nothing = blank === undefined ? Number.NaN : Number(blank); // NaN equals none
  const values = new Float64Array(stored.length);
  for (let i = 0; i < values.length; i++) {
    const value = Number(stored[i]);
    values[i] = value === nothing ? Number.NaN : value * scale + zeroNumber;
  }
  return { values };
}
