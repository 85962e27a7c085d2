import type { IngestProblem } from '../../contracts/ingest.ts';
import { textOfCell } from '../bytes/csvWriter.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { CellRows } from './cellRows.ts';
import { type ScannedCells, scanBlankSeparated, scanCells } from './cellScan.ts';
import type { ColumnNote } from './columnNote.ts';
import { readEcsvHeader } from './ecsv.ts';
import { isCommentedHeader, isHeaderless, splitPreamble } from './preamble.ts';
import { blank, separatorOf, splitLine, splitRows } from './separator.ts';
import { readTableText } from './tableText.ts';
import { takeUnits, vizierNotes } from './vizierTsv.ts';

/** A table of text cells under names. */
export interface TextTable {
  name: string;
  rowCount: number;
  /** By name, in the file's order; each (rowCount). */
  cells: Map<string, CellRows>;
  /** Units, descriptions and types of the columns it describes. */
  notes: Map<string, ColumnNote>;
  /** The separator of the cells; '' in a table of one column. */
  separator: string;
  /** Whether any cell could hold a comma: if none does, no comma is a decimal mark. */
  mayHoldCommas: boolean;
  problems: IngestProblem[];
}

/**
 * Reads a table of separated text: CSV, TSV, ECSV, VizieR's and SkyServer's, with comments above it; a VOTable; or a FITS
 * table.
 *
 * @throws UnreadableError for a file that is empty, has no rows, or is not text
 */
export async function readTextTable(file: Blob, name: string): Promise<TextTable> {
  if (await isFits(file, name)) {
    const [{ readFitsTable }, { bytesOfFile }] = await Promise.all([
      import('./fits/fitsTable.ts'),
      import('../bytes/byteSource.ts'),
    ]);
    const table = await readFitsTable(bytesOfFile(file, name));
    return { name, separator: '', mayHoldCommas: false, ...table };
  }
  const { text, problems } = await readTableText(file, name);
  const isXml = /^\s*<(\?xml|!--|VOTABLE|\w+:VOTABLE)/i.test(text);
  if (isXml) {
    const { votableTable } = await import('./votableTable.ts');
    const { rowCount, cells, notes } = await votableTable(text, name);
    return { name, rowCount, cells, notes, separator: '', mayHoldCommas: true, problems };
  }
  const table = parseTextTable(text, name);
  return { ...table, problems: [...problems, ...table.problems] };
}

/** By its first bytes, or where it is gzipped by its name. */
async function isFits(file: Blob, name: string): Promise<boolean> {
  if (/\.(fits?|fts)\.gz$/i.test(name)) return true;
  const start = await file
    .slice(0, 9)
    .text()
    .catch(() => '');
  return start === 'SIMPLE  =';
}

/** Like `readTextTable`, for a text already read. @throws UnreadableError where it is empty or without rows */
export function parseTextTable(text: string, name: string): TextTable {
  const { comments, body } = splitPreamble(text);
  const ecsv = readEcsvHeader(comments);
  const commented = ecsv || body === '' ? undefined : comments.at(-1)?.trim();
  const separator = ecsv?.separator ?? separatorOf(body, commented);
  const problems: IngestProblem[] = [];
  const first = (splitRows(body, separator, 1)[0] ?? ['']).map(textOfCell);
  const { header, inBody } = headerOf(first, commented, { name, separator, problems });
  if (header.every(word => word.trim() === '')) {
    throw new UnreadableError(`${name} is empty: a table needs a line of column names and rows below it.`);
  }
  const scanned =
    separator === blank ? scanBlankSeparated(body, header.length) : scanCells(body, separator, header.length);
  const above = Number(inBody); // the line of names
  const { units, rows: unitRows } = takeUnits(header, scanned, above);
  const rowStart = above + unitRows;
  const rowCount = scanned.rowCount - rowStart;
  if (rowCount <= 0) {
    throw new UnreadableError(`${name} has column names and no rows: fill it or leave it out.`);
  }
  problems.push(...oddRows(scanned, header.length, { name, rowStart }));
  const notes = new Map([...vizierNotes(comments), ...(ecsv?.columns ?? [])]);
  const cells = new Map<string, CellRows>();
  for (const [j, column] of uniqueNames(header).entries()) {
    const values = scanned.columns[j].cells(rowStart);
    // A bar or separator at the end of every line makes an empty column.
    if (header[j].trim() === '' && isEmpty(values)) continue;
    cells.set(column, values);
    const unit = units[j] ?? notes.get(column)?.unit;
    if (unit !== undefined) notes.set(column, { ...notes.get(column), unit });
  }
  const mayHoldCommas = body.includes(separator === ',' ? '"' : ',');
  return { name, rowCount, cells, notes, separator, mayHoldCommas, problems };
}

function isEmpty(cells: CellRows): boolean {
  for (const cell of cells) if (cell.trim() !== '') return false;
  return true;
}

interface Told {
  name: string;
  separator: string;
  problems: IngestProblem[];
}

/** The names, and whether they are the body's first row: they may be in the last comment instead, or missing. */
function headerOf(
  first: string[],
  commented: string | undefined,
  { name, separator, problems }: Told,
): { header: string[]; inBody: boolean } {
  const words = commented === undefined ? [] : splitLine(commented, separator);
  if (isCommentedHeader(words, first)) {
    return { header: words.map((word, j) => (j === 0 && word.trim() === '' ? '#' : word)), inBody: false };
  }
  if (isHeaderless(first)) {
    problems.push({
      sentence: `${name} has no line of column names: its first line (${first.slice(0, 3).join(', ')}) was read as a row.`,
    });
    return { header: first.map((_, j) => `column ${j + 1}`), inBody: false };
  }
  return { header: first, inBody: true };
}

/** Problems for rows that are not like the others: a second table, comments, too many or too few cells, a quote left open. */
function oddRows(
  { comments, secondTable, ragged, openQuoteRow }: ScannedCells,
  width: number,
  { name, rowStart }: { name: string; rowStart: number },
): IngestProblem[] {
  const sentences: string[] = [];
  if (secondTable) {
    sentences.push(
      `${name} holds a second table below row ${secondTable.row - rowStart} (${secondTable.comment}): only the first is read.`,
    );
  }
  const remarks = comments.filter(comment => !/^#END#?$/.test(comment)); // VizieR's last line
  if (remarks.length > 0) {
    const isOne = remarks.length === 1;
    sentences.push(
      `${isOne ? 'A line' : `${remarks.length} lines`} among the rows of ${name} that ${isOne ? 'begins' : 'begin'} with # ${isOne ? 'is a comment' : 'are comments'} and left out: ${remarks[0]}`,
    );
  }
  if (ragged) {
    sentences.push(
      `Row ${ragged.row - rowStart + 1} of ${name} has ${ragged.cells} ${ragged.cells === 1 ? 'cell' : 'cells'} where the header has ${width}: missing cells are left empty, surplus cells are left out; check its quotes and separators.`,
    );
  }
  if (openQuoteRow !== undefined) {
    sentences.push(
      `A quote in row ${openQuoteRow - rowStart + 1} of ${name} is never closed: everything after it was read as one cell; check its quotes.`,
    );
  }
  return sentences.map(sentence => ({ sentence }));
}

/** Names as the header has them, trimmed; an empty one becomes "column 3", a repeated one "name (2)". */
function uniqueNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((word, j) => {
    const base = word.trim() || `column ${j + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy++) name = `${base} (${copy})`;
    taken.add(name);
    return name;
  });
}
