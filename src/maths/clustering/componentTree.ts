import type { DiagonalMixture } from './diagonalMixture.ts';

/** Two groups of components that are taken together. */
export interface ComponentMerge {
  /** A component, 0 … components − 1, or an earlier merge, components + its place in the list. */
  left: number;
  right: number;
  /** How much the two overlap, 0–1: 1 where they are the same. Falls along the list. */
  overlap: number;
}

/**
 * The order in which the components of a mixture are taken together, most alike first: their Bhattacharyya coefficient, and of
 * groups its mean over pairs by the components' weights. Read from its end the list is a taxonomy.
 *
 * @returns (components − 1)
 */
export function componentTree(mixture: DiagonalMixture): ComponentMerge[] {
  const components = mixture.logWeights.length;
  const groups = new Map(Array.from({ length: components }, (_, c) => [c, [c]]));
  const alike = Array.from({ length: components }, (_, a) =>
    Array.from({ length: components }, (__, b) => bhattacharyyaCoefficient(mixture, a, b)),
  );
  const weights = mixture.logWeights.map(Math.exp);
  const between = (a: readonly number[], b: readonly number[]) => {
    let [sum, all] = [0, 0];
    for (const i of a) {
      for (const j of b) {
        sum += weights[i] * weights[j] * alike[i][j];
        all += weights[i] * weights[j];
      }
    }
    return sum / all;
  };
  const merges: ComponentMerge[] = [];
  while (groups.size > 1) {
    let best: ComponentMerge = { left: -1, right: -1, overlap: -1 };
    const names = [...groups.keys()];
    for (const [i, left] of names.entries()) {
      for (const right of names.slice(i + 1)) {
        const overlap = between(groups.get(left)!, groups.get(right)!);
        if (overlap > best.overlap) best = { left, right, overlap };
      }
    }
    groups.set(components + merges.length, [...groups.get(best.left)!, ...groups.get(best.right)!]);
    groups.delete(best.left);
    groups.delete(best.right);
    merges.push(best);
  }
  return merges;
}

/** ∫ √(p q) of two diagonal Gaussians: exp(−Σ ((m − m')² / (λ + λ') / 4 + ½ ln ((λ + λ') / (2 √(λ λ'))))). */
function bhattacharyyaCoefficient(
  { means, logVariances, logWeights }: DiagonalMixture,
  a: number,
  b: number,
): number {
  const d = means.length / logWeights.length;
  let distance = 0;
  for (let j = 0; j < d; j++) {
    const [first, second] = [a * d + j, b * d + j];
    const sum = Math.exp(logVariances[first]) + Math.exp(logVariances[second]);
    distance += (means[first] - means[second]) ** 2 / sum / 4;
    distance += 0.5 * (Math.log(sum / 2) - (logVariances[first] + logVariances[second]) / 2);
  }
  return Math.exp(-distance);
}
