import { createRandom } from './random.ts';

/** The labels of one training of a label-efficiency curve. */
interface LabelDraw {
  size: number;
  /** Which of the independent draws, from 0. */
  draw: number;
  /** For everything else that is random in this training. */
  seed: number;
  /** (size) rising rows of the training part */
  rows: Uint32Array;
}

/**
 * Draws the labels for a curve of accuracy against their number. Classes keep their shares, each with at least one
 * galaxy. Within a draw each smaller set is part of the larger ones, so that along a curve labels are only added.
 *
 * @param rows (m) rows that may be drawn: the training part of a split
 * @param labels (n) class of every galaxy, by catalogue row
 * @param sizes numbers of labels; those above m are left out
 * @param draws independent repetitions of every size
 * @returns draw by draw, sizes rising
 * @throws RangeError where a size is smaller than the number of classes
 */
export function labelDraws(
  rows: Uint32Array,
  labels: ArrayLike<number>,
  sizes: readonly number[],
  draws: number,
  seed: number,
): LabelDraw[] {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const known = members.get(labels[row]);
    if (known) known.push(row);
    else members.set(labels[row], [row]);
  }
  const rising = [...new Set(sizes)].sort((a, b) => a - b).filter(size => size <= rows.length);
  if (rising.length > 0 && !(rising[0] >= members.size)) {
    throw new RangeError(
      `need sizes of at least ${members.size}, one galaxy of each class; got ${rising[0]}`,
    );
  }
  const classes = [...members.keys()].sort((a, b) => a - b);
  return Array.from({ length: draws }, (_, draw) => {
    const random = createRandom(seed * 1_000_003 + draw); // a prime larger than any number of draws: no two (seed, draw) pairs coincide
    const order = interleaved(classes.map(label => random.shuffle([...members.get(label)!])));
    return rising.map(size => ({
      size,
      draw,
      seed: random.integer(2 ** 31), // a positive 32-bit integer
      rows: Uint32Array.from(order.slice(0, size)).sort(),
    }));
  }).flat();
}

/** One member of each class first, then always one of the class that is furthest behind its share. */
function interleaved(classes: readonly number[][]): number[] {
  const total = classes.reduce((sum, { length }) => sum + length, 0);
  const order = classes.map(members => members[0]);
  const taken = classes.map(() => 1);
  while (order.length < total) {
    let furthest = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (const [c, { length }] of classes.entries()) {
      const behind = ((order.length + 1) * length) / total - taken[c];
      if (taken[c] < length && behind > most) [furthest, most] = [c, behind];
    }
    order.push(classes[furthest][taken[furthest]++]);
  }
  return order;
}
