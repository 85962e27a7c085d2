import type { FitsHeader } from '../fitsHeader.ts';

/** Types of a cell by their letter in TFORM: truth, bits, bytes, whole numbers, text, floats, complex numbers. */
export type ColumnCode = 'L' | 'X' | 'B' | 'I' | 'J' | 'K' | 'A' | 'E' | 'D' | 'C' | 'M';

const bytesOfCode: Record<ColumnCode, number> = {
  L: 1,
  X: 1,
  B: 1,
  I: 2,
  J: 4,
  K: 8,
  A: 1,
  E: 4,
  D: 8,
  C: 8,
  M: 16,
};

/** What the header of a binary table says about a column. */
export interface ColumnFormat {
  name: string;
  code: ColumnCode;
  /** Elements a row; letters for text, bits for X. In the heap they differ from row to row, and this is 1. */
  repeat: number;
  /** Where its cell begins in a row, and how many bytes it takes there. */
  offsetBytes: number;
  widthBytes: number;
  /** Present where cells lie in the heap: the row then holds how many and where. */
  heap?: { descriptorBytes: 8 | 16; elementBytes: number };
  unit?: string;
  /** TSCAL and TZERO: value = scale · stored + zero. */
  scale: number;
  zero: number | bigint;
  /** TNULL: the whole number that stands for nothing. */
  blank?: number | bigint;
  /** TDIM: sides of the array in a cell, the fastest first. */
  sides?: readonly number[];
}

/** The columns of a binary table, in its order. @throws UnreadableError where a format is unknown or they do not fill a row */
export function columnFormats(header: FitsHeader): ColumnFormat[] {
  const count = header.count('TFIELDS');
  if (count > 999) throw header.broken(`TFIELDS is ${count}, and 999 is the most`);
  const rowBytes = header.count('NAXIS1');
  let offsetBytes = 0;
  const formats: ColumnFormat[] = [];
  for (let i = 1; i <= count; i++) {
    const format = columnFormat(header, i, offsetBytes);
    offsetBytes += format.widthBytes;
    formats.push(format);
  }
  if (offsetBytes > rowBytes) {
    throw header.broken(`its columns take ${offsetBytes} bytes a row, and a row has ${rowBytes}`);
  }
  return formats;
}

function columnFormat(header: FitsHeader, i: number, offsetBytes: number): ColumnFormat {
  const text = header.text(`TFORM${i}`) ?? '';
  const parts = /^\s*(\d*)([LXBIJKAEDCM]|[PQ]([LXBIJKAEDCM]))/.exec(text);
  if (!parts) throw header.broken(`TFORM${i} is “${text}”, which is no column`);
  const repeat = parts[1] === '' ? 1 : Number(parts[1]);
  const descriptor = parts[2][0];
  const code = (parts[3] ?? parts[2]) as ColumnCode;
  const isHeap = parts[3] !== undefined;
  const descriptorBytes = descriptor === 'Q' ? 16 : 8;
  const elementBytes = bytesOfCode[code];
  const cellBytes = code === 'X' ? Math.ceil(repeat / 8) : repeat * elementBytes;
  const scale = header.number(`TSCAL${i}`);
  const zero = header.get(`TZERO${i}`);
  const blank = header.get(`TNULL${i}`);
  const isWhole = 'BIJK'.includes(code);
  return {
    name: header.text(`TTYPE${i}`)?.trim() || `column ${i}`,
    code,
    repeat: isHeap ? 1 : repeat,
    offsetBytes,
    widthBytes: isHeap ? repeat * descriptorBytes : cellBytes,
    ...(isHeap && { heap: { descriptorBytes, elementBytes } }),
    unit: header.text(`TUNIT${i}`) || undefined,
    scale: scale ?? 1,
    zero: typeof zero === 'number' || typeof zero === 'bigint' ? zero : 0,
    blank: isWhole && (typeof blank === 'number' || typeof blank === 'bigint') ? blank : undefined,
    sides: sidesOf(header.text(`TDIM${i}`)),
  };
}

function sidesOf(text: string | undefined): number[] | undefined {
  if (text === undefined || !/^\s*\(\s*\d+(\s*,\s*\d+)*\s*\)\s*$/.test(text)) return undefined;
  return text.match(/\d+/g)!.map(Number);
}
