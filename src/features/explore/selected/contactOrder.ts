import { type Column, nullCode } from '../../../contracts/column.ts';
import { meanRow } from '../../../maths/neighbours/meanRow.ts';
import { decodeRow } from '../../../maths/neighbours/sixteenBitRows.ts';
import type { Representation } from '../../../session/representation.ts';

/**
 * The rows by their distance to the mean of their components: the typical first. Those not represented come last.
 *
 * @param rows (m) ascending catalogue rows
 */
export function orderByNearness(rows: Uint32Array, { components, rows: known }: Representation): Uint32Array {
  const places = placesOf(rows, known);
  const mean = meanRow(components, places);
  if (!mean) return rows;
  const own = new Float32Array(mean.length);
  const distance = Float64Array.from(places, place => {
    if (place < 0 || Number.isNaN(components.scales[place])) return Number.POSITIVE_INFINITY;
    decodeRow(components, place, own, own.length);
    return own.reduce((sum, value, c) => sum + (value - mean[c]) ** 2, 0);
  });
  return byKey(rows, distance);
}

/**
 * The rows by a column, the greatest numbers or the first words first; what has no value comes last.
 *
 * @param rows (m) ascending catalogue rows
 */
export function orderByColumn(rows: Uint32Array, column: Column): Uint32Array {
  const last = Number.POSITIVE_INFINITY;
  if (column.kind === 'number') {
    return byKey(
      rows,
      Float64Array.from(rows, row => (Number.isNaN(column.values[row]) ? last : -column.values[row])),
    );
  }
  if (column.kind === 'category') {
    return byKey(
      rows,
      Float64Array.from(rows, row => (column.codes[row] === nullCode ? last : column.codes[row])),
    );
  }
  return rows;
}

/** Rows by rising key; equal ones stay in order. */
function byKey(rows: Uint32Array, keys: Float64Array): Uint32Array {
  const order = Uint32Array.from(rows, (_, i) => i).sort((a, b) => keys[a] - keys[b] || a - b);
  return order.map(i => rows[i]);
}

/** (rows.length) place of each among ascending `known`, −1 where it is not there. */
function placesOf(rows: Uint32Array, known: Uint32Array): Int32Array {
  const places = new Int32Array(rows.length).fill(-1);
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    while (at < known.length && known[at] < rows[i]) at++;
    if (known[at] === rows[i]) places[i] = at;
  }
  return places;
}
