import type { Column, NumberColumn } from '../../contracts/column.ts';
import { commonBytes } from '../bytes/commonBytes.ts';

/** Columns `x` and `y` of a table that are, or could be, a map. */
interface MapColumns {
  /** (n, 2) row-major */
  positions: Float32Array;
  columns: [x: NumberColumn, y: NumberColumn];
}

/**
 * Numbers `x` and `y` of every row; undefined where there are no such columns, or a row lacks one. Only the file's notes
 * tell whether they are a map: pixel coordinates often have the same names.
 */
export function mapColumns(columns: readonly Column[]): MapColumns | undefined {
  const named = (name: string) =>
    columns.find((column): column is NumberColumn => column.kind === 'number' && column.name === name);
  const x = named('x');
  const y = named('y');
  if (!x || !y || !x.values.every(Number.isFinite) || !y.values.every(Number.isFinite)) return undefined;
  const positions = new Float32Array(commonBytes(8 * x.values.length));
  for (let row = 0; row < x.values.length; row++) {
    positions[2 * row] = x.values[row];
    positions[2 * row + 1] = y.values[row];
  }
  return { positions, columns: [x, y] };
}
