import { type Column, nullCode } from '../../contracts/column.ts';
import { formatNumber, nullSign } from '../../ui/quantity.ts';

const digits = 4;

/** A value as the table prints it; "–" for null. Its unit stands in the header. */
export function cellText(column: Column, row: number): string {
  if (column.kind === 'text') return column.values[row] ?? nullSign;
  if (column.kind === 'category') {
    const code = column.codes[row];
    return code === nullCode ? nullSign : column.categories[code];
  }
  return formatNumber(column.values[row], digits);
}
