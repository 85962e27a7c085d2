import { type ShortRows, spareRows } from '../../maths/neighbours/shortRows.ts';
import { type Code, i32, type Local, wasmFunction, whileBelow } from '../assembler/wasmAssembler.ts';
import { bytes, i32x4, sumsOfLanes, when, word } from '../assembler/wasmIntegers.ts';
import { is, whileTrue } from '../assembler/wasmScalars.ts';

/** Score of a place that no candidate has taken yet. */
const emptyScore = 2 ** 31 - 1;

/** The nearest candidates of every query so far. */
export interface NearestLists {
  /** Candidates kept a query. */
  k: number;
  /** (queries + spareRows, k) row-major, rising: squared distance less the query's squared length, in units */
  scores: Int32Array;
  /** (queries + spareRows, k) row-major: the candidates' rows */
  rows: Int32Array;
  /** (queries + spareRows) the last score of each */
  worst: Int32Array;
}

/** What a tile reads and writes. */
export interface TileState {
  stride: number;
  queries: Pick<ShortRows, 'values'>;
  candidates: ShortRows;
  nearest: NearestLists;
}

/** Empties the lists. */
export function emptyLists({ scores, rows, worst }: NearestLists): void {
  scores.fill(emptyScore);
  rows.fill(-1);
  worst.fill(emptyScore);
}

/**
 * Offers the candidates `from` … `to` − 1 to the lists of the queries `first` … `end` − 1. Of equal scores the one that came
 * first stays before. A query among the candidates is offered to itself.
 */
export function plainNearestTile(
  { stride, queries, candidates, nearest }: TileState,
  first: number,
  end: number,
  from: number,
  to: number,
): void {
  const { k, scores, rows, worst } = nearest;
  for (let c = from; c < to; c++) {
    for (let q = first; q < end; q++) {
      let product = 0;
      for (let j = 0; j < stride; j++) {
        product += candidates.values[c * stride + j] * queries.values[q * stride + j];
      }
      const score = candidates.squares[c] - 2 * product;
      if (score >= worst[q]) continue;
      let at = (q + 1) * k - 1;
      while (at > q * k && scores[at - 1] > score) {
        scores[at] = scores[at - 1];
        rows[at] = rows[at - 1];
        at--;
      }
      scores[at] = score;
      rows[at] = c;
      worst[q] = scores[(q + 1) * k - 1];
    }
  }
}

/**
 * "nearestTile" (first, end, from, to): {@link plainNearestTile}, number for number. The arrays of the state must lie in the
 * module's memory: their addresses are part of the code. Four queries are compared at once, against a candidate that stays in
 * registers; only where one of the four improves its list is that list touched. Several threads may work in one memory at once,
 * each on queries of its own.
 */
export function nearestTileCode({ stride, queries, candidates, nearest }: TileState) {
  const { k } = nearest;
  const place = (array: { byteOffset: number }): Code => i32.const(array.byteOffset);
  const blocks = Array.from({ length: stride / 8 }, (_, block) => 16 * block);
  const rowBytes = 2 * stride;
  return wasmFunction('nearestTile', ['i32', 'i32', 'i32', 'i32'], ([first, end, from, to], variable) => {
    const [query, at, better, q, score, slot, list] = Array.from({ length: 7 }, () => variable('i32'));
    const candidate = variable('i32');
    const [square, scores, ...spare] = Array.from({ length: 4 }, () => variable('v128'));
    const held = blocks.map(() => variable('v128'));
    const sums: Local[] = Array.from({ length: spareRows }, () => variable('v128'));
    const total = sumsOfLanes(i32x4.add, sums, spare);
    const worstOf = (row: Code): Code => i32.add(place(nearest.worst), i32.mul(row, i32.const(4)));
    const scoreAt = (bytesOn: number): Code => i32.add(slot.get, i32.const(bytesOn));
    const rowAt = (bytesOn: number): Code =>
      i32.add(scoreAt(bytesOn), i32.const(nearest.rows.byteOffset - nearest.scores.byteOffset));
    const insert: Code[] = [
      list.set(i32.add(place(nearest.scores), i32.mul(q.get, i32.const(4 * k)))),
      slot.set(i32.add(list.get, i32.const(4 * (k - 1)))),
      whileTrue(
        is.both(is.above(slot.get, list.get), is.above(i32.load(scoreAt(-4)), score.get)),
        word.store(scoreAt(0), i32.load(scoreAt(-4))),
        word.store(rowAt(0), i32.load(rowAt(-4))),
        slot.set(scoreAt(-4)),
      ),
      word.store(scoreAt(0), score.get),
      word.store(rowAt(0), candidate.get),
      word.store(worstOf(q.get), i32.load(i32.add(list.get, i32.const(4 * (k - 1))))),
    ];
    const offerFour: Code[] = [0, 1, 2, 3].flatMap(lane => [
      q.set(i32.add(query.get, i32.const(lane))),
      when(
        word.and(word.shiftRight(better.get, lane), is.below(q.get, end.get)),
        score.set(i32x4.lane(scores.get, lane)),
        ...insert,
      ),
    ]);
    return [
      candidate.set(from.get),
      whileBelow(
        candidate.get,
        to.get,
        at.set(i32.add(place(candidates.values), i32.mul(candidate.get, i32.const(rowBytes)))),
        ...blocks.map((offset, block) => held[block].set(bytes.load(at.get, offset))),
        square.set(
          i32x4.splat(i32.load(i32.add(place(candidates.squares), i32.mul(candidate.get, i32.const(4))))),
        ),
        query.set(first.get),
        at.set(i32.add(place(queries.values), i32.mul(first.get, i32.const(rowBytes)))),
        whileBelow(
          query.get,
          end.get,
          ...sums.map((sum, r) =>
            sum.set(
              blocks
                .map((offset, block) => i32x4.dot(held[block].get, bytes.load(at.get, r * rowBytes + offset)))
                .reduce(i32x4.add),
            ),
          ),
          total.before,
          scores.set(total.sums),
          scores.set(i32x4.sub(square.get, i32x4.add(scores.get, scores.get))),
          better.set(i32x4.signs(i32x4.below(scores.get, bytes.load(worstOf(query.get))))),
          when(better.get, ...offerFour),
          query.set(i32.add(query.get, i32.const(4))),
          at.set(i32.add(at.get, i32.const(4 * rowBytes))),
        ),
        candidate.set(i32.add(candidate.get, i32.const(1))),
      ),
    ];
  });
}
