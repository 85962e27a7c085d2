import { type Column, type NumberColumn, nullCode } from '../../contracts/column.ts';
import { formatNumber, nullSign } from '../../ui/quantity.ts';

/** A column's value for one galaxy, as it is shown and as a click copies it. */
export interface GalaxyValue {
  name: string;
  description?: string;
  shown: string;
  /** In full; null where there is no value. */
  exact: string | null;
}

export interface ColumnGroup {
  /** The file, or the room that published them. */
  source: string;
  values: GalaxyValue[];
}

const shownDigits = 4; // vote fractions of 40 volunteers and photometry to 0.001 both fit
const positionName = /^_?(ra|de|dec|alpha|delta|right_ascension|declination)(_|deg|j2000|$)/i;
const positionDecimals = 5; // 0.04″

/** One galaxy's values, grouped by source in order of first appearance; names that lack every word of `filter` are left out. */
export function groupedValues(columns: readonly Column[], row: number, filter = ''): ColumnGroup[] {
  const words = filter.toLowerCase().split(/\s+/);
  const groups = new Map<string, GalaxyValue[]>();
  for (const column of columns) {
    const name = column.name.toLowerCase();
    if (!words.every(word => name.includes(word))) continue;
    const values = groups.get(column.source) ?? [];
    values.push(galaxyValue(column, row));
    groups.set(column.source, values);
  }
  return [...groups].map(([source, values]) => ({ source, values }));
}

function galaxyValue(column: Column, row: number): GalaxyValue {
  const { name, description } = column;
  const exact = exactText(column, row);
  const shown = exact === null ? nullSign : column.kind === 'number' ? numberText(column, row) : exact;
  return { name, description, shown, exact };
}

function exactText(column: Column, row: number): string | null {
  if (column.kind === 'text') return column.values[row] ?? null;
  if (column.kind === 'category') {
    const code = column.codes[row];
    return code === nullCode ? null : (column.categories[code] ?? null);
  }
  const value = column.values[row];
  return value === undefined || Number.isNaN(value) ? null : String(value);
}

function numberText({ name, values, unit }: NumberColumn, row: number): string {
  if (unit !== 'deg') return formatNumber(values[row], shownDigits, unit);
  if (positionName.test(name)) return `${values[row].toFixed(positionDecimals).replace('-', '−')}°`;
  return `${formatNumber(values[row], shownDigits)}°`;
}
