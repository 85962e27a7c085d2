import type { Metric } from '../../maths/neighbours/metrics.ts';
import type { CoarseRows } from './squaredScan.ts';

/** More than all roundings to floats of a scan together, relative: 16 · 2⁻²⁴. */
export const floatSlack = 2 ** -20;
const leastFactor = 2 ** -40; // of rows smaller than that all is counted as error: their squares could underflow
const mostCode = 32768;

/** What a scan must know of each row. */
export interface RowBounds extends Omit<CoarseRows, 'coarse'> {
  /** (n) squared length of the leading numbers alone, rounded down */
  leadingSquares: Float32Array;
}

/** What is known of some rows in a row. */
interface RowParts {
  /** (m) as in SixteenBitRows */
  scales: Float32Array;
  /** (m) Σ coarse² over the numbers that count */
  coarseSquares: Int32Array;
  /** (m) Σ coarse² over the leading ones of them */
  leadingSquares: Int32Array;
  /** (m) Σ fine² over them */
  fineSquares: Int32Array;
}

/** Relative error of a sum of `length` absolute values in floats, in four lanes. */
export function sumSlack(length: number): number {
  return (length / 4 + 8) * 2 ** -24;
}

/**
 * What a scan of the coarse codes must know of each row, for every distance d between a row x and a query q to be at
 * least |y − p| − errors − (error of p), where y are the row's coarse codes times `factors`, p the query's.
 *
 * With s the row's scale, y = 256 s · coarse and x − y = s · fine: the error is s √Σ fine², times √length in the
 * Manhattan metric (Cauchy–Schwarz). The cosine distance is half the squared distance of unit vectors: there y is
 * coarse / |coarse|, and its error at most 2 |x − y| / (|x| + |y|) (Dunkl & Williams 1964, inner product spaces).
 *
 * @param unit power of two all values are multiplied by, so that none is above 1; not for the cosine
 * @param out (m) each, is written: rounded so that no rounding of the scan makes a distance seem larger than it is
 */
export function boundRows(
  { scales, coarseSquares, leadingSquares, fineSquares }: RowParts,
  metric: Metric,
  unit: number,
  length: number,
  out: RowBounds,
): void {
  const { squares, factors, errors } = out;
  const errorFactor =
    metric === 'manhattan' ? Math.sqrt(length) * (1 + 2 * sumSlack(length) + floatSlack) : 1 + floatSlack;
  for (let row = 0; row < scales.length; row++) {
    const scale = unit * scales[row];
    let factor = 256 * scale;
    let square = factor * factor * coarseSquares[row];
    let error = scale * Math.sqrt(fineSquares[row]);
    if (Number.isNaN(scale)) {
      factor = 0; // no representation: ruled out by any reach that is finite
      square = Number.POSITIVE_INFINITY;
      error = metric === 'manhattan' ? Number.NEGATIVE_INFINITY : 0;
    } else if (metric === 'cosine') {
      const coarse = 256 * Math.sqrt(coarseSquares[row]);
      const fine = Math.sqrt(fineSquares[row]);
      const known = fine < coarse;
      factor = known ? 256 / coarse : 0;
      square = 1;
      error = known ? (2 * fine) / (2 * coarse - fine) : Number.POSITIVE_INFINITY; // direction unknown: never ruled out
    } else if (factor < leastFactor) {
      factor = 0;
      square = 0;
      error = scale * mostCode * Math.sqrt(length);
    }
    squares[row] = square * (1 - floatSlack);
    const leadingShare = coarseSquares[row] > 0 ? leadingSquares[row] / coarseSquares[row] : 1;
    out.leadingSquares[row] = square * leadingShare * (1 - floatSlack);
    factors[row] = factor;
    errors[row] = error * errorFactor;
  }
}
