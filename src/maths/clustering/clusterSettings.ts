import type { ClusterKind } from './clusterKinds.ts';

/** How a clustering network is trained; every constant of it. */
export interface ClusterSettings {
  /** Numbers that a galaxy becomes. */
  latents: number;
  /** Clusters. */
  components: number;
  /** Galaxies a step. */
  batchSize: number;
  /** Adam's; falls to a hundredth along a cosine over all epochs. */
  learningRate: number;
  /** Longest gradient of a step, over all tensors: longer ones are shortened to it. */
  longestGradient: number;
  /** Epochs under a standard normal prior, before there are clusters. */
  warmUpEpochs: number;
  /** Times that the prior's weight rises and stays. */
  cycles: number;
  /** Epochs of a cycle in which the weight rises with the cube of the time. */
  annealingEpochs: number;
  /** Epochs of a cycle with the whole weight. */
  staticEpochs: number;
  /** Weight of the prior at the beginning of a cycle. */
  leastWeight: number;
  /** Epochs after the mixture was fitted during which it stays as it is. */
  frozenEpochs: number;
  /** K-means starts of the mixture, of which the likeliest is kept. */
  starts: number;
  /** Samples of each galaxy's posterior that the mixture is fitted to. */
  samples: number;
  /** A component that holds a smaller share of the galaxies is set anew. */
  leastShare: number;
  /** Whether a galaxy may be mirrored, left and right, top and bottom. */
  flips: boolean;
}

/** AstroVaDEr's numbers of latents and clusters, and a schedule that a laptop's processor finishes in half an hour. */
export const usualClusterSettings: ClusterSettings = {
  latents: 20,
  components: 12,
  batchSize: 64,
  learningRate: 1e-3,
  longestGradient: 200,
  warmUpEpochs: 6,
  cycles: 1,
  annealingEpochs: 4,
  staticEpochs: 4,
  leastWeight: 0.3,
  frozenEpochs: 1,
  starts: 6,
  samples: 3,
  leastShare: 0.002,
  flips: false,
};

const representationLatents = 8; // of 6 to 20, those whose mixture agrees most with shapes and least with companions on galaxies kept for validation

/** Constants that suit what is clustered. */
export function usualSettingsOf(kind: ClusterKind): ClusterSettings {
  const latents = kind === 'network' ? representationLatents : usualClusterSettings.latents;
  return { ...usualClusterSettings, latents, flips: kind === 'pixels' };
}

/** Spindler, Geach & Smith 2020: 100 epochs of warm-up and five cycles of 25 and 25. Days on a processor. */
export const paperClusterSettings: ClusterSettings = {
  ...usualClusterSettings,
  batchSize: 190,
  learningRate: 3e-4,
  warmUpEpochs: 100,
  cycles: 5,
  annealingEpochs: 25,
  staticEpochs: 25,
  flips: true,
};

/** Epochs in all. */
export function clusterEpochs({
  warmUpEpochs,
  cycles,
  annealingEpochs,
  staticEpochs,
}: ClusterSettings): number {
  return warmUpEpochs + cycles * (annealingEpochs + staticEpochs);
}

/**
 * The prior's weight in an epoch: 1 during the warm-up, then rising from the least with a³, a from 0 to 1 over the annealing
 * epochs of a cycle, and 1 in its static ones (s3VDC's schedule, Cao et al. 2020).
 *
 * @param epoch from 0
 */
export function priorWeight(
  { warmUpEpochs, annealingEpochs, staticEpochs, leastWeight }: ClusterSettings,
  epoch: number,
): number {
  if (epoch < warmUpEpochs) return 1;
  const within = (epoch - warmUpEpochs) % (annealingEpochs + staticEpochs);
  if (within >= annealingEpochs) return 1;
  return leastWeight + (1 - leastWeight) * (within / annealingEpochs) ** 3;
}

/** A constant that a person may change. */
interface ClusterField {
  name: Exclude<keyof ClusterSettings, 'flips'>;
  label: string;
  least: number;
  most: number;
  step: number;
  /** What it does, and when to change it. */
  meaning: string;
}

/** Every number of {@link ClusterSettings}, its range and its words. */
export const clusterFields: readonly ClusterField[] = [
  {
    ...{ name: 'components', label: 'Clusters', least: 2, most: 40, step: 1 },
    meaning: 'Components of the mixture. AstroVaDEr’s: 12.',
  },
  {
    ...{ name: 'latents', label: 'Latents', least: 2, most: 64, step: 1 },
    meaning: 'Numbers that a galaxy becomes. AstroVaDEr’s: 20.',
  },
  {
    ...{ name: 'batchSize', label: 'Galaxies a step', least: 8, most: 256, step: 8 },
    meaning: 'Larger steps are steadier and fewer.',
  },
  {
    ...{ name: 'learningRate', label: 'Learning rate', least: 1e-5, most: 1e-2, step: 1e-4 },
    meaning: 'Adam’s; it falls to a hundredth along a cosine.',
  },
  {
    ...{ name: 'longestGradient', label: 'Longest gradient', least: 1, most: 10_000, step: 10 },
    meaning: 'Longer gradients are shortened to it.',
  },
  {
    ...{ name: 'warmUpEpochs', label: 'Epochs of warm-up', least: 1, most: 200, step: 1 },
    meaning: 'Under a plain normal prior, before there are clusters.',
  },
  {
    ...{ name: 'cycles', label: 'Cycles', least: 1, most: 10, step: 1 },
    meaning: 'Times that the weight of the clusters rises and stays.',
  },
  {
    ...{ name: 'annealingEpochs', label: 'Epochs of a rise', least: 1, most: 50, step: 1 },
    meaning: 'In which the weight rises with the cube of the time.',
  },
  {
    ...{ name: 'staticEpochs', label: 'Epochs at full weight', least: 1, most: 50, step: 1 },
    meaning: 'Of each cycle.',
  },
  {
    ...{ name: 'leastWeight', label: 'Least weight', least: 0, most: 1, step: 0.05 },
    meaning: 'Of the prior, where a rise begins.',
  },
  {
    ...{ name: 'frozenEpochs', label: 'Frozen epochs', least: 0, most: 20, step: 1 },
    meaning: 'After the mixture was fitted, during which it stays as it is.',
  },
  {
    ...{ name: 'starts', label: 'Starts of the mixture', least: 1, most: 20, step: 1 },
    meaning: 'By k-means; the likeliest is kept.',
  },
  {
    ...{ name: 'samples', label: 'Samples a galaxy', least: 1, most: 10, step: 1 },
    meaning: 'Of its posterior, that the mixture is fitted to.',
  },
  {
    ...{ name: 'leastShare', label: 'Least share', least: 0, most: 0.05, step: 0.001 },
    meaning: 'A cluster that holds a smaller share is set anew.',
  },
];

/**
 * Why settings cannot be trained with, as a sentence; null where they can.
 *
 * @param galaxies to learn from
 * @param inputs numbers of each
 */
export function clusterSettingsRefusal(
  settings: ClusterSettings,
  galaxies: number,
  inputs: number,
): string | null {
  for (const { name, label, least, most } of clusterFields) {
    const value = settings[name];
    if (!(value >= least && value <= most)) return `${label}: need ${least} to ${most}; got ${value}.`;
  }
  if (settings.latents > inputs) {
    return `Need no more latents than the ${inputs} numbers that are clustered; got ${settings.latents}.`;
  }
  const fewest = Math.max(2 * settings.latents, 4 * settings.components);
  return galaxies < fewest
    ? `Need ${fewest} galaxies or more for ${settings.components} clusters of ${settings.latents} latents; got ${galaxies}.`
    : null;
}
