import { type Code, i32, type Local, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';
import { f64x2 } from './assembler/wasmDoubles.ts';

/** Points that are predicted side by side, a block: `blockLanes` of src/maths/interest/predictBlock.ts, whose plain predictor is the reference. */
export const lanes = 32;
/** Observations are padded to a multiple of this, so that no loop has a remainder. */
export const tileRows = 4;

const laneBytes = 8 * lanes;
const times = (value: Code, factor: number): Code => i32.mul(value, i32.const(factor));
const move = (at: Local, bytes: Code | number): Code =>
  at.set(i32.add(at.get, typeof bytes === 'number' ? i32.const(bytes) : bytes));

/**
 * "distances" (points, queries, y, size, columns): y (size, 32) gets the squared distances of points (size, columns) to
 * queries (columns, 32), all row-major doubles. Two points by eight queries at a time; size even.
 */
export const distancesCode = wasmFunction(
  'distances',
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  ([points, queries, y, size, columns], variable) => {
    const [end, rowBytes, lane, x, xEnd, other, query] = [1, 2, 3, 4, 5, 6, 7].map(() => variable('i32'));
    const sums = [0, 1].map(() => [0, 16, 32, 48].map(offset => ({ offset, sum: variable('v128') })));
    const value = [variable('v128'), variable('v128')];
    const step = variable('v128');
    const from = [x, other];
    return [
      rowBytes.set(times(columns.get, 8)),
      end.set(i32.add(points.get, i32.mul(size.get, rowBytes.get))),
      whileBelow(
        points.get,
        end.get,
        lane.set(i32.const(0)),
        whileBelow(
          lane.get,
          i32.const(laneBytes),
          x.set(points.get),
          xEnd.set(i32.add(points.get, rowBytes.get)),
          other.set(xEnd.get),
          query.set(i32.add(queries.get, lane.get)),
          ...sums.flat().map(({ sum }) => sum.set(f64x2.const(0))),
          whileBelow(
            x.get,
            xEnd.get,
            ...from.map((at, r) => value[r].set(f64x2.loadSplat(at.get))),
            ...sums.flatMap((row, r) =>
              row.flatMap(({ offset, sum }) => [
                step.set(f64x2.sub(f64x2.load(query.get, offset), value[r].get)),
                sum.set(f64x2.add(sum.get, f64x2.mul(step.get, step.get))),
              ]),
            ),
            ...from.map(at => move(at, 8)),
            move(query, laneBytes),
          ),
          ...sums.flatMap((row, r) =>
            row.map(({ offset, sum }) =>
              f64x2.store(i32.add(y.get, lane.get), sum.get, r * laneBytes + offset),
            ),
          ),
          move(lane, 64),
        ),
        move(points, times(rowBytes.get, 2)),
        move(y, 2 * laneBytes),
      ),
    ];
  },
);

/**
 * "solveLower" (packed, x, size): L⁻¹ x in place, x (size, 32), L's rows packed; size a multiple of 4. Four rows by four
 * points at a time.
 */
export const solveLowerCode = wasmFunction(
  'solveLower',
  ['i32', 'i32', 'i32'],
  ([packed, x, size], variable) => {
    const [i, done, lane, to, column, above] = [1, 2, 3, 4, 5, 6].map(() => variable('i32'));
    const starts = Array.from({ length: tileRows }, () => variable('i32')); // of the four rows of L
    const rows = starts.map(() => variable('i32'));
    const sums = rows.map(() => [0, 16].map(offset => ({ offset, sum: variable('v128') })));
    const solved = [variable('v128'), variable('v128')];
    const factor = variable('v128');
    const subtract = (row: number, entry: Code, values: Code[]): Code[] => [
      factor.set(entry),
      ...sums[row].map(({ sum }, k) => sum.set(f64x2.sub(sum.get, f64x2.mul(factor.get, values[k])))),
    ];
    return [
      i.set(i32.const(0)),
      starts[0].set(packed.get),
      whileBelow(
        i.get,
        size.get,
        // Row i + r − 1 holds i + r numbers, and row i + r begins right after them.
        ...starts
          .slice(1)
          .map((start, r) => start.set(i32.add(starts[r].get, times(i32.add(i.get, i32.const(r + 1)), 8)))),
        lane.set(i32.const(0)),
        whileBelow(
          lane.get,
          i32.const(laneBytes),
          to.set(i32.add(i32.add(x.get, lane.get), times(i.get, laneBytes))),
          above.set(i32.add(x.get, lane.get)),
          ...rows.map((row, r) => row.set(starts[r].get)),
          ...sums.flatMap((row, r) =>
            row.map(({ offset, sum }) => sum.set(f64x2.load(to.get, r * laneBytes + offset))),
          ),
          column.set(i32.const(0)),
          whileBelow(
            column.get,
            i.get,
            ...[0, 1, 2, 3].flatMap(c => [
              ...solved.map((value, k) => value.set(f64x2.load(above.get, c * laneBytes + 16 * k))),
              ...rows.flatMap((row, r) =>
                subtract(
                  r,
                  f64x2.loadSplat(row.get, 8 * c),
                  solved.map(value => value.get),
                ),
              ),
            ]),
            ...rows.map(row => move(row, 32)),
            move(above, 4 * laneBytes),
            move(column, 4),
          ),
          ...rows.flatMap((row, r) => [
            ...rows.slice(0, r).flatMap((_, c) =>
              subtract(
                r,
                f64x2.loadSplat(row.get, 8 * c),
                sums[c].map(({ sum }) => sum.get),
              ),
            ),
            factor.set(f64x2.loadSplat(row.get, 8 * r)),
            ...sums[r].map(({ sum }) => sum.set(f64x2.div(sum.get, factor.get))),
            ...sums[r].map(({ offset, sum }) => f64x2.store(to.get, sum.get, r * laneBytes + offset)),
          ]),
          move(lane, 32),
        ),
        done.set(i32.add(i.get, i32.const(tileRows))),
        starts[0].set(i32.add(starts[3].get, times(done.get, 8))),
        i.set(done.get),
      ),
    ];
  },
);

/**
 * Reductions over the rows of x (size, 32) into y (32): "least" (x, y, size), "squareSum" (x, y, size) and "weightedSum"
 * (x, y, size, weights), weights (size).
 */
export const reductionCode = [
  reduction('least', [], Number.POSITIVE_INFINITY, (sum, x) => f64x2.pmin(sum, x)),
  reduction('squareSum', [], 0, (sum, x) => f64x2.add(sum, f64x2.mul(x, x))),
  reduction('weightedSum', ['i32'], 0, (sum, x, weight) => f64x2.add(sum, f64x2.mul(weight, x))),
];

function reduction(
  name: string,
  more: 'i32'[],
  start: number,
  combine: (sum: Code, x: Code, weight: Code) => Code,
) {
  return wasmFunction(name, ['i32', 'i32', 'i32', ...more], ([x, y, size, weights], variable) => {
    const [lane, at, end, weightAt] = [1, 2, 3, 4].map(() => variable('i32'));
    const sums = [0, 16, 32, 48].map(offset => ({ offset, sum: variable('v128') }));
    const value = variable('v128');
    const weight = variable('v128');
    return [
      lane.set(i32.const(0)),
      whileBelow(
        lane.get,
        i32.const(laneBytes),
        at.set(i32.add(x.get, lane.get)),
        end.set(i32.add(at.get, times(size.get, laneBytes))),
        ...(weights ? [weightAt.set(weights.get)] : []),
        ...sums.map(({ sum }) => sum.set(f64x2.const(start))),
        whileBelow(
          at.get,
          end.get,
          ...(weights ? [weight.set(f64x2.loadSplat(weightAt.get)), move(weightAt, 8)] : []),
          ...sums.flatMap(({ offset, sum }) => [
            value.set(f64x2.load(at.get, offset)),
            sum.set(combine(sum.get, value.get, weight.get)),
          ]),
          move(at, laneBytes),
        ),
        ...sums.map(({ offset, sum }) => f64x2.store(i32.add(y.get, lane.get), sum.get, offset)),
        move(lane, 64),
      ),
    ];
  });
}
