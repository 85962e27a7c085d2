import { type DiagonalMixture, logSumExp } from './diagonalMixture.ts';

/** The terms of a galaxy's evidence lower bound under a mixture prior, in nats. */
interface PriorTerms {
  /** KL(q(z, c | x) ‖ p(z, c)) ≥ 0: what the bound loses to the prior. */
  divergence: number;
  /** (components) q(c | x) */
  responsibilities: Float64Array;
}

/**
 * The divergence of a Gaussian posterior from a mixture prior in closed form (Jiang et al. 2017, "Variational deep embedding",
 * eq. 9, without the reconstruction), with the responsibilities that make it least:
 *
 * s_c = ln θ_c − ½ Σ_d (ln λ_cd + ((μ_d − m_cd)² + σ_d²) / λ_cd), γ = softmax(s), and
 * KL = −½ Σ_d (1 + ln σ_d²) − ln Σ_c exp s_c.
 *
 * The paper takes γ at a sample of z instead; this γ is the one that maximises the bound, for the divergence is
 * Σ γ_c (ln γ_c − s_c) − ½ Σ (1 + ln σ²), least at the softmax (Gibbs). The logarithms of 2π cancel.
 *
 * @param mean (dimensions) of the posterior
 * @param logVariance (dimensions) of the posterior
 */
export function priorTerms(
  mixture: DiagonalMixture,
  mean: ArrayLike<number>,
  logVariance: ArrayLike<number>,
): PriorTerms {
  const scores = componentScores(mixture, mean, logVariance);
  const evidence = logSumExp(scores);
  let entropy = 0;
  for (let j = 0; j < mean.length; j++) entropy += (1 + logVariance[j]) / 2;
  return {
    divergence: -entropy - evidence,
    responsibilities: scores.map(score => Math.exp(score - evidence)),
  };
}

/** s_c of {@link priorTerms}. */
function componentScores(
  { logWeights, means, logVariances }: DiagonalMixture,
  mean: ArrayLike<number>,
  logVariance: ArrayLike<number>,
): Float64Array {
  const d = mean.length;
  return logWeights.map((logWeight, c) => {
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const at = c * d + j;
      const spread = (mean[j] - means[at]) ** 2 + Math.exp(logVariance[j]);
      sum += logVariances[at] + spread * Math.exp(-logVariances[at]);
    }
    return logWeight - sum / 2;
  });
}

/** KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (μ² + σ² − 1 − ln σ²), in nats: the warm-up's. */
export function standardDivergence(mean: ArrayLike<number>, logVariance: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < mean.length; j++) {
    sum += mean[j] ** 2 + Math.exp(logVariance[j]) - 1 - logVariance[j];
  }
  return sum / 2;
}

/**
 * −ln p(x | z) of a picture whose pixels all have the variance that fits a batch best (σ-VAE, Rybkin, Daniilidis & Levine 2021):
 * (D / 2)(1 + ln 2π + ln MSE), in nats.
 *
 * @param pixels D
 * @param meanSquaredError of the batch, > 0
 */
export function reconstructionCost(pixels: number, meanSquaredError: number): number {
  return (pixels / 2) * (1 + Math.log(2 * Math.PI) + Math.log(meanSquaredError));
}
