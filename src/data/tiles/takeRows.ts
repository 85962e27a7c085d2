import type { Column } from '../../contracts/column.ts';

/**
 * A column of some rows only, in their order.
 *
 * @param rows (m) places in the column's (n) values
 */
export function takeRows(column: Column, rows: Uint32Array): Column {
  switch (column.kind) {
    case 'number': {
      const { values } = column;
      const taken =
        values instanceof Float32Array ? new Float32Array(rows.length) : new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
      return { ...column, values: taken };
    }
    case 'category':
      return { ...column, codes: Uint8Array.from(rows, row => column.codes[row]) };
    case 'text':
      return { ...column, values: Array.from(rows, row => column.values.at(row) ?? null) };
  }
}
