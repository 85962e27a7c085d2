import Papa from 'papaparse';
import type { Column } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';
import { textOfCell } from '../bytes/csvWriter.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { columnOf, parseCells } from './columnTyping.ts';

/** A table of text cells with a header line. */
export interface TextTable {
  name: string;
  rowCount: number;
  /** By name, in the file's order; each (rowCount). */
  cells: Map<string, string[]>;
  problems: IngestProblem[];
}

/**
 * Reads a table of comma, tab, semicolon or bar separated values; the separator is found from the text.
 *
 * @throws UnreadableError for an empty file, one without rows, or one that is no text
 */
export async function readTextTable(file: Blob, name: string): Promise<TextTable> {
  return parseTextTable(await textOf(file, name), name);
}

/** `readTextTable` of a text at hand. @throws UnreadableError where it is empty or without rows */
export function parseTextTable(text: string, name: string): TextTable {
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const [header, ...rows] = parsed.data.map(row => row.map(textOfCell));
  if (!header || header.every(word => word.trim() === '')) {
    throw new UnreadableError(`${name} is empty: a table needs a line of column names and rows below it.`);
  }
  if (rows.length === 0) {
    throw new UnreadableError(`${name} has column names and no rows: fill it or leave it out.`);
  }
  const names = uniqueNames(header);
  const cells = new Map(
    names.map((column, j): [string, string[]] => [column, rows.map(row => row[j] ?? '')]),
  );
  const ragged = rows.findIndex(row => row.length !== header.length);
  const problems: IngestProblem[] = [];
  if (ragged >= 0) {
    problems.push({
      sentence: `Row ${ragged + 1} of ${name} has ${rows[ragged].length} cells where the header has ${header.length}: missing cells are left empty, surplus ones out; check its quotes and separators.`,
    });
  }
  const open = parsed.errors.find(error => error.code === 'MissingQuotes');
  if (open) {
    problems.push({
      sentence: `A quote in row ${open.row ?? rows.length} of ${name} is never closed: all after it was read as one cell; check its quotes.`,
    });
  }
  return { name, rowCount: rows.length, cells, problems };
}

/** Columns of a table arranged for a catalogue: `rowOf[i]` is the table row of catalogue row i, −1 where it has none. */
export function tableColumns(table: TextTable, rowOf: Int32Array): Column[] {
  return [...table.cells].map(([name, cells]) => {
    const values = parseCells(cells); // typed by all rows of the table, so that a sample of images changes no kind
    const arranged = Array.from(rowOf, row => (row < 0 ? null : values[row]));
    return columnOf({ name, source: table.name }, rowOf.length, [{ rowStart: 0, values: arranged }]);
  });
}

/** The text of a file, in UTF-8 or marked UTF-16. @throws UnreadableError where it is none */
export async function textOf(file: Blob, name: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new UnreadableError(`${name} can no longer be read (${reasonOf(error)}): open it again.`);
  }
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined; // byte order marks, as spreadsheets write them
  if (!utf16 && bytes.subarray(0, 4096).includes(0)) {
    throw new UnreadableError(
      `${name} is no text: a table is needed as comma, tab or semicolon separated text.`,
    );
  }
  return new TextDecoder(utf16).decode(bytes); // drops a byte order mark
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
