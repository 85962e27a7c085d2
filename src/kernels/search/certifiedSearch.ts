import { distance } from '../../maths/neighbours/distance.ts';
import { Nearest } from '../../maths/neighbours/nearest.ts';
import {
  type Comparison,
  checkComparison,
  isAnswer,
  plainRowSearch,
  type RowSearch,
} from '../../maths/neighbours/rowSearch.ts';
import {
  createSixteenBitRows,
  decodeRow,
  type SixteenBitRows,
} from '../../maths/neighbours/sixteenBitRows.ts';
import { allDistancesSteps } from './allDistances.ts';
import { type BoundedRows, createBoundedRows } from './boundedRows.ts';
import { type BoundedQuery, boundQuery } from './queryBounds.ts';
import { rowsAtOnce } from './rowLoops.ts';
import { createRowMemory, mostRows } from './rowMemory.ts';
import { searchModule } from './searchKernels.ts';

const firstRows = 256; // all of them are measured, for a distance to beat; then twice as many are scanned each time

/** Rows to be filled, and the search among them once they are. */
interface SearchableRows {
  rows: SixteenBitRows;
  search: RowSearch;
}

/**
 * Room for so many rows and a search among them: in WebAssembly, or by definition where SIMD is missing. `encodeRow`
 * writes the rows before the first question and not after it.
 *
 * @throws RangeError where so much memory is not to be had
 */
export function createSearchableRows(count: number, columns: number): SearchableRows {
  if (count === 0 || !WebAssembly.validate(searchModule({ stride: 16, length: 1 }))) {
    const rows = createSixteenBitRows(count, columns);
    return { rows, search: plainRowSearch(rows) };
  }
  const held = createRowMemory(count, columns);
  return { rows: held.rows, search: certifiedSearch(createBoundedRows(held)) };
}

/**
 * Exact search: every row is compared by its coarse codes, and those that cannot be ruled out are measured by
 * definition. A row is ruled out where |y − p| − (error of y) − (error of p) is above the kth distance found so far,
 * which only falls; so no row that is ruled out is nearer than the kth of the answer. docs/kernels.md has the formula.
 */
function certifiedSearch(bounded: BoundedRows): RowSearch {
  const { rows } = bounded.held;
  const plain = plainRowSearch(rows);
  return {
    *nearestSteps(question) {
      checkComparison(question, rows.columns);
      const { vector, metric, length } = question;
      const query = boundQuery(question, bounded.unit());
      if (!query) return yield* plain.nearestSteps(question);
      const nearest = new Nearest(Math.min(question.k, rows.count));
      const values = new Float32Array(length);
      yield* bounded.settleSteps(question);
      let block = firstRows;
      for (let from = 0; from < rows.count; block = Math.min(mostRows, 2 * block)) {
        const to = Math.min(rows.count, from + block);
        bounded.settle(question); // another search may have wanted other bounds since the last step
        for (const row of candidates(bounded, question, query, { from, to, worst: nearest.worst })) {
          if (row >= to || !isAnswer(question, row)) continue;
          nearest.offer(row, distance(metric, vector, 0, decodeRow(rows, row, values, length), 0, length));
        }
        yield to;
        from = to;
      }
      return nearest.take();
    },
    *distancesSteps(comparison) {
      checkComparison(comparison, rows.columns);
      const query = boundQuery(comparison, bounded.unit());
      return yield* query ? allDistancesSteps(bounded, comparison, query) : plain.distancesSteps(comparison);
    },
  };
}

/** Rows in a row, and the distance to beat. */
interface Block {
  from: number;
  to: number;
  worst: number;
}

/** Rows of a block that may be as near as `worst`, rising; rows beyond its end may be among them. */
function candidates(
  { held, kernels, rowAt }: BoundedRows,
  { metric, length }: Comparison,
  query: BoundedQuery,
  { from, to, worst }: Block,
): Int32Array {
  const { rows, bounds, list, queryFloats, queryCodes } = held;
  const [square, factor, error] = [bounds.squares, bounds.factors, bounds.errors].map(
    each => each.byteOffset + 4 * from,
  );
  const coarse = rowAt(rows.coarse, from);
  const end = from + rowsAtOnce * Math.ceil((to - from) / rowsAtOnce);
  const reach = query.reachOf(worst);
  if (metric === 'manhattan') {
    queryFloats.fill(0).set(query.floats);
    kernels(length).absoluteScan(
      coarse,
      factor,
      error,
      queryFloats.byteOffset,
      list.byteOffset,
      from,
      end,
      reach,
    );
  } else {
    const { codes, square: querySquare, twiceFactor } = query.coded;
    queryCodes.fill(0).set(codes);
    kernels(length).squaredScan(
      coarse,
      square,
      factor,
      error,
      queryCodes.byteOffset,
      list.byteOffset,
      from,
      end,
      querySquare,
      twiceFactor,
      reach,
    );
  }
  return list.subarray(1, 1 + list[0]);
}
