import { type Column, nullCode } from '../../contracts/column.ts';
import { formatNumber, nullSign } from '../../ui/text/quantity.ts';

/** A column's value for one galaxy, as people read it; "–" for null. */
export function shortValueText(column: Column, row: number): string {
  switch (column.kind) {
    case 'number':
      return formatNumber(column.values[row], 3, column.unit);
    case 'category':
      return column.codes[row] === nullCode ? nullSign : column.categories[column.codes[row]];
    case 'text':
      return column.values.at(row) ?? nullSign;
  }
}

/** The columns a hover card shows beside the painted one: the first few that have something to say about the galaxy. */
export function keyColumns(columns: Column[], painted: string | null, row: number, count: number): Column[] {
  const said = columns.filter(
    column => column.kind !== 'text' && column.name !== painted && shortValueText(column, row) !== nullSign,
  );
  return said.slice(0, count);
}
