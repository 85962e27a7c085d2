import { distance } from './distance.ts';
import type { Metric } from './metrics.ts';
import { Nearest } from './nearest.ts';
import { decodeRow, type SixteenBitRows } from './sixteenBitRows.ts';

/** By what rows are compared with a vector. */
export interface Comparison {
  /** (≥ length) */
  vector: Float32Array;
  metric: Metric;
  /** Leading numbers that count, 1 … columns. */
  length: number;
}

/** What is looked for among rows. */
export interface NearestQuestion extends Comparison {
  /** Rows wanted, ≥ 0; fewer come back where there are fewer. */
  k: number;
  /** A row that is no answer: the query itself. */
  without?: number;
  /** (count) 0 where a row is no answer; default: every row may be one. */
  mask?: Uint8Array;
}

/** The nearest rows. */
interface NearestRows {
  /** (≤ k) by rising distance, ties by row */
  indices: Int32Array;
  /** (≤ k) by `distance` of the rows' 16-bit values, in double precision */
  distances: Float64Array;
}

/** A search among rows. Both throw a RangeError unless 1 ≤ length ≤ columns and the vector has `length` numbers. */
export interface RowSearch {
  /** Exactly the nearest rows. @yields rows done, at least every few milliseconds */
  nearestSteps(question: NearestQuestion): Generator<number, NearestRows>;
  /** (count) the distance of every row in single precision; NaN for a row without representation. @yields rows done */
  distancesSteps(comparison: Comparison): Generator<number, Float32Array>;
}

const rowsPerStep = 8192; // of 64 numbers: a millisecond or two

/** Compares every row by definition, in double precision: what quicker searches must equal. */
export function plainRowSearch(rows: SixteenBitRows): RowSearch {
  const { count } = rows;

  function* measuredSteps(
    { vector, metric, length }: Comparison,
    take: (row: number, distance: number) => void,
  ): Generator<number, void> {
    const values = new Float32Array(length);
    for (let row = 0; row < count; row++) {
      if (row > 0 && row % rowsPerStep === 0) yield row;
      take(row, distance(metric, vector, 0, decodeRow(rows, row, values, length), 0, length));
    }
  }

  return {
    *nearestSteps(question) {
      checkComparison(question, rows.columns);
      const nearest = new Nearest(Math.min(question.k, count));
      yield* measuredSteps(question, (row, measured) => {
        if (isAnswer(question, row)) nearest.offer(row, measured);
      });
      return nearest.take();
    },
    *distancesSteps(comparison) {
      checkComparison(comparison, rows.columns);
      const out = new Float32Array(count);
      yield* measuredSteps(comparison, (row, measured) => {
        out[row] = measured;
      });
      return out;
    },
  };
}

/** @throws RangeError as {@link RowSearch} says */
export function checkComparison({ length, vector }: Comparison, columns: number): void {
  if (!(length >= 1 && length <= columns)) {
    throw new RangeError(`need 1 ≤ components ≤ ${columns}; got ${length}`);
  }
  if (vector.length < length) {
    throw new RangeError(`need a query of ${length} numbers; got ${vector.length}`);
  }
}

/** Whether a row may be an answer to the question. */
export function isAnswer({ without, mask }: NearestQuestion, row: number): boolean {
  return row !== without && (mask === undefined || mask[row] !== 0);
}
