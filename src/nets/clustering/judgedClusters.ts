import { clustersInUse } from '../../maths/clustering/purity.ts';
import type { ClusterNetwork } from './clusterNetwork.ts';
import { posteriorsOf } from './posteriors.ts';

/** What some galaxies tell of a clustering as it stands. */
export interface JudgedClusters {
  /** exp of the entropy of the shares of hard assignments; 0 before there are clusters. */
  inUse: number;
  /** I(z; c), nats; 0 before there are clusters. */
  information: number;
  activeLatents: number;
  /** (components) share of the judged galaxies */
  shares: Float64Array;
  /** (judged) likeliest component of each */
  labels: Int32Array;
  /** (judged, latents) */
  means: Float32Array;
}

const judgedGalaxies = 1024; // whose posteriors tell of clusters in use after an epoch
const activeVariance = 0.05;

/** @param inputs (n, inputs) of the galaxies that are learnt, of which some are looked at */
export async function judgeNetwork(
  network: ClusterNetwork,
  inputs: Float32Array,
  prior: 'normal' | 'mixture',
): Promise<JudgedClusters> {
  const { inputs: wide, latents, components } = network.shape;
  const galaxies = inputs.length / wide;
  const count = Math.min(judgedGalaxies, galaxies);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * galaxies) / count));
  const { means, responsibilities } = await posteriorsOf(network, inputs, rows);
  const [shares, mixed] = [new Float64Array(components), new Float64Array(components)];
  let within = 0;
  const labels = Int32Array.from({ length: count }, (_, i) => {
    let most = 0;
    for (let c = 0; c < components; c++) {
      const share = responsibilities[i * components + c];
      mixed[c] += share / count;
      if (share > 0) within -= (share * Math.log(share)) / count;
      if (share > responsibilities[i * components + most]) most = c;
    }
    shares[most] += 1 / count;
    return most;
  });
  const entropy = mixed.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  const clustered = prior === 'mixture';
  return {
    inUse: clustered ? clustersInUse(labels) : 0,
    information: clustered ? entropy - within : 0,
    activeLatents: activeLatents(means, latents),
    ...{ shares, labels, means },
  };
}

/** Latents whose means vary among galaxies. @param means (n, latents) */
function activeLatents(means: Float32Array, latents: number): number {
  const count = means.length / latents;
  let active = 0;
  for (let d = 0; d < latents; d++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      sum += means[i * latents + d] / count;
      squares += means[i * latents + d] ** 2 / count;
    }
    if (squares - sum * sum > activeVariance) active++;
  }
  return active;
}
