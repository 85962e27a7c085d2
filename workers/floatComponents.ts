import type { Matrix } from '../src/contracts/matrix.ts';
import { decodedRows, type SixteenBitRows } from '../src/maths/neighbours/sixteenBitRows.ts';

/** @returns (n, k) row-major components as floats, decoded where they came in 16 bits */
export function floatComponents(components: Matrix | SixteenBitRows): Matrix {
  if ('values' in components) return components;
  return { rows: components.count, columns: components.columns, values: decodedRows(components) };
}
