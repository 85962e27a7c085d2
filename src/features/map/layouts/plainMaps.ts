import type { Column } from '../../../contracts/column.ts';
import type { ColumnAxes } from '../../../contracts/layoutSettings.ts';
import { type Axis, axisOfRanks, axisOfValues, positionsOnAxes } from '../../../maths/layout/axisPlaces.ts';
import { decodeRow } from '../../../maths/neighbours/sixteenBitRows.ts';
import type { Representation } from '../../../session/representation.ts';
import { unplaced } from '../points/rowPositions.ts';

/** The two axes of a map of columns; null where one of them is not there, or holds no numbers. */
export function axesOf(layout: ColumnAxes, columns: readonly Column[]): { x: Axis; y: Axis } | null {
  const [x, y] = [layout.x, layout.y].map(name => columns.find(column => column.name === name));
  if (x?.kind !== 'number' || y?.kind !== 'number') return null;
  const axis = layout.by === 'ranks' ? axisOfRanks : axisOfValues;
  return { x: axis(x.values), y: axis(y.values) };
}

/** (n, 2) positions by two columns; null where one of them is not there. */
export function mapOfColumns(layout: ColumnAxes, columns: readonly Column[]): Float32Array | null {
  const axes = axesOf(layout, columns);
  return axes && positionsOnAxes(axes.x, axes.y);
}

const reach = 10; // as far as other maps, so that a camera fits both

/** (rowCount, 2) the first two principal components, in one scale, the larger within ± 10; NaN where a galaxy has none. */
export function mapOfComponents({ components, rows }: Representation, rowCount: number): Float32Array {
  const positions = unplaced(rowCount);
  const width = Math.min(2, components.columns);
  const pair = new Float32Array(2);
  let largest = 0;
  for (let i = 0; i < rows.length; i++) {
    decodeRow(components, i, pair, width);
    positions.set(pair, 2 * rows[i]);
    largest = Math.max(largest, Math.abs(pair[0]), Math.abs(pair[1]));
  }
  const scale = largest > 0 ? reach / largest : 1;
  return positions.map(place => place * scale);
}
