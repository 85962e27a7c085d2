import Papa from 'papaparse';

/** Blank separated, quotes kept together: astropy's "basic" format and ECSV. */
export const blank = ' ';

const separators = ['\t', ';', '|', ',']; // the most certain first: a comma also occurs in numbers and names
const previewRows = 50;
const twoWords = /^\s*(file|image|object|galaxy)\s(name|path|file|id)\s*$/i; // one column of names, not two
const fittingShare = 0.8; // least share of the previewed rows with as many cells as the first

/**
 * Finds what separates the cells of a table: the character that splits most rows into as many cells as the first, and into the
 * most cells; blanks where no character does and every row has as many words as the first.
 *
 * @param header the commented line of names above `body`, where there may be one
 * @returns '' where a row is one cell
 */
export function separatorOf(body: string, header?: string): string {
  let best = { separator: '', cells: 1, named: false };
  for (const separator of separators) {
    const rows = splitRows(body, separator, previewRows);
    const cells = rows[0]?.length ?? 0;
    if (cells < 2 || fitting(rows) < fittingShare) continue;
    const named = header !== undefined && splitLine(header, separator).length === cells;
    if ((named && !best.named) || (named === best.named && cells > best.cells))
      best = { separator, cells, named };
  }
  if (best.separator !== '') return best.separator;
  const rows = splitRows(body, blank, previewRows);
  const cells = rows[0]?.length ?? 0;
  const hasRows = rows.length > 1 || header !== undefined;
  const isBlank = cells > 1 && hasRows && fitting(rows) === 1 && !twoWords.test(firstLine(body));
  if (isBlank) return blank;
  return separators.find(separator => splitLine(firstLine(body), separator).length > 1) ?? '';
}

/** The first `most` rows of cells, or all for 0; lines of only blanks and separators are left out. */
export function splitRows(text: string, separator: string, most = 0): string[][] {
  const head = most > 0 ? headOf(text) : text;
  if (separator === blank) {
    const lines = head.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
    return (most > 0 ? lines.slice(0, most) : lines).map(line => splitLine(line, blank));
  }
  return Papa.parse<string[]>(head, {
    delimiter: separator || '\u001f', // "unit separator": in no text, so that a row is one cell
    preview: most,
    skipEmptyLines: 'greedy',
  }).data;
}

/**
 * The cells of one line, without their quotes.
 *
 * @param separator as `separatorOf` found it; `blank` splits at runs of white space
 */
export function splitLine(line: string, separator: string): string[] {
  if (separator !== blank) return splitRows(line, separator)[0] ?? [];
  const words = line.match(/"(?:[^"]|"")*"|\S+/g) ?? [];
  return words.map(word =>
    /^".*"$/s.test(word) && word.length > 1 ? word.slice(1, -1).replaceAll('""', '"') : word,
  );
}

const headLength = 1 << 18; // characters; fifty rows of five thousand

/** The text up to a line end in its first part: a preview of a long table must not cut all of it. */
function headOf(text: string): string {
  if (text.length <= headLength) return text;
  const end = Math.max(text.lastIndexOf('\n', headLength), text.lastIndexOf('\r', headLength));
  return end > 0 ? text.slice(0, end) : text;
}

function fitting(rows: readonly string[][]): number {
  return rows.filter(row => row.length === rows[0].length).length / rows.length;
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}
