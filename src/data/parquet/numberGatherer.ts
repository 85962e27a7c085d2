import type { SchemaElement } from 'hyparquet';
import type { NumberColumn } from '../../contracts/column.ts';
import { commonBytes } from '../bytes/commonBytes.ts';
import type { ColumnHead } from '../tables/columnTyping.ts';

/** Whether every value a column can hold is read as a number: floats, and whole numbers of up to 32 bits. */
export function holdsNumbers({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): boolean {
  if (type === 'FLOAT' || type === 'DOUBLE') return true;
  const isPlain = converted === undefined || /^U?INT_\d+$/.test(converted);
  return type === 'INT32' && isPlain && (logical === undefined || logical.type === 'INTEGER');
}

/** Gathers a column of numbers as they come, where they stay: no part of it is kept twice. */
export class NumberGatherer {
  private readonly values: Float32Array<ArrayBufferLike> | Float64Array<ArrayBufferLike>;

  /**
   * @param rows of the column
   * @param single whether 32 bits hold its values
   */
  constructor(rows: number, single: boolean) {
    this.values = single ? new Float32Array(commonBytes(4 * rows)) : new Float64Array(commonBytes(8 * rows));
    this.values.fill(Number.NaN);
  }

  /** @param values numbers, null or undefined where a row has none */
  add(rowStart: number, values: ArrayLike<unknown>): void {
    const own = this.values;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value !== null && value !== undefined) own[rowStart + i] = Number(value);
    }
  }

  /** The column; NaN in rows that were not added. */
  finish(head: ColumnHead): NumberColumn {
    return { ...head, kind: 'number', values: this.values };
  }
}
