import { Nearest } from '../neighbours/nearest.ts';

/** DINO's (Caron et al. 2021, eval_knn.py): so many neighbours, their votes weighted by exp(cosine / temperature). */
const usualVotes = { neighbours: 20, temperature: 0.07 };

/**
 * What the nearest labelled galaxies say of others: the share of each class among the votes of the most similar by
 * cosine, each vote weighing exp(cosine / temperature).
 *
 * @param known (m, columns) row-major, of the labelled galaxies
 * @param labels (m) 0 … classes − 1
 * @param asked (n, columns) row-major
 * @returns (n, classes) row-major, each row of sum 1
 */
export function neighbourVotes(
  known: Float32Array,
  labels: ArrayLike<number>,
  asked: Float32Array,
  {
    columns,
    classes,
    neighbours = usualVotes.neighbours,
    temperature = usualVotes.temperature,
  }: {
    columns: number;
    classes: number;
    neighbours?: number;
    temperature?: number;
  },
): Float64Array {
  const m = known.length / columns;
  if (m !== labels.length || m === 0) {
    throw new RangeError(`need a label for each of the known galaxies; got ${labels.length} for ${m}`);
  }
  const [unitKnown, unitAsked] = [unitRows(known, columns), unitRows(asked, columns)];
  const n = asked.length / columns;
  const votes = new Float64Array(n * classes);
  for (let i = 0; i < n; i++) {
    const nearest = new Nearest(Math.min(neighbours, m));
    for (let j = 0; j < m; j++) {
      let cosine = 0;
      for (let k = 0; k < columns; k++) cosine += unitAsked[i * columns + k] * unitKnown[j * columns + k];
      nearest.offer(j, -cosine);
    }
    const { indices, distances } = nearest.take();
    let total = 0;
    for (const [k, j] of indices.entries()) {
      const weight = Math.exp((distances[0] - distances[k]) / temperature); // against the nearest: nothing overflows
      votes[i * classes + labels[j]] += weight;
      total += weight;
    }
    for (let c = 0; c < classes; c++) votes[i * classes + c] /= total;
  }
  return votes;
}

/** Rows of length 1; a row of zeros stays. */
function unitRows(rows: Float32Array, columns: number): Float32Array {
  const unit = new Float32Array(rows.length);
  for (let from = 0; from < rows.length; from += columns) {
    let square = 0;
    for (let k = from; k < from + columns; k++) square += rows[k] * rows[k];
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let k = from; k < from + columns; k++) unit[k] = rows[k] * scale;
  }
  return unit;
}
