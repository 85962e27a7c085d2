/**
 * Herding (Welling 2009, as in iCaRL, Rebuffi et al. 2017): one after the other the member that brings the mean of those
 * chosen nearest to the mean of all.
 *
 * @param features (n, dimension) row-major, of all galaxies
 * @param members rows of one class
 * @param wanted how many; all members at most
 * @returns rows in the order chosen; the earlier of a tie
 */
export function herd(
  features: Float32Array,
  dimension: number,
  members: readonly number[],
  wanted: number,
): number[] {
  if (!(wanted >= 1 && members.length >= wanted)) {
    throw new RangeError(
      `need as many members as are wanted, one at least; got ${members.length} of ${wanted}`,
    );
  }
  const aim = new Float64Array(dimension);
  for (const row of members) {
    for (let d = 0; d < dimension; d++) aim[d] += features[row * dimension + d] / members.length;
  }
  const sum = new Float64Array(dimension);
  const left = new Set(members);
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (const row of left) {
      let apart = 0;
      for (let d = 0; d < dimension; d++) {
        apart += (aim[d] - (sum[d] + features[row * dimension + d]) / (chosen.length + 1)) ** 2;
      }
      if (apart < least) [best, least] = [row, apart];
    }
    if (best < 0) throw new RangeError('need features that are numbers; got NaN');
    left.delete(best);
    chosen.push(best);
    for (let d = 0; d < dimension; d++) sum[d] += features[best * dimension + d];
  }
  return chosen;
}
