import type { Comparison } from '../../maths/neighbours/rowSearch.ts';
import { floatSlack, sumSlack } from './rowBounds.ts';
import { leadingLength } from './rowLoops.ts';
import type { CoarseQuery } from './squaredScan.ts';

const mostQuery = 1e15; // of the rows' largest number: beyond it floats of a scan could overflow
const absoluteSlack = 2 ** -100; // more than any underflow of a scan
const reachSlack = 2 ** -18; // more than the rounding of distances in double precision and of the sums of a scan

/** A query ready for the scan of its metric. */
export interface BoundedQuery {
  /** (length) times the unit of the rows, or of unit length for the cosine */
  floats: Float32Array;
  /** The same in 16 bits; for the Manhattan metric unused. */
  coded: CoarseQuery;
  /** Squared length of its leading numbers alone, rounded down. */
  leadingSquare: number;
  /** The largest computed distance up to which a row must not be ruled out, as the scan's `reach`. */
  reachOf(distance: number): number;
}

/**
 * Prepares a query.
 *
 * @param unit as of the rows
 * @returns null where floats do not do: numbers that are not finite or far above the rows', a cosine with a zero vector
 */
export function boundQuery({ vector, metric, length }: Comparison, unit: number): BoundedQuery | null {
  const values = Float64Array.from(vector.subarray(0, length), value => value * unit);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(largest < mostQuery)) return null; // Math.max keeps NaN
  if (metric === 'cosine') {
    if (largest === 0) return null;
    const norm = largest * Math.hypot(...values.map(value => value / largest));
    for (let j = 0; j < length; j++) values[j] /= norm;
  }
  const floats = Float32Array.from(values);
  const { coded, leadingSquare, error: codedError } = codeQuery(values);
  if (metric === 'manhattan') {
    const error = values.reduce((sum, value, j) => sum + Math.abs(value - floats[j]), 0);
    const slack = 1 + reachSlack + 2 * sumSlack(length);
    return { floats, coded, leadingSquare, reachOf: distance => (unit * distance + error) * slack };
  }
  if (metric === 'euclidean') {
    return {
      floats,
      coded,
      leadingSquare,
      reachOf: distance => (unit * distance + codedError) * (1 + reachSlack),
    };
  }
  const rounding = (length + 8) * 2 ** -52; // of a cosine computed by definition
  const unitError = codedError + 1e-12; // the unit vector itself is rounded
  return {
    floats,
    coded,
    leadingSquare,
    reachOf: distance => (Math.sqrt(2 * (distance + rounding)) + unitError) * (1 + reachSlack),
  };
}

/** A vector as whole numbers of 16 bits times a float, and a bound of the Euclidean distance between the two. */
function codeQuery(values: Float64Array): Pick<BoundedQuery, 'coded' | 'leadingSquare'> & { error: number } {
  const mostCode = Math.min(32767, Math.floor((2 ** 31 - 1) / (127 * values.length))); // scalar products stay below 2³¹
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const factor = Math.fround(Math.max(2 ** -120, (largest / mostCode) * (1 + 2 ** -22)));
  const codes = Int16Array.from(values, value => Math.round(value / factor));
  let square = 0;
  let leading = 0;
  let error = 0;
  values.forEach((value, j) => {
    square += codes[j] * codes[j];
    if (j < leadingLength) leading = square;
    error += (value - codes[j] * factor) ** 2;
  });
  return {
    coded: {
      codes,
      square: factor * factor * square * (1 - floatSlack) - absoluteSlack,
      twiceFactor: 2 * factor,
    },
    leadingSquare: factor * factor * leading * (1 - floatSlack) - absoluteSlack,
    error: Math.sqrt(error) * (1 + 1e-6),
  };
}
