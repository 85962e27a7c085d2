import type { CellRows } from './cellRows.ts';
import { isNothing } from './nothingWords.ts';

/** How a column of a table matches the names or ids it may be joined to. */
export interface ColumnMeeting {
  column: string;
  /** (rows) index of the matching name; negative where there is none. */
  places: Int32Array;
  /** Names matched at least once. */
  names: number;
  /** Rows that match a name. */
  rows: number;
  /** Rows that are not empty, and how many different cells they hold. */
  filled: number;
  distinct: number;
}

/** Finds the name that each cell means; see `IdMatcher` and `PathMatcher`. */
interface Matcher {
  /** @returns (cells.length) index of the name; negative where there is none */
  match(cells: readonly string[]): Int32Array;
}

const wholeFloat = /^\d+\.0+$/; // whole ids that were written as floats

/** Matches a column's cells; each different cell is looked up once. */
export function meetingOf(column: string, cells: CellRows, matcher: Matcher): ColumnMeeting {
  const { words, wordOf } = distinctCells(cells);
  const found = matcher.match(words);
  const trimmed = words.map(word => word.trim());
  const isFilled = trimmed.map(word => !isNothing(word));
  const filledWords = trimmed.filter((_, i) => isFilled[i]);
  if (filledWords.length > 0 && filledWords.every(word => wholeFloat.test(word))) {
    const whole = matcher.match(trimmed.map(word => word.replace(/\.0+$/, '')));
    for (const [i, place] of whole.entries()) if (found[i] < 0) found[i] = place;
  }
  const places = new Int32Array(cells.length);
  let rows = 0;
  let filled = 0;
  for (let row = 0; row < cells.length; row++) {
    const word = wordOf[row];
    places[row] = found[word];
    if (found[word] >= 0) rows++;
    if (isFilled[word]) filled++;
  }
  const names = new Set(found.filter(place => place >= 0)).size;
  return { column, places, names, rows, filled, distinct: new Set(filledWords).size };
}

/** The different cells of a column, in order of appearance, and which of them each row holds. */
function distinctCells(cells: CellRows): { words: string[]; wordOf: Uint32Array } {
  const places = new Map<string, number>();
  const words: string[] = [];
  const wordOf = new Uint32Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells.at(row)!;
    let place = places.get(cell);
    if (place === undefined) {
      place = words.length;
      places.set(cell, place);
      words.push(cell);
    }
    wordOf[row] = place;
  }
  return { words, wordOf };
}
