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
  blockLength,
  createSixteenBitRows,
  decodeRow,
  type SixteenBitRows,
} from '../../maths/neighbours/sixteenBitRows.ts';
import { allDistancesSteps } from './allDistances.ts';
import { type BoundedRows, createBoundedRows } from './boundedRows.ts';
import { type BoundedQuery, boundQuery } from './queryBounds.ts';
import { leadingLength, rowsAtOnce } from './rowLoops.ts';
import { createRowMemory, mostRows, rowMemoryIn } from './rowMemory.ts';
import { searchModule } from './searchKernels.ts';

const firstRows = 256; // all of them are measured, for a distance to beat; then twice as many are scanned each time
const rowsBefore = 3840; // scanned in full, for a distance to beat that is near the last one
const mostThrough = 1 / 16; // of the rows a scan of leading numbers may let through: looking at each again costs as much as a scan of ten

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
  if (count === 0 || !knowsSimd()) {
    const rows = createSixteenBitRows(count, columns);
    return { rows, search: plainRowSearch(rows) };
  }
  const held = createRowMemory(count, columns);
  return { rows: held.rows, search: certifiedSearch(createBoundedRows(held)) };
}

/** The search among the rows of a shared memory, which are all written and change no more. */
export function searchSharedRows(memory: WebAssembly.Memory, count: number, columns: number): SearchableRows {
  const held = rowMemoryIn(memory, count, columns);
  const { rows } = held;
  return { rows, search: knowsSimd() ? certifiedSearch(createBoundedRows(held)) : plainRowSearch(rows) };
}

function knowsSimd(): boolean {
  return WebAssembly.validate(searchModule({ blockBytes: 16, length: 1 }));
}

/**
 * Exact search: every row is compared by its coarse codes, the leading ones first, and those that cannot be ruled out are
 * measured by definition. A row is ruled out where |y − p| − (error of y) − (error of p) is above the kth distance found
 * so far, which only falls; so no row that is ruled out is nearer than the kth of the answer. docs/kernels.md has the
 * formula.
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
      const leading = leadingScans(length);
      const isBeyond = metric === 'manhattan' ? () => false : beyondTest(bounded, question, query); // whose sums take as long as measuring
      yield* bounded.settleSteps(question);
      let block = firstRows;
      for (let from = 0; from < rows.count; block = Math.min(mostRows, 2 * block)) {
        const to = Math.min(rows.count, from + block);
        bounded.settle(question); // another search may have wanted other bounds since the last step
        const scanned = { from, to, worst: nearest.worst, length: leading.lengthFrom(from) };
        const found = candidates(bounded, question, query, scanned);
        leading.learn(scanned, found.length);
        for (const row of found) {
          if (row >= to || !isAnswer(question, row)) continue;
          if (scanned.length < length && isBeyond(row, nearest.worst)) continue;
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

/** Rows in a row, the distance to beat, and how many leading numbers are looked at. */
interface Scan {
  from: number;
  to: number;
  worst: number;
  length: number;
}

/** Decides by what the last scans let through whether the leading numbers are worth a scan of their own. */
function leadingScans(length: number) {
  let worthwhile = true;
  return {
    lengthFrom: (row: number) => (worthwhile && row >= rowsBefore ? Math.min(length, leadingLength) : length),
    learn(scan: Scan, found: number): void {
      if (scan.length < length && found > mostThrough * (scan.to - scan.from)) worthwhile = false;
    },
  };
}

/**
 * Makes the test whether all numbers of a row rule it out, where the leading ones did not: the scan's own, for single
 * rows. Its loop runs some thousand times a search over rows far apart in memory.
 */
function beyondTest(
  { held }: BoundedRows,
  { length }: Comparison,
  query: BoundedQuery,
): (row: number, worst: number) => boolean {
  const { coarse, blockBytes } = held.rows;
  const { squares, factors, errors } = held.bounds;
  const { codes, square, twiceFactor } = query.coded;
  return (row, worst) => {
    let product = 0;
    let j = 0;
    for (let block = blockLength * row; j < length; block += blockBytes) {
      const end = Math.min(length, j + blockLength);
      for (let at = block; j < end; at++, j++) product = (product + Math.imul(coarse[at], codes[j])) | 0;
    }
    const least = squares[row] + square - product * factors[row] * twiceFactor;
    return least > (errors[row] + query.reachOf(worst)) ** 2;
  };
}

/** Rows of a scan that may be as near as `worst`, rising; rows beyond its end may be among them. */
function candidates(
  { held, kernels, rowAt }: BoundedRows,
  { metric, length: whole }: Comparison,
  query: BoundedQuery,
  { from, to, worst, length }: Scan,
): Int32Array {
  const { rows, bounds, list, queryFloats, queryCodes } = held;
  const [square, factor, error] = [
    length < whole ? bounds.leadingSquares : bounds.squares,
    bounds.factors,
    bounds.errors,
  ].map(each => each.byteOffset + 4 * from);
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
    queryCodes.fill(0).set(query.coded.codes);
    kernels(length).squaredScan(
      coarse,
      square,
      factor,
      error,
      queryCodes.byteOffset,
      list.byteOffset,
      from,
      end,
      length < whole ? query.leadingSquare : query.coded.square,
      query.coded.twiceFactor,
      reach,
    );
  }
  return list.subarray(1, 1 + list[0]);
}
