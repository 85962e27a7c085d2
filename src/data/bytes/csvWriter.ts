import Papa from 'papaparse';

/** A cell of a table: text, or a number; null and NaN leave it empty. */
type CsvCell = string | number | null;

/**
 * Text that a spreadsheet would run as a formula: it begins with = + - @, a tab or a line end, and is not a plain number.
 * Apostrophes before it count as part of it, so that a text that begins with one of its own is read back unchanged.
 */
const formula = /^'*(?:[=@\t\r\n]|[+-](?!(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$))/;

/**
 * A table as CSV (RFC 4180, lines end in CR LF). An apostrophe is put before text that a spreadsheet would run as a
 * formula (OWASP, "CSV injection"); `textOfCell` takes it away again. Numbers, also those given as text, stay as they are.
 *
 * @param names one for each column
 * @param rows each with one cell for each column
 */
export function writeCsv(names: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = Array.from(rows, row => row.map(cell => (Number.isNaN(cell) ? null : cell)));
  const options = { newline: '\r\n', escapeFormulae: formula, quotes: isDelicate };
  return `${Papa.unparse([names, ...lines], options)}\r\n`;
}

/** Lines "# name: value" above a table: where it comes from. Readers take them for comments (pandas where told: `comment="#"`). */
export function writeComments(notes: Readonly<Record<string, string>>): string {
  return Object.entries(notes)
    .map(([name, value]) => `# ${name}: ${value.replace(/\s+/g, ' ')}\r\n`)
    .join('');
}

/** The text that `writeCsv` was given for a cell. */
export function textOfCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** True for text that readers would trim, or would cut at a "#" that begins a comment. */
function isDelicate(cell: unknown): boolean {
  return typeof cell === 'string' && /#|^\s|\s$/.test(cell);
}
