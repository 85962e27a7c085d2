import { ascii, padded, type WrittenCard, writeHeader } from '../fitsCardWriter.ts';

/** A column of a table to be written. */
export type WrittenColumn = { name: string; unit?: string; description?: string } & (
  | {
      /** (rows); NaN where there is nothing. */
      numbers: Float64Array | Float32Array;
    }
  | {
      /** (rows); null where there is nothing. */
      texts: readonly (string | null)[];
    }
);

const longestName = 68; // what a card holds between its quotes

/**
 * A FITS file of one binary table. Texts are in the letters FITS allows; all else as "?".
 *
 * @returns (n) bytes, a multiple of 2,880
 * @param history lines about where it comes from
 */
export function writeFitsTable(
  columns: readonly WrittenColumn[],
  rowCount: number,
  history: readonly string[],
): Uint8Array<ArrayBuffer> {
  const cells = columns.map(column =>
    'numbers' in column ? numberCells(column.numbers) : textCells(column.texts),
  );
  const rowBytes = cells.reduce((sum, { widthBytes }) => sum + widthBytes, 0);
  const data = new Uint8Array(rowBytes * rowCount);
  let offset = 0;
  for (const { widthBytes, bytes } of cells) {
    for (let row = 0; row < rowCount; row++) {
      data.set(bytes.subarray(row * widthBytes, (row + 1) * widthBytes), row * rowBytes + offset);
    }
    offset += widthBytes;
  }
  const names = uniqueNames(columns.map(({ name }) => name));
  const cards: WrittenCard[] = [
    { keyword: 'XTENSION', value: 'BINTABLE' },
    { keyword: 'BITPIX', value: 8 },
    { keyword: 'NAXIS', value: 2 },
    { keyword: 'NAXIS1', value: rowBytes },
    { keyword: 'NAXIS2', value: rowCount },
    { keyword: 'PCOUNT', value: 0 },
    { keyword: 'GCOUNT', value: 1 },
    { keyword: 'TFIELDS', value: columns.length },
    ...columns.flatMap(({ unit, description }, i): WrittenCard[] => [
      { keyword: `TTYPE${i + 1}`, value: names[i] },
      { keyword: `TFORM${i + 1}`, value: cells[i].format },
      ...(unit ? [{ keyword: `TUNIT${i + 1}`, value: unit }] : []),
      ...(description ? [{ keyword: `TCOMM${i + 1}`, value: description }] : []),
    ]),
    { keyword: 'EXTNAME', value: 'GALAXIES' },
  ];
  const primary = writeHeader([
    { keyword: 'SIMPLE', value: true },
    { keyword: 'BITPIX', value: 8 },
    { keyword: 'NAXIS', value: 0 },
    { keyword: 'EXTEND', value: true },
  ]);
  const parts = [primary, writeHeader(cards, history), padded(data)];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

interface Cells {
  /** TFORM. */
  format: string;
  widthBytes: number;
  /** (rows · widthBytes) */
  bytes: Uint8Array;
}

function numberCells(numbers: Float64Array | Float32Array): Cells {
  const isSingle = numbers instanceof Float32Array;
  const widthBytes = isSingle ? 4 : 8;
  const bytes = new Uint8Array(numbers.length * widthBytes);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) {
    if (isSingle) view.setFloat32(4 * i, numbers[i]);
    else view.setFloat64(8 * i, numbers[i]);
  }
  return { format: isSingle ? 'E' : 'D', widthBytes, bytes };
}

function textCells(texts: readonly (string | null)[]): Cells {
  const words = texts.map(text => ascii(text ?? ''));
  const widthBytes = words.reduce((most, { length }) => Math.max(most, length), 1);
  const bytes = new Uint8Array(words.length * widthBytes);
  const encoder = new TextEncoder();
  for (const [i, word] of words.entries()) encoder.encodeInto(word, bytes.subarray(i * widthBytes));
  return { format: `${widthBytes}A`, widthBytes, bytes };
}

/** Names in FITS's letters, cut to what a card holds, the second of two alike with a number. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const base =
      ascii(name)
        .trim()
        .slice(0, longestName - 4) || 'column';
    let unique = base;
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${base}_${copy}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
