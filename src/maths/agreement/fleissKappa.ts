/** The parts of Fleiss's κ for each galaxy, so that galaxies can be resampled for an interval. */
export interface GalaxyAgreement {
  /** (galaxies) mean disagreement of the pairs of people who judged it; NaN where fewer than two did */
  disagreement: Float64Array;
  /** (galaxies, classes) row-major: share of its people who gave each class; all 0 where nobody judged it */
  shares: Float64Array;
}

/**
 * Disagreement about each galaxy: Σ_kl v_kl r_k r_l / (r (r − 1)) with r_k of its r people for class k. Where all
 * disagreements count alike it is 1 − P_i of Fleiss 1971.
 *
 * @param counts (galaxies, classes) row-major: people who gave that galaxy that class
 * @param weights (classes, classes) row-major, of `disagreementWeights`
 */
export function galaxyAgreement(counts: ArrayLike<number>, weights: ArrayLike<number>): GalaxyAgreement {
  const classes = Math.round(Math.sqrt(weights.length));
  if (classes * classes !== weights.length || (classes > 0 && counts.length % classes !== 0)) {
    throw new RangeError(
      `need counts (galaxies, classes) and weights (classes, classes); got ${counts.length} and ${weights.length}`,
    );
  }
  const galaxies = classes === 0 ? 0 : counts.length / classes;
  const disagreement = new Float64Array(galaxies);
  const shares = new Float64Array(counts.length);
  for (let g = 0; g < galaxies; g++) {
    let people = 0;
    for (let k = 0; k < classes; k++) people += counts[g * classes + k];
    let differing = 0;
    for (let k = 0; k < classes; k++) {
      const own = counts[g * classes + k];
      if (own === 0) continue;
      shares[g * classes + k] = own / people;
      for (let l = 0; l < classes; l++) differing += weights[k * classes + l] * own * counts[g * classes + l];
    }
    disagreement[g] = people < 2 ? Number.NaN : differing / (people * (people - 1));
  }
  return { disagreement, shares };
}

/**
 * Agreement of any number of people beyond chance (Fleiss 1971, "Measuring nominal scale agreement among many raters",
 * Psychological Bulletin 76, 378–382): κ = 1 − D / E, with D the mean of the galaxies' disagreements, and
 * E = Σ_kl v_kl π_k π_l that of two answers drawn from all, π_k being the mean over galaxies of the share that called
 * it k. Fleiss has the same number of people for each galaxy; where their number varies, every galaxy counts alike, as in
 * Gwet 2014, "Handbook of Inter-Rater Reliability" (4th ed., Fleiss' generalized kappa). All sums are over the galaxies
 * that two or more people judged; Gwet's π_k also includes galaxies of one person, where that person alone would decide what
 * chance is. With weights other than 1 for every disagreement it is the weighted form given there.
 *
 * @param drawn (any) indices of galaxies, repeats allowed; galaxies that fewer than two people judged are skipped.
 * Default all, each once
 * @returns at most 1; NaN where κ is not defined: everyone gave one and the same answer, or no galaxy has two people
 */
export function fleissKappa(
  { disagreement, shares }: GalaxyAgreement,
  weights: ArrayLike<number>,
  drawn?: ArrayLike<number>,
): number {
  const classes = Math.round(Math.sqrt(weights.length));
  const mean = new Float64Array(classes);
  let observed = 0;
  let counted = 0;
  const count = drawn?.length ?? disagreement.length;
  for (let i = 0; i < count; i++) {
    const g = drawn ? drawn[i] : i;
    if (Number.isNaN(disagreement[g])) continue;
    counted++;
    observed += disagreement[g];
    for (let k = 0; k < classes; k++) mean[k] += shares[g * classes + k];
  }
  let expected = 0;
  for (let k = 0; k < classes; k++) {
    for (let l = 0; l < classes; l++) expected += weights[k * classes + l] * mean[k] * mean[l];
  }
  if (expected === 0) return Number.NaN; // κ would be 0 / 0
  return 1 - (observed * counted) / expected;
}
