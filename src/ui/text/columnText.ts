import { type Column, type NumberColumn, nullCode } from '../../contracts/column.ts';
import { singleText } from '../../maths/singleText.ts';
import { formatDegrees, formatNumber, nullSign } from './quantity.ts';

/** How a column's values are printed: alone beside their name, in full, or under each other in a table. */

/** What a person reads as a column's name. */
export function columnLabel({ label, name }: Pick<Column, 'label' | 'name'>): string {
  return label ?? name;
}

/** A name of at most so many characters, whose telling end stays: "smooth-or-fea…disk_fraction". @param most ≥ 8 */
export function shortName(name: string, most: number): string {
  if (name.length <= most) return name;
  const tail = Math.ceil((most - 1) / 2);
  return `${name.slice(0, most - 1 - tail).trimEnd()}…${name.slice(-tail).trimStart()}`;
}

const shownDigits = 4; // vote fractions of 40 volunteers and photometry to 0.001 both fit
const positionName = /^_?(ra|de|dec|alpha|delta|right_ascension|declination)(_|deg|j2000|$)/i;

/** A value with its unit; "–" for null. */
export function valueText(column: Column, row: number): string {
  if (column.kind !== 'number') return exactText(column, row) ?? nullSign;
  const value = column.values[row] ?? Number.NaN;
  if (Number.isNaN(value)) return nullSign;
  if (isPosition(column)) return formatDegrees(value);
  if (column.unit === 'deg') return `${formatNumber(value, shownDigits)}°`;
  return formatNumber(value, shownDigits, column.unit);
}

/** A value in full, for the clipboard; null where there is none. */
export function exactText(column: Column, row: number): string | null {
  if (column.kind === 'text') return column.values.at(row) ?? null;
  if (column.kind === 'category') {
    const code = column.codes[row];
    return code === nullCode ? null : (column.categories[code] ?? null);
  }
  const value = column.values[row] ?? Number.NaN;
  if (Number.isNaN(value)) return null;
  return column.values instanceof Float32Array ? singleText(value) : String(value);
}

/** Prints the values of one column so that their decimal points stand under each other; the unit is the header's. */
export function tableTextOf(column: Column): (row: number) => string {
  if (column.kind !== 'number') return row => exactText(column, row) ?? nullSign;
  const decimals = decimalsOf(column.values);
  return row => {
    const value = column.values[row] ?? Number.NaN;
    if (isPosition(column) && Number.isFinite(value)) return formatDegrees(value);
    if (decimals === null || !Number.isFinite(value)) return formatNumber(value, shownDigits);
    return fixed(value, decimals);
  };
}

const mostDecimals = 5; // beyond them powers of ten are shorter

/** Decimals that give the largest value four digits; 0 for whole numbers; null where powers of ten are needed. */
function decimalsOf(values: ArrayLike<number>): number | null {
  let largest = 0;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (!Number.isFinite(size)) continue;
    if (size > largest) largest = size;
    if (whole && !Number.isInteger(size)) whole = false;
  }
  if (whole) return largest < 1e9 ? 0 : null; // as formatNumber does
  const decimals = shownDigits - 1 - Math.floor(Math.log10(largest));
  return largest >= 1e9 || decimals > mostDecimals ? null : Math.max(0, decimals);
}

function isPosition({ name, unit }: NumberColumn): boolean {
  return unit === 'deg' && positionName.test(name);
}

function fixed(value: number, decimals: number): string {
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return text.replace('-', '−');
}
