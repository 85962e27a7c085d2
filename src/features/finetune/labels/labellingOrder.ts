import { doubtOf, mostDoubted } from '../../../maths/statistics/doubt.ts';
import type { HandLabelling } from './handLabelling.ts';
import { openRows } from './handLabelling.ts';

/** In which order galaxies are put before a person. */
export type LabellingOrder = 'random' | 'margin' | 'entropy';

/**
 * Rows without a label, in the order in which they are asked about.
 *
 * @param probabilities (n, classes) of the classifier of the moment; absent: at random
 */
export function labellingQueue(
  order: LabellingOrder,
  ids: readonly string[],
  { labels }: Pick<HandLabelling, 'labels'>,
  probabilities?: Float32Array,
): Uint32Array {
  if (order === 'random' || !probabilities) return openRows(ids, labels);
  const classes = probabilities.length / ids.length;
  const doubt = doubtOf(probabilities, classes, order).map((value, row) =>
    Number.isNaN(probabilities[row * classes]) ? Number.NaN : value,
  );
  return mostDoubted(
    doubt,
    Int16Array.from(ids, id => labels.get(id) ?? -1),
  );
}
