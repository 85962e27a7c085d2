import { textOfCell } from '../bytes/csvWriter.ts';
import { CellGatherer } from './cellRows.ts';
import { blank, splitLine } from './separator.ts';

/** The cells of a separated text, by column. */
export interface ScannedCells {
  /** (width) each (rowCount), including the line of names; cells that a row lacks are '' */
  columns: CellGatherer[];
  rowCount: number;
  /** The first row with more or fewer cells than `width`. */
  ragged?: { row: number; cells: number };
  /** Lines that begin with # and have a different number of cells; they are not in the columns. */
  comments: string[];
  /** A comment "#Table2", at which the scan ends, and the number of rows above it. */
  secondTable?: { comment: string; row: number };
  /** The row whose quote is never closed. */
  openQuoteRow?: number;
}

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const hash = 35;
const apostrophe = 39;
const isSecondTable = /^#\s*Table\s*\d+/i; // SkyServer's

/**
 * Cuts a text at a separator and at line ends, in one pass. Quotes are as in RFC 4180: they count where they begin a
 * cell, and a doubled one means one quote. Rows of only blanks and separators are left out.
 *
 * @param separator one character; '' where a row is one cell
 * @param width cells per row
 */
export function scanCells(text: string, separator: string, width: number): ScannedCells {
  const rows = new RowColumns(text, width);
  const cut = separator === '' ? -1 : separator.charCodeAt(0);
  const loneReturns = !text.includes('\n'); // a carriage return alone ends a line where no line feed does
  const length = text.length;
  let from = 0;
  let openQuoteRow: number | undefined;
  while (from <= length) {
    let to = from;
    if (text.charCodeAt(from) === quote) {
      const quoted = quotedCell(text, from, cut);
      to = quoted.to;
      if (quoted.isOpen) openQuoteRow ??= rows.rowCount;
      rows.add(from + 1, quoted.end, quoted.hasDoubled);
    } else {
      for (; to < length; to++) {
        const code = text.charCodeAt(to);
        if (code === cut || code === lineFeed) break;
        if (code === carriageReturn && (loneReturns || text.charCodeAt(to + 1) === lineFeed)) break;
      }
      rows.add(from, to);
    }
    if (to >= length || text.charCodeAt(to) !== cut) {
      if (!rows.end()) break;
      if (text.charCodeAt(to) === carriageReturn && text.charCodeAt(to + 1) === lineFeed) to++;
    }
    from = to + 1;
  }
  return { ...rows.scanned(), openQuoteRow };
}

/** `scanCells` where any run of blanks separates, and quotes keep a cell together: astropy's "basic" format, ECSV. */
export function scanBlankSeparated(text: string, width: number): ScannedCells {
  const rows = new RowColumns(text, width);
  let start = 0;
  for (const line of text.split(/(\r\n|\r|\n)/)) {
    const at = start;
    start += line.length;
    if (line.trim() === '') continue;
    if (line.includes('"')) for (const cell of splitLine(line.trim(), blank)) rows.addText(cell);
    else
      for (const word of line.matchAll(/\S+/g)) rows.add(at + word.index, at + word.index + word[0].length);
    if (!rows.end()) break;
  }
  return rows.scanned();
}

/** Where a cell that begins with a quote at `from` ends: its words at `end`, the cell itself at `to`. */
function quotedCell(
  text: string,
  from: number,
  cut: number,
): { end: number; to: number; hasDoubled: boolean; isOpen?: boolean } {
  let hasDoubled = false;
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at + 1) === quote) {
      hasDoubled = true;
      at++;
      continue;
    }
    let to = at + 1;
    while (text.charCodeAt(to) === space) to++; // blanks between the quote and the separator
    const code = to < text.length ? text.charCodeAt(to) : lineFeed;
    if (code === cut || code === lineFeed || code === carriageReturn) return { end: at, to, hasDoubled };
  }
  return { end: text.length, to: text.length, hasDoubled, isOpen: true };
}

/** Collects cells, given one after the other, into columns. */
class RowColumns {
  rowCount = 0;
  private readonly columns: CellGatherer[];
  private readonly comments: string[] = [];
  private ragged?: ScannedCells['ragged'];
  private secondTable?: ScannedCells['secondTable'];
  private place = 0; // of the next cell in its row
  private isEmpty = true;
  private surplus: string[] = [];
  private first = 0; // character of the row's first cell

  constructor(
    private readonly text: string,
    private readonly width: number,
  ) {
    this.columns = Array.from({ length: width }, () => new CellGatherer(text));
  }

  /** @param hasDoubled whether quotes in it are doubled */
  add(start: number, end: number, hasDoubled = false): void {
    const { text } = this;
    const first = start < end ? text.charCodeAt(start) : 0;
    if (hasDoubled || first === apostrophe) {
      const written = text.slice(start, end);
      this.addText(hasDoubled ? written.replaceAll('""', '"') : written, start, end);
      return;
    }
    if (this.isEmpty) this.isEmpty = start === end || (mayBeSpace(first) && isBlank(text.slice(start, end)));
    if (this.place === 0) this.first = first;
    if (this.place < this.width) this.columns[this.place].add(start, end);
    else this.surplus.push(text.slice(start, end));
    this.place++;
  }

  /** Adds a cell that reads otherwise than what is written, which lies from `start` to `end`. */
  addText(raw: string, start = 0, end = 0): void {
    const cell = raw.charCodeAt(0) === apostrophe ? textOfCell(raw) : raw;
    if (this.isEmpty) this.isEmpty = isBlank(cell);
    if (this.place === 0) this.first = cell.charCodeAt(0);
    if (this.place < this.width) this.columns[this.place].add(start, end, cell);
    else this.surplus.push(cell);
    this.place++;
  }

  /** Ends a row. @returns false where a second table begins, so that reading stops */
  end(): boolean {
    const cells = this.place;
    const isComment = cells !== this.width && this.first === hash;
    let goesOn = true;
    if (this.isEmpty) this.drop(cells);
    else if (isComment) {
      const line = this.drop(cells).join(' ');
      goesOn = !isSecondTable.test(line);
      if (goesOn) this.comments.push(line);
      else this.secondTable = { comment: line, row: this.rowCount };
    } else {
      if (cells !== this.width) this.ragged ??= { row: this.rowCount, cells };
      for (let j = cells; j < this.width; j++) this.columns[j].add(0, 0);
      this.rowCount++;
    }
    this.place = 0;
    this.isEmpty = true;
    if (this.surplus.length > 0) this.surplus = [];
    return goesOn;
  }

  scanned(): ScannedCells {
    const { columns, rowCount, ragged, comments, secondTable } = this;
    return { columns, rowCount, ragged, comments, secondTable };
  }

  /** Removes the cells of the current row from the columns. */
  private drop(cells: number): string[] {
    const taken = this.columns.slice(0, cells).map(column => column.drop());
    return [...taken, ...this.surplus];
  }
}

/** Whether a cell has only white space. */
function isBlank(cell: string): boolean {
  return cell === '' || (mayBeSpace(cell.charCodeAt(0)) && cell.trim() === '');
}

function mayBeSpace(code: number): boolean {
  return code === space || (code >= tab && code <= carriageReturn) || code > 127;
}
