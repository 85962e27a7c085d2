import type { Interval } from './intervals.ts';

const deviations95 = 1.959963984540054; // 95 % of a normal distribution lie within so many standard deviations of its mean

/**
 * Area under the ROC curve: the chance that a galaxy of the class scores above one that is not, ties counting half. With
 * more than two classes it is the mean over each class against the others. The 95 % interval is that of DeLong et al.
 * (1988), from the influence of each galaxy on the mean, cut off at 0 and 1.
 *
 * @param probabilities (n, classes) row-major
 * @param labels (n) true classes; a class that has no galaxy, or all of them, is left out
 * @returns NaN where fewer than two classes have galaxies
 */
export function rankArea(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Interval & { value: number } {
  const n = labels.length;
  const influence = new Float64Array(n); // of each galaxy on the sum over classes
  let sum = 0;
  let taken = 0;
  for (let c = classes === 2 ? 1 : 0; c < classes; c++) {
    const scores = Float64Array.from({ length: n }, (_, i) => probabilities[i * classes + c]);
    const isOwn = Uint8Array.from({ length: n }, (_, i) => Number(labels[i] === c));
    const own = isOwn.reduce((count, each) => count + each, 0);
    if (own === 0 || own === n) continue;
    const beaten = beatenShares(scores, isOwn, own);
    let area = 0;
    for (let i = 0; i < n; i++) if (isOwn[i]) area += beaten[i] / own;
    for (let i = 0; i < n; i++) influence[i] += (beaten[i] - area) / (isOwn[i] ? own : n - own);
    sum += area;
    taken++;
  }
  if (taken === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const value = sum / taken;
  const deviation = Math.sqrt(influence.reduce((total, each) => total + each * each, 0)) / taken;
  return {
    value,
    low: Math.max(0, value - deviations95 * deviation),
    high: Math.min(1, value + deviations95 * deviation),
  };
}

/** (n) for a member the share of non-members it scores above; for a non-member the share of members that score above it. */
function beatenShares(scores: Float64Array, isOwn: Uint8Array, own: number): Float64Array {
  const n = scores.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
  const shares = new Float64Array(n);
  const below = { own: 0, others: 0 };
  for (let from = 0; from < n; ) {
    const level = { own: 0, others: 0 };
    let to = from;
    for (; to < n && scores[order[to]] === scores[order[from]]; to++)
      level[isOwn[order[to]] ? 'own' : 'others']++;
    for (const i of order.slice(from, to)) {
      shares[i] = isOwn[i]
        ? (below.others + level.others / 2) / (n - own)
        : 1 - (below.own + level.own / 2) / own;
    }
    below.own += level.own;
    below.others += level.others;
    from = to;
  }
  return shares;
}
