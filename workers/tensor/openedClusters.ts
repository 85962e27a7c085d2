import * as tf from '@tensorflow/tfjs-core';
import type {
  ClusterModel,
  ClusterPortrait,
  ClusterVerdicts,
  GalaxiesToCluster,
} from '../../src/contracts/clustering/clusters.ts';
import { readKerasHdf5 } from '../../src/data/weights/formats/kerasHdf5.ts';
import { responsibilitiesOf } from '../../src/maths/clustering/diagonalMixture.ts';
import { priorTerms } from '../../src/maths/clustering/vadeElbo.ts';
import { type ClusterNetwork, createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { type Breathe, decodedOf } from '../../src/nets/clustering/posteriors.ts';
import { createPublishedVader } from '../../src/nets/clustering/publishedVader.ts';
import { mixtureOf, verdictsOf } from '../../src/nets/clustering/verdicts.ts';
import { clusterDataOf } from './clusterRun.ts';

/** A trained network, asked and painted with. */
export interface OpenedClusters {
  portray(breathe?: Breathe): Promise<ClusterPortrait>;
  describe(galaxies: GalaxiesToCluster, breathe?: Breathe): Promise<ClusterVerdicts>;
  /** (n, latents) → (n, numbers of a picture) */
  paint(codes: Float32Array, breathe?: Breathe): Promise<Float32Array>;
  dispose(): void;
}

/** A network of this app. */
export function openedModel({ shape, weights, inputError }: ClusterModel): OpenedClusters {
  return openedNetwork(createClusterNetwork(shape, weights), inputError);
}

/** @param inputError mean squared error of what is encoded, by which surprise is counted */
export function openedNetwork(network: ClusterNetwork, inputError: number): OpenedClusters {
  return {
    async portray(breathe) {
      const mixture = await mixtureOf(network);
      const { pictures } = await decodedOf(network, Float32Array.from(mixture.means), breathe);
      const { sidePx, colours } = network.shape;
      return { sidePx, colours, mixture, means: pictures };
    },
    describe: (galaxies, breathe) => verdictsOf(network, clusterDataOf(galaxies), inputError, breathe),
    paint: async (codes, breathe) => (await decodedOf(network, codes, breathe)).pictures,
    dispose: network.dispose,
  };
}

const together = 8; // pictures of 128 px: 2.5 GMAC each

/** AstroVaDEr as its authors published it. @param file (bytes) their HDF5 file @throws UnreadableWeightsError, or Error where an array is missing */
export async function openedPublished(file: Uint8Array): Promise<OpenedClusters> {
  const network = createPublishedVader(await readKerasHdf5(file));
  const { mixture, sidePx } = network;
  const latents = mixture.means.length / mixture.logWeights.length;
  const pixels = sidePx * sidePx;
  async function paint(codes: Float32Array, breathe?: Breathe): Promise<Float32Array> {
    const count = codes.length / latents;
    const all = new Float32Array(count * pixels);
    for (let first = 0; first < count; first += together) {
      const some = codes.slice(first * latents, (first + together) * latents);
      const made = tf.tidy(() => network.decode(tf.tensor2d(some, [some.length / latents, latents])));
      all.set(await made.data(), first * pixels);
      made.dispose();
      await breathe?.();
    }
    return all;
  }
  return {
    portray: async breathe => ({
      sidePx,
      mixture,
      means: await paint(Float32Array.from(mixture.means), breathe),
    }),
    paint,
    async describe({ pictures }, breathe) {
      const seen = Float32Array.from(pictures, value => value / 255);
      const count = seen.length / pixels;
      const [codes, spreads] = [new Float32Array(count * latents), new Float32Array(count * latents)];
      for (let first = 0; first < count; first += together) {
        const some = seen.subarray(first * pixels, (first + together) * pixels);
        const { mean, logVariance } = tf.tidy(() =>
          network.encode(tf.tensor4d(some, [some.length / pixels, sidePx, sidePx, 1])),
        );
        codes.set(await mean.data(), first * latents);
        spreads.set(await logVariance.data(), first * latents);
        tf.dispose([mean, logVariance]);
        await breathe?.();
      }
      const made = await paint(codes, breathe);
      const [errors, surprise] = [new Float32Array(count), new Float32Array(count)];
      for (let i = 0; i < count; i++) {
        for (let at = i * pixels; at < (i + 1) * pixels; at++)
          errors[i] += (made[at] - seen[at]) ** 2 / pixels;
        const span = [i * latents, (i + 1) * latents] as const;
        const { divergence } = priorTerms(mixture, codes.subarray(...span), spreads.subarray(...span));
        surprise[i] = (pixels / 2) * Math.log(Math.PI) + pixels * errors[i] + divergence; // their sum of squares is a variance of ½
      }
      return { codes, responsibilities: responsibilitiesOf(mixture, codes), surprise, errors };
    },
    dispose: network.dispose,
  };
}
