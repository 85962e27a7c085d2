import { UnreadableError } from '../../bytes/unreadable.ts';
import type { FitsFile } from '../fitsFile.ts';
import { type FitsHdu, hduPlace } from '../fitsHdu.ts';
import type { FitsHeader } from '../fitsHeader.ts';
import type { FitsTable, TableColumn } from './tableColumn.ts';

/**
 * Reads a table of text in columns of fixed places. Source: FITS standard 4.0, section 7.2.
 *
 * @throws UnreadableError where the table is cut short or its header contradicts itself
 */
export async function readAsciiTable(file: FitsFile, hdu: FitsHdu): Promise<FitsTable> {
  const { header, dataStart } = hdu;
  const rowCount = header.count('NAXIS2');
  const rowBytes = header.count('NAXIS1');
  if (!hdu.isWhole) throw new UnreadableError(`The table in ${hduPlace(hdu)} is cut short: fetch it again.`);
  if (rowCount > 0 && rowBytes === 0) throw header.broken(`its ${rowCount} rows have no bytes`);
  const fieldCount = header.count('TFIELDS');
  if (fieldCount > 999) throw header.broken(`TFIELDS is ${fieldCount}, and 999 is the most`);
  const formats = Array.from({ length: fieldCount }, (_, i) => asciiFormat(header, i + 1, rowBytes));
  if (rowCount * rowBytes > hdu.dataBytes) throw header.broken(`its ${rowCount} rows are more than its data`);
  const bytes = await file.source.slice(dataStart, dataStart + rowCount * rowBytes);
  const text = new TextDecoder('latin1').decode(bytes);
  return { rowCount, columns: formats.map(format => asciiColumn(format, text, { rowCount, rowBytes })) };
}

interface AsciiFormat {
  name: string;
  unit?: string;
  code: 'A' | 'I' | 'F' | 'E' | 'D';
  from: number;
  width: number;
  /** Digits behind a decimal point that is not written. */
  decimals: number;
  scale: number;
  zero: number;
  /** The text that stands for nothing. */
  blank?: string;
}

function asciiFormat(header: FitsHeader, i: number, rowBytes: number): AsciiFormat {
  const text = header.text(`TFORM${i}`) ?? '';
  const parts = /^\s*([AIFED])(\d+)(?:\.(\d+))?/.exec(text);
  if (!parts) throw header.broken(`TFORM${i} is “${text}”, which is no column of text`);
  const from = header.count(`TBCOL${i}`) - 1;
  const width = Number(parts[2]);
  if (from < 0 || from + width > rowBytes) {
    throw header.broken(`column ${i} reaches beyond a row of ${rowBytes} letters`);
  }
  return {
    name: header.text(`TTYPE${i}`)?.trim() || `column ${i}`,
    unit: header.text(`TUNIT${i}`) || undefined,
    code: parts[1] as AsciiFormat['code'],
    from,
    width,
    decimals: Number(parts[3] ?? 0),
    scale: header.number(`TSCAL${i}`) ?? 1,
    zero: header.number(`TZERO${i}`) ?? 0,
    blank: header.text(`TNULL${i}`)?.trim(),
  };
}

function asciiColumn(
  format: AsciiFormat,
  text: string,
  { rowCount, rowBytes }: { rowCount: number; rowBytes: number },
): TableColumn {
  const { name, unit, code, from, width, scale, zero, blank } = format;
  const cellOf = (row: number) => text.slice(row * rowBytes + from, row * rowBytes + from + width);
  if (code === 'A') {
    const values = Array.from({ length: rowCount }, (_, row) => cellOf(row).trimEnd());
    return { name, unit, kind: 'texts', values };
  }
  const words = Array.from({ length: rowCount }, (_, row) => cellOf(row).trim());
  const isNothing = (word: string) => word === '' || word === blank;
  const isLong = (word: string) => /^[+-]?\d{16,}$/.test(word) && !Number.isSafeInteger(Number(word));
  if (code === 'I' && scale === 1 && zero === 0 && words.some(isLong)) {
    // Ids that a double would change, 19 digits in SDSS: as they are written, for a row may have none.
    return { name, unit, kind: 'texts', values: words.map(word => (isNothing(word) ? '' : word)) };
  }
  const values = new Float64Array(rowCount);
  for (const [row, word] of words.entries()) {
    values[row] = isNothing(word) ? Number.NaN : numberOf(word, format) * scale + zero;
  }
  return { name, unit, kind: 'numbers', values, perRow: 1, isComplex: false };
}

/** Fortran's numbers: D for an exponent, and a decimal point that may be implied. */
function numberOf(word: string, { code, decimals }: AsciiFormat): number {
  const number = Number(word.replace(/[dD]/, 'e'));
  const isImplied = code !== 'I' && decimals > 0 && !word.includes('.');
  return isImplied ? number / 10 ** decimals : number;
}
