import { writeCsv } from '../bytes/csvWriter.ts';
import { parseTextTable } from '../tables/textTable.ts';
import { enoughColumns, type RatingsFile, ratingsFrom } from './ratingsFile.ts';
import { besides, searchNotesOf } from './ratingsNotes.ts';
import { type RatingsTable, ratingsColumns } from './ratingsTable.ts';

const title = '# Ratings of Morphospace: read with comment="#"';

/**
 * A search as CSV (RFC 4180) below lines of notes "# seed: 7", each value as JSON.
 *
 * @param provenance where the representations come from; names that the search itself uses are left out
 */
export function writeRatingsCsv(
  table: RatingsTable,
  provenance: Readonly<Record<string, string>> = {},
): string {
  const notes = [...searchNotesOf(table), ...besides(provenance)].map(
    ([name, value]) => `# ${name}: ${JSON.stringify(value)}`,
  );
  const names = ratingsColumns.map(column => column.name);
  const rows = table.ids.map((_, row) => ratingsColumns.map(column => column.cell(table, row)));
  return `${[title, ...notes].join('\r\n')}\r\n${writeCsv(names, rows)}`;
}

/**
 * Reads ratings from a CSV of this app, or from any table with columns of ids and ratings, in any order and with any separator.
 *
 * @throws UnreadableError where such a column is missing or empty
 */
export function readRatingsCsv(text: string, name: string): RatingsFile {
  const head = /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*/.exec(text)?.[0] ?? '';
  const comments = head.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
  const notes = new Map<string, unknown>();
  for (const line of comments) {
    const found = /^\s*#\s*(\w+): (.*)$/.exec(line);
    if (found) notes.set(found[1], jsonOf(found[2]));
  }
  let body = text.slice(head.length);
  const last = comments.at(-1)?.replace(/^\s*#\s*/, '') ?? '';
  if (enoughColumns(last.split(/[,;\t|]/))) body = `${last}\n${body}`; // "#id,rating": names after the #
  const table = parseTextTable(body, name);
  return ratingsFrom({
    fileName: name,
    notes,
    cells: new Map(Array.from(table.cells, ([column, cells]) => [column, [...cells]])),
    problems: table.problems.map(problem => problem.sentence),
  });
}

/** The value of a note; undefined where this app did not write it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // any other comment
  }
}
