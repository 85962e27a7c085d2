/**
 * Agreement of two people beyond chance: 1 where they always agree, 0 where they agree as often as if each answered at random
 * with their own frequencies, below 0 where they agree less often.
 *
 * κ = 1 − Σ v_ij o_ij / Σ v_ij e_ij, with o_ij the share of galaxies that the first called i and the second j, and
 * e_ij = o_i· o_·j (Cohen 1968, "Weighted kappa", Psychological Bulletin 70, 213–220). With v = 1 for every disagreement it
 * is Cohen 1960, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 37–46:
 * κ = (p_o − p_e) / (1 − p_e).
 *
 * @param counts (classes, classes) row-major: galaxies that the first called i and the second j
 * @param weights (classes, classes) row-major, of `disagreementWeights`
 * @returns at most 1; NaN where κ is not defined: both gave one and the same answer throughout, or there is no galaxy
 * @throws RangeError where the shapes differ
 */
export function cohenKappa(counts: ArrayLike<number>, weights: ArrayLike<number>): number {
  const classes = Math.round(Math.sqrt(counts.length));
  if (classes * classes !== counts.length || weights.length !== counts.length) {
    throw new RangeError(
      `need as many weights as counts, both (classes, classes); got ${counts.length} counts and ${weights.length} weights`,
    );
  }
  const first = new Float64Array(classes);
  const second = new Float64Array(classes);
  let all = 0;
  let observed = 0;
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) {
      const count = counts[i * classes + j];
      first[i] += count;
      second[j] += count;
      all += count;
      observed += weights[i * classes + j] * count;
    }
  }
  let expected = 0;
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) expected += weights[i * classes + j] * first[i] * second[j];
  }
  if (expected === 0) return Number.NaN; // κ would be 0 / 0
  return 1 - (observed * all) / expected;
}
