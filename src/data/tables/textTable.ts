import type { IngestProblem } from '../../contracts/ingest.ts';
import { textOfCell } from '../bytes/csvWriter.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { ColumnNote } from './columnNote.ts';
import { readEcsvHeader } from './ecsv.ts';
import { isCommentedHeader, isHeaderless, splitPreamble } from './preamble.ts';
import { blank, parseRows, separatorOf, splitLine, splitRows } from './separator.ts';
import { readTableText } from './tableText.ts';
import { takeUnits, vizierNotes } from './vizierTsv.ts';

/** A table of text cells under names. */
export interface TextTable {
  name: string;
  rowCount: number;
  /** By name, in the file's order; each (rowCount). */
  cells: Map<string, string[]>;
  /** Units, descriptions and types of the columns it says something of. */
  notes: Map<string, ColumnNote>;
  /** What stands between the cells; '' in a table of one column. */
  separator: string;
  problems: IngestProblem[];
}

/**
 * Reads a table of separated text: CSV, TSV, ECSV, VizieR's and SkyServer's, with comments above it; or a VOTable.
 *
 * @throws UnreadableError for an empty file, one without rows, or one that is no text
 */
export async function readTextTable(file: Blob, name: string): Promise<TextTable> {
  const { text, problems } = await readTableText(file, name);
  const isXml = /^\s*<(\?xml|!--|VOTABLE|\w+:VOTABLE)/i.test(text);
  if (isXml) {
    const { votableTable } = await import('./votableTable.ts');
    const { rowCount, cells, notes } = await votableTable(text, name);
    return { name, rowCount, cells, notes, separator: '', problems };
  }
  const table = parseTextTable(text, name);
  return { ...table, problems: [...problems, ...table.problems] };
}

/** `readTextTable` of a text at hand. @throws UnreadableError where it is empty or without rows */
export function parseTextTable(text: string, name: string): TextTable {
  const { comments, body } = splitPreamble(text);
  const ecsv = readEcsvHeader(comments);
  const commented = ecsv || body === '' ? undefined : comments.at(-1)?.trim();
  const separator = ecsv?.separator ?? separatorOf(body, commented);
  const parsed = separator === blank ? { rows: splitRows(body, blank) } : parseRows(body, separator);
  const problems: IngestProblem[] = [];
  const unguarded = parsed.rows.map(row => row.map(textOfCell));
  const { header, rows } = headed(unguarded, commented, { name, separator, problems });
  if (header.every(word => word.trim() === '')) {
    throw new UnreadableError(`${name} is empty: a table needs a line of column names and rows below it.`);
  }
  const kept = galaxyRows(rows, header.length, name, problems);
  const units = takeUnits(header, kept);
  if (kept.length === 0) {
    throw new UnreadableError(`${name} has column names and no rows: fill it or leave it out.`);
  }
  tellRagged(kept, header.length, name, problems);
  if (parsed.openQuoteRow !== undefined) {
    problems.push({
      sentence: `A quote in row ${parsed.openQuoteRow} of ${name} is never closed: all after it was read as one cell; check its quotes.`,
    });
  }
  const notes = new Map([...vizierNotes(comments), ...(ecsv?.columns ?? [])]);
  const cells = new Map<string, string[]>();
  for (const [j, column] of uniqueNames(header).entries()) {
    const values = kept.map(row => row[j] ?? '');
    // A bar or separator at the end of every line makes a column of nothing.
    if (header[j].trim() === '' && values.every(value => value.trim() === '')) continue;
    cells.set(column, values);
    const unit = units[j] ?? notes.get(column)?.unit;
    if (unit !== undefined) notes.set(column, { ...notes.get(column), unit });
  }
  return { name, rowCount: kept.length, cells, notes, separator, problems };
}

interface Told {
  name: string;
  separator: string;
  problems: IngestProblem[];
}

/** Names and rows: the names may stand in the last comment, or nowhere. */
function headed(
  all: string[][],
  commented: string | undefined,
  { name, separator, problems }: Told,
): { header: string[]; rows: string[][] } {
  const first = all[0] ?? [''];
  const words = commented === undefined ? [] : splitLine(commented, separator);
  if (all.length > 0 && isCommentedHeader(words, first)) {
    return { header: words.map((word, j) => (j === 0 && word.trim() === '' ? '#' : word)), rows: all };
  }
  if (all.length > 0 && isHeaderless(first)) {
    problems.push({
      sentence: `${name} has no line of column names: its first line (${first.slice(0, 3).join(', ')}) was read as a row.`,
    });
    return { header: first.map((_, j) => `column ${j + 1}`), rows: all };
  }
  return { header: first, rows: all.slice(1) };
}

/** Rows up to a second table, without comment lines between them; both are told. */
function galaxyRows(rows: string[][], width: number, name: string, problems: IngestProblem[]): string[][] {
  const isComment = (row: string[]) => row[0].startsWith('#') && row.length !== width;
  const second = rows.findIndex(row => isComment(row) && /^#\s*Table\s*\d+/i.test(row[0]));
  if (second >= 0) {
    problems.push({
      sentence: `${name} holds a second table below row ${second} (${rows[second][0]}): only the first is read.`,
    });
  }
  const own = second >= 0 ? rows.slice(0, second) : rows;
  const comments = own.filter(row => isComment(row) && !/^#END#?$/.test(row[0])); // VizieR's last line
  if (comments.length > 0) {
    problems.push({
      sentence: `${comments.length === 1 ? 'A line' : `${comments.length} lines`} among the rows of ${name} that ${comments.length === 1 ? 'begins' : 'begin'} with # ${comments.length === 1 ? 'is a comment' : 'are comments'} and left out: ${comments[0].join(' ')}`,
    });
  }
  return own.filter(row => !isComment(row));
}

function tellRagged(rows: string[][], width: number, name: string, problems: IngestProblem[]): void {
  const ragged = rows.findIndex(row => row.length !== width);
  if (ragged < 0) return;
  problems.push({
    sentence: `Row ${ragged + 1} of ${name} has ${rows[ragged].length} cells where the header has ${width}: missing cells are left empty, surplus ones out; check its quotes and separators.`,
  });
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
