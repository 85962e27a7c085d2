import { createRandom } from './random.ts';

/** One training of a label-efficiency curve: so many labels, drawn so. */
export interface LabelDraw {
  size: number;
  /** From 0. */
  draw: number;
  /** Of whatever else the training draws. */
  seed: number;
  /** (size) rows among those to train on, rising. */
  rows: Uint32Array;
}

/**
 * The draws of labels over which a curve of accuracy against their number is taken. Classes keep their shares, each at least
 * one galaxy; within a draw the smaller sizes are parts of the larger, so that a curve's steps are labels added.
 *
 * @param rows that may be drawn: the training part of a split
 * @param labels of every galaxy, by row
 * @param sizes numbers of labels; those beyond what there is are left out
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
    throw new RangeError(`need a galaxy of each of ${members.size} classes; got a size of ${rising[0]}`);
  }
  const classes = [...members.keys()].sort((a, b) => a - b);
  return Array.from({ length: draws }, (_, draw) => {
    const random = createRandom(seed * 1_000_003 + draw); // a prime beyond any number of draws keeps seeds apart
    const order = interleaved(classes.map(label => random.shuffle([...members.get(label)!])));
    return rising.map(size => ({
      size,
      draw,
      seed: random.integer(2 ** 31), // what createRandom takes
      rows: Uint32Array.from(order.slice(0, size)).sort(),
    }));
  }).flat();
}

/** One of each class first, then always of the class that is furthest behind its share. */
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
