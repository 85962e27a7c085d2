import type { ColumnExplanation } from '../../../maths/clustering/explainedBy.ts';
import { formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import type { ToldGalaxies } from '../shown/shownClustering.ts';

/** What a person is told of adjusted mutual information where it is written short. */
export const amiMeaning =
  'Adjusted mutual information: how much knowing the one tells of the other. 1 where they agree wholly, 0 where they agree no more than chance would have it.';

/** "Mostly: a companion, has one (81 % of these, 29 % of all; " with what follows its "AMI": ".31, chance ±.01)."; null before anything is known. */
export function explanationWords(
  all: readonly ColumnExplanation[] | undefined,
): { words: string; ami: string | null } | null {
  if (!all) return null;
  const strongest = all.find(({ telling, most }) => telling && most);
  if (!strongest?.most) return { words: 'No column explains it better than chance.', ami: null };
  const { label, most, agreement, chance } = strongest;
  return {
    words: `Mostly: ${label}, ${most.word} (${formatPercent(most.within)} of these, ${formatPercent(most.overall)} of all; `,
    ami: `${formatNumber(agreement, 2)}, chance ±${formatNumber(chance, 1)}).`,
  };
}

/** Members of a cluster, the surest first. */
export function membersOfCluster({ clusters, probabilities, rows, places }: ToldGalaxies, cluster: number) {
  const members = [...clusters.keys()].filter(i => clusters[i] === cluster);
  members.sort((a, b) => probabilities[b] - probabilities[a] || rows[a] - rows[b]);
  return members.map(i => ({ row: rows[i], place: places[i] }));
}

/** Members of highest likelihood under a component: nearest to its mean in its own spread, so that they look like it. @param codes (n, latents) @param mean (latents) @param logVariance (latents) */
export function typicalMembers(
  members: readonly { row: number; place: number }[],
  codes: Float32Array,
  mean: ArrayLike<number>,
  logVariance: ArrayLike<number>,
  count: number,
): { row: number; place: number }[] {
  const latents = mean.length;
  const far = ({ place }: { place: number }) => {
    let sum = 0;
    for (let d = 0; d < latents; d++)
      sum += (codes[place * latents + d] - mean[d]) ** 2 * Math.exp(-logVariance[d]);
    return sum;
  };
  return members
    .map(member => ({ member, distance: far(member) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ member }) => member);
}
