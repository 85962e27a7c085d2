import type { Score } from './acquisition.ts';
import { type Candidates, posteriorCovariance } from './candidates.ts';

/** How a batch keeps from repeating itself: each choice is believed to be answered as predicted, or not at all. */
export type BatchRule = 'believer' | 'top';

/**
 * Chooses points to be asked about together. `believer` takes, after each choice, the model's own prediction there for
 * the answer (kriging believer, Ginsbourger et al. 2010: a constant liar that lies point by point): means stay as they
 * are, but near the chosen point there is less to be learnt. `top` takes the plain best.
 *
 * @param best best observation so far
 * @param wanted how many; fewer come where there are fewer candidates
 * @returns indices among the candidates, in the order chosen; ties go to the earlier candidate
 */
export function chooseBatch(
  candidates: Candidates,
  score: Score,
  best: number,
  wanted: number,
  rule: BatchRule,
): number[] {
  const { mean, model } = candidates;
  const n = mean.length;
  const variance = candidates.variance.slice();
  const taken = new Uint8Array(n);
  const chosen: number[] = [];
  const rows: Float64Array[] = []; // of the factor's continuation over the chosen: cov(candidate, chosen) / pivot
  let highest = best;
  while (chosen.length < Math.min(wanted, n)) {
    let next = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      if (taken[i]) continue;
      const value = score(mean[i], Math.sqrt(variance[i]), highest);
      if (next < 0 || value > most) {
        next = i;
        most = value;
      }
    }
    taken[next] = 1;
    chosen.push(next);
    if (rule === 'top') continue;
    highest = Math.max(highest, mean[next]);
    const pivot = Math.sqrt(variance[next] + model.covariance.noise);
    if (!(pivot > 0)) continue; // known without any doubt: the answer teaches nothing
    const row = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let value = posteriorCovariance(candidates, i, next);
      for (const earlier of rows) value -= earlier[i] * earlier[next];
      row[i] = value / pivot;
    }
    for (let i = 0; i < n; i++) variance[i] = Math.max(0, variance[i] - row[i] * row[i]);
    rows.push(row);
  }
  return chosen;
}
