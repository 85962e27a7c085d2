import type { IdRows } from '../../../contracts/ingest.ts';
import { type DoubtMeasure, doubtOf, mostDoubted } from '../../../maths/statistics/doubt.ts';
import { type HandLabelling, unlabelledRows } from './handLabelling.ts';

/** The order in which galaxies are offered for labelling: at random, or the most doubtful first by a measure of doubt. */
export type LabellingOrder = 'random' | DoubtMeasure;

/**
 * Rows without a label, in the order in which they are asked about.
 *
 * @param probabilities (n, classes) row-major of the current classifier; NaN for images it could not read. Absent: at random
 * @returns (unlabelled galaxies)
 */
export function labellingQueue(
  order: LabellingOrder,
  ids: IdRows,
  { labels }: Pick<HandLabelling, 'labels'>,
  probabilities?: Float32Array,
): Uint32Array {
  if (order === 'random' || !probabilities) return unlabelledRows(ids, labels);
  const classes = probabilities.length / ids.length;
  const doubt = doubtOf(probabilities, classes, order).map((value, row) =>
    Number.isNaN(probabilities[row * classes]) ? Number.NaN : value,
  );
  return mostDoubted(
    doubt,
    Int16Array.from(ids, id => labels.get(id) ?? -1),
  );
}
