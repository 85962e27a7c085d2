/** How far two groups differ, in standard deviations, with the half width of its 95 % interval. */
export interface EffectSize {
  /** Positive where the first group has more. */
  effect: number;
  /** Half width of the 95 % interval. */
  margin: number;
}

/** Count, mean and sum of squared differences from it. */
export interface Moments {
  count: number;
  mean: number;
  squares: number;
}

const normal95 = 1.959963984540054; // 97.5 % of a normal distribution lies below
const perLogOdds = Math.sqrt(3) / Math.PI; // a logistic distribution's standard deviation is π/√3

/**
 * Moments of the numbers inside a group and outside it, by Welford's updates; what is not finite is in neither.
 *
 * @param inside (n) 1 where a galaxy is of the group
 */
export function splitMoments(
  values: ArrayLike<number>,
  inside: Uint8Array,
): { within: Moments; without: Moments } {
  const groups = [0, 1].map((): Moments => ({ count: 0, mean: 0, squares: 0 }));
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (!Number.isFinite(value)) continue;
    const group = groups[inside[row]];
    const off = value - group.mean;
    group.mean += off / ++group.count;
    group.squares += off * (value - group.mean);
  }
  return { within: groups[1], without: groups[0] };
}

/**
 * Hedges' g: the difference of two means over their pooled standard deviation, corrected for few values; its variance
 * in large samples (Hedges & Olkin 1985, chapter 5, equations 10 and 15; Borenstein et al. 2009, equations 4.18–4.24).
 *
 * @returns null where a group has fewer than two values, or no value differs
 */
export function hedgesG(a: Moments, b: Moments): EffectSize | null {
  if (a.count < 2 || b.count < 2) return null;
  const freedom = a.count + b.count - 2;
  const deviation = Math.sqrt((a.squares + b.squares) / freedom);
  const d = (a.mean - b.mean) / deviation;
  if (!(deviation > 0) || !Number.isFinite(d)) return null;
  const correction = 1 - 3 / (4 * freedom - 1);
  const all = a.count + b.count;
  const variance = all / (a.count * b.count) + (d * d) / (2 * all);
  return { effect: correction * d, margin: normal95 * correction * Math.sqrt(variance) };
}

/** Galaxies of a kind, and galaxies in all. */
export interface Share {
  count: number;
  of: number;
}

/**
 * The log odds ratio of two shares, half a galaxy added to each cell (Haldane 1956; Anscombe 1956), with Woolf's (1955)
 * interval, in standard deviations of a logistic distribution so that it stands beside Hedges' g (Chinn 2000).
 *
 * @returns null where a group is empty
 */
export function oddsEffect(a: Share, b: Share): EffectSize | null {
  if (a.of === 0 || b.of === 0) return null;
  const cells = [a.count, a.of - a.count, b.count, b.of - b.count].map(count => count + 0.5);
  const [yesA, noA, yesB, noB] = cells;
  const logOdds = Math.log((yesA * noB) / (noA * yesB));
  const variance = cells.reduce((sum, cell) => sum + 1 / cell, 0);
  return { effect: perLogOdds * logOdds, margin: perLogOdds * normal95 * Math.sqrt(variance) };
}
