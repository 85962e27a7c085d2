import type { TextRows } from '../../contracts/column.ts';
import type { CellValues } from './cellValues.ts';
import type { ColumnMeeting } from './columnMeeting.ts';
import { isNamingColumn } from './idNames.ts';

const mostlyUnique = 0.9;
const mostlyMatching = 0.5;
const nearlyAllMatching = 0.9; // required of plain numbers, which match by chance
const shortDigits = 6; // whole numbers of up to so many digits may be counts or rows as well as ids

/** Words in the names of measured quantities and of answers, which are never ids. */
const measuredWords = new Set(
  (
    'mag mags magnitude z redshift ra dec x y flux area size radius r50 r90 snr err error sigma votes vote n count ' +
    'counts num total frac fraction prob p score rating rank class label type t axis pa ellipticity mass age lum dist ' +
    'distance width height exptime mjd year'
  ).split(' '),
);

/**
 * Why a column cannot join a table to names; undefined where it can. A join needs ids or names: a column whose own name says
 * so, or whose cells are unique, mostly match and are not a measured quantity.
 *
 * @param names how many names there are to match
 * @param rowNumbers whether these names are only row numbers, which any count matches by chance
 */
export function whyNoJoin(
  meeting: ColumnMeeting,
  typed: CellValues,
  names: number,
  rowNumbers: boolean,
): string | undefined {
  const { column, filled, distinct, rows } = meeting;
  if (typed.lostDigits) return 'it has lost digits';
  const share = Math.max(rows / filled, meeting.names / names);
  const kind = cellsKind(typed);
  if (isNamingColumn(column)) {
    if (rowNumbers && !rowColumns.has(column.toLowerCase()))
      return 'the galaxies have row numbers instead of ids';
    if (rowNumbers && rows < filled) return 'its numbers are not those of the rows, which count from 0';
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
function cellsKind({ values }: CellValues): 'measured' | 'short' | 'names' {
  if (!(values instanceof Float64Array)) return isEmpty(values) ? 'short' : 'names';
  let isShort = true;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return 'measured';
    if (Math.abs(value) >= 10 ** shortDigits) isShort = false;
  }
  return isShort ? 'short' : 'names';
}

function isEmpty(words: TextRows): boolean {
  for (const word of words) if (word !== null) return false;
  return true;
}

function isMeasured(column: string): boolean {
  return column
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some(word => measuredWords.has(word));
}
