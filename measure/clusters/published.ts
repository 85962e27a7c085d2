import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { readKerasHdf5 } from '../../src/data/weights/formats/kerasHdf5.ts';
import { greyOf, swappedGreyWeights } from '../../src/maths/clustering/clusterKinds.ts';
import { responsibilitiesOf } from '../../src/maths/clustering/diagonalMixture.ts';
import { likeliestComponents } from '../../src/maths/clustering/likeliestComponents.ts';
import { stretched } from '../../src/maths/segmentation/standardisePicture.ts';
import { createPublishedVader } from '../../src/nets/clustering/publishedVader.ts';
import { openGalaxies } from '../sources/galaxyCatalogue.ts';

const together = 16;

/** AstroVaDEr's published weights on rows of gz2-voted, as their authors prepared images: 128 px, the central 0.6, red and blue interchanged. */
export async function publishedClusters(
  rows: readonly number[],
): Promise<{ clusters: Int32Array; mse: number }> {
  const file = new URL('../../../shared/fixtures/astrovader_saved_weights.h5', import.meta.url);
  const network = createPublishedVader(await readKerasHdf5(new Uint8Array(readFileSync(file))));
  const { ingest, opened } = await openGalaxies('gz2-voted.parquet');
  const { sidePx, mixture } = network;
  const pixels = sidePx * sidePx;
  const latents = mixture.means.length / mixture.logWeights.length;
  const means = new Float32Array(rows.length * latents);
  let squares = 0;
  for (let first = 0; first < rows.length; first += together) {
    const some = Uint32Array.from(rows.slice(first, first + together));
    const batch = await ingest.pixels(opened.handle, some, { sidePx, cropFraction: 0.6 });
    const pictures = new Float32Array(some.length * pixels);
    for (let i = 0; i < some.length; i++) {
      const one = batch.pixels.subarray(i * pixels * 3, (i + 1) * pixels * 3);
      pictures.set(stretched(greyOf(one, swappedGreyWeights)), i * pixels);
    }
    const [mean, error] = tf.tidy(() => {
      const seen = tf.tensor4d(pictures, [some.length, sidePx, sidePx, 1]);
      const code = network.encode(seen).mean;
      return [code, tf.sum(tf.square(tf.sub(network.decode(code), seen)))];
    });
    means.set(await mean.data(), first * latents);
    squares += (await error.data())[0];
    tf.dispose([mean, error]);
    if (first % 160 === 0) console.error(`published: ${first} of ${rows.length}`);
  }
  network.dispose();
  const shares = responsibilitiesOf(mixture, means);
  return {
    clusters: likeliestComponents(shares, mixture.logWeights.length),
    mse: squares / (rows.length * pixels),
  };
}
