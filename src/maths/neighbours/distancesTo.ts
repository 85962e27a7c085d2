import { distance } from './distance.ts';
import type { Metric } from './metrics.ts';

const workPerStep = 1_000_000; // terms of a sum between two yields: a few milliseconds
const rowCost = 8; // a row costs as much as 8 terms on top of its own

/**
 * Distances of every point to one vector, by definition, in double precision.
 *
 * @param values (n, columns) row-major, of which the first `length` columns count
 * @param query (≥ length)
 * @yields points done, every few milliseconds
 * @returns (n)
 * @throws RangeError unless 1 ≤ length ≤ columns and the query has `length` numbers
 */
export function* distancesToSteps(
  values: Float32Array,
  columns: number,
  length: number,
  query: Float32Array,
  metric: Metric,
): Generator<number, Float64Array> {
  if (!(length >= 1 && length <= columns)) {
    throw new RangeError(`need 1 ≤ components ≤ ${columns}; got ${length}`);
  }
  if (query.length < length) {
    throw new RangeError(`need a query of ${length} numbers; got ${query.length}`);
  }
  const n = values.length / columns;
  const out = new Float64Array(n);
  const rowsPerStep = Math.max(1, Math.floor(workPerStep / (length + rowCost)));
  for (let from = 0; from < n; from += rowsPerStep) {
    const to = Math.min(n, from + rowsPerStep);
    for (let i = from; i < to; i++) out[i] = distance(metric, query, 0, values, i * columns, length);
    yield to;
  }
  return out;
}
