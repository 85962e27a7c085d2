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
