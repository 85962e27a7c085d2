import type { Column } from '../../contracts/column.ts';
import { columnLabel, exactText, valueText } from '../../ui/text/columnText.ts';

/** A column's value for one galaxy, as it is shown and as a click copies it. */
interface GalaxyValue {
  name: string;
  description?: string;
  shown: string;
  /** In full; null where there is no value. */
  exact: string | null;
}

interface ColumnGroup {
  /** Their heading: the file, or what the room that published them calls it. */
  source: string;
  values: GalaxyValue[];
}

/** One galaxy's values, grouped by heading in order of first appearance; names that lack every word of `filter` are left out. */
export function groupedValues(columns: readonly Column[], row: number, filter = ''): ColumnGroup[] {
  const words = filter.toLowerCase().split(/\s+/);
  const groups = new Map<string, GalaxyValue[]>();
  for (const column of columns) {
    const name = `${columnLabel(column)} ${column.name}`.toLowerCase();
    if (!words.every(word => name.includes(word))) continue;
    const heading = column.group ?? column.source;
    const values = groups.get(heading) ?? [];
    values.push({
      name: columnLabel(column),
      description: column.description,
      shown: valueText(column, row),
      exact: exactText(column, row),
    });
    groups.set(heading, values);
  }
  return [...groups].map(([source, values]) => ({ source, values }));
}
