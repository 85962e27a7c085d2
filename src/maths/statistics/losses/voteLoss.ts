import { digamma } from '../digamma.ts';
import { logGamma } from '../logGamma.ts';
import type { Loss } from './loss.ts';

/**
 * Dirichlet–multinomial negative log likelihood of the votes on one question (Walmsley et al. 2020, MNRAS 491, 1554;
 * Zoobot's losses.py): −[ln Γ(N+1) + ln Γ(A) − ln Γ(N+A) + Σ (ln Γ(k+α) − ln Γ(α) − ln Γ(k+1))] with N = Σk, A = Σα;
 * 0 where there are no votes.
 *
 * @param votes (answers) k ≥ 0
 * @param concentrations (answers) α > 0
 * @param gradient (answers) is filled with ∂L/∂α = ψ(N+A) − ψ(A) + ψ(α) − ψ(k+α)
 */
export function dirichletMultinomialLoss(
  votes: ArrayLike<number>,
  concentrations: ArrayLike<number>,
  gradient?: { [index: number]: number },
): number {
  let [total, strength] = [0, 0];
  for (let i = 0; i < votes.length; i++) {
    total += votes[i];
    strength += concentrations[i];
  }
  const common = total > 0 ? digamma(total + strength) - digamma(strength) : 0;
  let loss = total > 0 ? logGamma(strength + total) - logGamma(strength) - logGamma(total + 1) : 0;
  for (let i = 0; i < votes.length; i++) {
    const [k, alpha] = [votes[i], concentrations[i]];
    const asked = total > 0 && k > 0; // without a vote the terms cancel
    if (asked) loss += logGamma(alpha) + logGamma(k + 1) - logGamma(k + alpha);
    if (gradient) gradient[i] = common + (asked ? digamma(alpha) - digamma(k + alpha) : 0);
  }
  return loss;
}

/** Which of a head's outputs are a question's answers: `count` columns from `first` on. */
export interface QuestionColumns {
  first: number;
  count: number;
}

/** Dirichlet concentration of an output, 1 … 101: sigmoid(output) · 100 + 1 (Zoobot's ScaledSigmoid). */
export function concentrationOf(output: number): number {
  return 100 / (1 + Math.exp(-output)) + 1;
}

/**
 * The loss of a head that answers questions: summed over the questions, averaged over the batch. Outputs that are not
 * finite count as concentrations of 1, as in Zoobot.
 *
 * @param outputs (n, columns) row-major, of the linear layer, before {@link concentrationOf}
 * @param votes (n, columns) row-major counts; truncated to whole numbers, as Zoobot does
 * @throws RangeError where shapes do not fit or there is no row
 */
export function voteLoss(
  outputs: Float32Array,
  votes: ArrayLike<number>,
  columns: number,
  questions: readonly QuestionColumns[],
): Loss {
  const n = outputs.length / columns;
  if (!Number.isInteger(n) || n === 0 || votes.length !== outputs.length) {
    throw new RangeError(
      `need votes for rows of ${columns} outputs; got ${votes.length} for ${outputs.length}`,
    );
  }
  const gradient = new Float32Array(outputs.length);
  let value = 0;
  for (let row = 0; row < n; row++) {
    for (const { first, count } of questions) {
      const at = Array.from({ length: count }, (_, i) => row * columns + first + i);
      const alphas = at.map(i => (Number.isFinite(outputs[i]) ? concentrationOf(outputs[i]) : 1));
      const slopes = new Float64Array(count);
      const counts = at.map(i => Math.trunc(votes[i]));
      value += dirichletMultinomialLoss(counts, alphas, slopes) / n;
      for (const [i, index] of at.entries()) {
        const share = (alphas[i] - 1) / 100; // the sigmoid
        gradient[index] = (slopes[i] * 100 * share * (1 - share)) / n;
      }
    }
  }
  return { value, gradient };
}
