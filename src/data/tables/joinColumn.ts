import type { CellValues } from './cellValues.ts';
import { isNamingColumn } from './idNames.ts';
import { isNothing } from './nothingWords.ts';
import { numberOf } from './numberText.ts';

/** How a column of a table meets the names or ids it may be joined to. */
export interface ColumnMeeting {
  column: string;
  /** (rows) index of the name; negative where there is none. */
  places: Int32Array;
  /** Names met at least once. */
  names: number;
  /** Rows that meet one. */
  rows: number;
  /** Rows that are not empty, and how many different cells they hold. */
  filled: number;
  distinct: number;
}

const mostlyUnique = 0.9;
const mostlyMatching = 0.5;
const nearlyAllMatching = 0.9; // asked of plain numbers, which match by chance
const shortDigits = 6; // whole numbers up to here are as likely counts, magnitudes or rows as ids

/** Words in the names of measured quantities and of answers, which are never ids. */
const measuredWords = new Set(
  (
    'mag mags magnitude z redshift ra dec x y flux area size radius r50 r90 snr err error sigma votes vote n count ' +
    'counts num total frac fraction prob p score rating rank class label type t axis pa ellipticity mass age lum dist ' +
    'distance width height exptime mjd year'
  ).split(' '),
);

/**
 * Why a column cannot join a table to names; undefined where it can. A join needs ids or names: by the column's own
 * name, or by cells that are unique, mostly matching and no measured quantity.
 *
 * @param names how many names there are to meet
 * @param rowNumbers whether these names are but row numbers, which any count matches by chance
 */
export function whyNoJoin(
  meeting: ColumnMeeting,
  cells: readonly string[],
  typed: CellValues,
  names: number,
  rowNumbers: boolean,
): string | undefined {
  const { column, filled, distinct, rows } = meeting;
  if (typed.lostDigits) return 'it has lost digits';
  const share = Math.max(rows / filled, meeting.names / names);
  const kind = cellsKind(cells);
  if (isNamingColumn(column)) {
    if (rowNumbers && !rowColumns.has(column.toLowerCase()))
      return 'the galaxies have row numbers instead of ids';
    if (kind === 'short' && share < mostlyMatching) return 'its numbers mostly match nothing';
    return undefined;
  }
  if (rowNumbers) return 'the galaxies have row numbers instead of ids';
  if (kind === 'measured' || isMeasured(column)) return 'it is a measured quantity';
  if (kind === 'short') {
    if (distinct < filled) return 'its numbers repeat';
    return rows / filled < nearlyAllMatching ? 'its numbers mostly match nothing' : undefined;
  }
  if (distinct < mostlyUnique * filled) return 'its cells repeat';
  return share < mostlyMatching ? 'its cells mostly match nothing' : undefined;
}

const rowColumns = new Set(['id', 'row', 'row_number']);

/** "measured": numbers with decimals; "short": small whole numbers; "names": anything else. */
function cellsKind(cells: readonly string[]): 'measured' | 'short' | 'names' {
  const words = cells.map(cell => cell.trim()).filter(word => !isNothing(word));
  if (!words.every(word => numberOf(word) !== undefined)) return 'names';
  if (!words.every(word => /^[+-]?\d+(\.0*)?$/.test(word))) return 'measured';
  return words.every(word => word.replace(/\..*$/, '').length <= shortDigits) ? 'short' : 'names';
}

function isMeasured(column: string): boolean {
  return column
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some(word => measuredWords.has(word));
}
