import type { Random } from './random.ts';

/**
 * One epoch of batches: every row once, in random order; the last batch may be smaller.
 *
 * @param rows (n) training rows
 * @param batchSize ≥ 1
 * @returns ⌈n / batchSize⌉ batches of row numbers
 * @throws RangeError where there are no rows or the batch size is below 1
 */
export function shuffledBatches(rows: Uint32Array, batchSize: number, random: Random): Uint32Array[] {
  needRows(rows, batchSize);
  const order = random.shuffle(rows.slice());
  const batches: Uint32Array[] = [];
  for (let first = 0; first < order.length; first += batchSize) {
    batches.push(order.slice(first, first + batchSize));
  }
  return batches;
}

/**
 * As many batches as {@link shuffledBatches} gives, but each with equally many of every class, to within one: the members
 * of a small class come again once all of them have been used.
 *
 * @param rows (n) training rows
 * @param labels class of every galaxy, by catalogue row
 * @param batchSize ≥ 1
 * @throws RangeError where there are no rows or the batch size is below 1
 */
export function balancedBatches(
  rows: Uint32Array,
  labels: ArrayLike<number>,
  batchSize: number,
  random: Random,
): Uint32Array[] {
  needRows(rows, batchSize);
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const known = members.get(labels[row]);
    if (known) known.push(row);
    else members.set(labels[row], [row]);
  }
  const classes = [...members.keys()].sort((a, b) => a - b);
  const waiting = new Map(classes.map(label => [label, [] as number[]]));
  const next = (label: number): number => {
    const left = waiting.get(label)!;
    const queue = left.length > 0 ? left : random.shuffle([...members.get(label)!]);
    if (queue !== left) waiting.set(label, queue);
    return queue.pop()!;
  };
  let turn = random.integer(classes.length);
  return Array.from({ length: Math.ceil(rows.length / batchSize) }, () =>
    Uint32Array.from({ length: Math.min(batchSize, rows.length) }, () =>
      next(classes[turn++ % classes.length]),
    ),
  );
}

/**
 * Class weights n / (classes · members), under which all classes count equally (scikit-learn's "balanced").
 *
 * @param rows (n) training rows
 * @param labels class 0 … classes − 1 of every galaxy, by catalogue row
 * @returns (classes) 0 for a class without members
 */
export function balancedWeights(rows: Uint32Array, labels: ArrayLike<number>, classes: number): Float32Array {
  const counts = new Float32Array(classes);
  for (const row of rows) counts[labels[row]]++;
  const present = counts.filter(count => count > 0).length;
  return counts.map(count => (count > 0 ? rows.length / (present * count) : 0));
}

function needRows(rows: Uint32Array, batchSize: number): void {
  if (rows.length === 0 || !(batchSize >= 1)) {
    throw new RangeError(`need rows and a batch size ≥ 1; got ${rows.length} rows and ${batchSize}`);
  }
}
