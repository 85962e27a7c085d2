import { GrowingCholesky, packedRow } from '../linear/cholesky.ts';
import type { Random } from '../statistics/random.ts';
import { type Candidates, posteriorCovariance } from './candidates.ts';

const jitter = 1e-8; // of the amplitude: the covariance of a smooth function at many points is singular to rounding

/**
 * Thompson sampling (Thompson 1933): draws whole functions from the model over the candidates, jointly, and takes the
 * highest point of each; where an earlier draw took it, the next highest.
 *
 * @param wanted draws; fewer points come where there are fewer candidates
 * @yields every row of the covariance's factor
 * @returns indices among the candidates, in the order drawn
 */
export function* thompsonSteps(
  candidates: Candidates,
  wanted: number,
  random: Random,
): Generator<void, number[]> {
  const n = candidates.rows.length;
  const { amplitude } = candidates.model.covariance;
  const factor = new GrowingCholesky(n);
  for (let i = 0; i < n; i++) {
    const row = Float64Array.from({ length: i + 1 }, (_, j) => posteriorCovariance(candidates, i, j));
    row[i] += jitter * amplitude;
    // What still fails is a point next to others: given those, it has no freedom of its own beyond the jitter.
    for (let more = jitter; !factor.append(row); more *= 10) row[i] += more * amplitude;
    yield;
  }
  const taken = new Uint8Array(n);
  const chosen: number[] = [];
  while (chosen.length < Math.min(wanted, n)) {
    const z = Float64Array.from({ length: n }, () => random.normal());
    let next = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      let value = candidates.mean[i];
      for (let j = 0, at = packedRow(i); j <= i; j++) value += factor.packed[at + j] * z[j];
      if (taken[i] || !(value > most)) continue;
      next = i;
      most = value;
    }
    taken[next] = 1;
    chosen.push(next);
  }
  return chosen;
}
