/**
 * `npm run ship-clusters`: makes what public/clusters holds: a clustering of the embedded sky, trained here, and of the first
 * training that measure/clusters keeps.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterSource } from '../../src/contracts/clustering/clusters.ts';
import { readShippedClustering, shippedClustering } from '../../src/data/runs/clusterBytes.ts';
import { packPortrait, packResults } from '../../src/data/runs/clusterFile.ts';
import { usualSettingsOf } from '../../src/maths/clustering/clusterSettings.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import { createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { freshClusterCheckpoint, resumeClusterTraining } from '../../src/nets/clustering/clusterTraining.ts';
import { decodedOf } from '../../src/nets/clustering/posteriors.ts';
import { mixtureOf, verdictsOf } from '../../src/nets/clustering/verdicts.ts';
import { startNodeBackend } from '../nodeEncoder.ts';
import { ProgressLine } from '../progressLine.ts';
import { skyGalaxies } from './skyGalaxies.ts';

const from = 'standardised-1';
const asked = 1024; // of the sky's galaxies: enough for cards; a person asks about the others in the app
const learnt = 3174; // what `npm run clusters` leaves out of 4,002 to judge by
const [sidePx, skySeed] = [64, 1];
const path = (to: string) => fileURLToPath(new URL(`../../${to}`, import.meta.url));
const bytesOf = (file: string) => new Uint8Array(readFileSync(path(`measure/clusters/${file}`)));
const inEnglish = (count: number) => count.toLocaleString('en');

type Stored = ReturnType<typeof shippedClustering>;

await startNodeBackend(() => performance.now());
const published = path('public/clusters');
mkdirSync(published, { recursive: true });
const line = new ProgressLine(() => performance.now());
const sky = await skyGalaxies(asked, sidePx);
const ofSky = await ship('sky', await trainOnSky(), {
  title: sky.title,
  source: {
    ...{ catalogue: sky.title, catalogueKey: sky.key, uncovered: [] },
    ...{ words: `the first ${inEnglish(asked)}`, count: asked },
  },
  card: `Trained by this project on ${inEnglish(asked)} galaxies of the simulated sky, without its truths. Of galaxies on real images it knows nothing.`,
});
const ofGalaxyZoo = await ship('gz2', keptTraining(), {
  title: 'Galaxy Zoo 2, SDSS',
  source: {
    ...{ catalogue: 'gz2-voted', catalogueKey: '', uncovered: [] },
    ...{ words: 'those not kept to judge by', count: learnt },
  },
  card: `Trained by this project on colour images of the Sloan Digital Sky Survey; the volunteers’ votes were not used. Of the simulated sky it was asked about ${inEnglish(asked)} galaxies: it has never learnt from simulated ones.`,
});
const index = { clusterings: [ofSky, ofGalaxyZoo] };
writeFileSync(join(published, 'index.json'), `${JSON.stringify(index)}\n`);
process.exit(0); // libraries with worker threads would keep the process alive

/** Writes a clustering and what it says of the sky. @returns its entry of the index */
async function ship(
  name: string,
  stored: Stored,
  words: { title: string; source: ClusterSource; card: string },
) {
  const { shape, settings, seed, epochs, weights } = readShippedClustering(stored); // in 16 bits, as it is read
  const network = createClusterNetwork(shape, weights);
  const mixture = await mixtureOf(network);
  const { pictures: means } = await decodedOf(network, Float32Array.from(mixture.means));
  const portrait = packPortrait({ sidePx, mixture, means });
  const { ids, nuisances, pictures } = sky;
  const verdicts = await verdictsOf(network, { inputs: pictures, pictures }, epochs.at(-1)?.inputError ?? 1);
  network.dispose();
  writeFileSync(join(published, `${name}.bin`), stored.learnt);
  writeFileSync(join(published, `${name}.straight.bin`), stored.straight);
  writeFileSync(join(published, `${name}.portrait.bin`), portrait);
  writeFileSync(join(published, `${name}.results.bin`), packResults({ ...verdicts, ids, nuisances }));
  return {
    ...{ name, kind: 'standardised', ...words, mask: true, turn: true, shape, settings, seed, epochs },
    portraitBytes: portrait.length,
    told: { catalogueKey: sky.key, count: asked },
  };
}

async function trainOnSky(): Promise<Stored> {
  const settings = usualSettingsOf('standardised');
  const { latents, components } = settings;
  const shape = { inputs: sidePx * sidePx, encodesPixels: true, sidePx, latents, components };
  const data = { inputs: sky.pictures, pictures: sky.pictures };
  const training = resumeClusterTraining(
    finishedSteps(freshClusterCheckpoint(shape, settings, skySeed, data)),
    data,
  );
  while (!training.finished) {
    const epoch = await training.step();
    if (epoch) {
      line.say(
        `sky epoch ${epoch.epoch + 1}: loss ${epoch.loss.toFixed(1)}, ${epoch.inUse.toFixed(1)} clusters in use`,
      );
    }
  }
  const { weights, epochs } = await training.checkpoint();
  training.dispose();
  return shippedClustering({ shape, settings, seed: skySeed, weights, epochs: [...epochs] });
}

function keptTraining(): Stored {
  const note = JSON.parse(readFileSync(path(`measure/clusters/${from}.json`), 'utf8'));
  return { note, learnt: bytesOf(`${from}.bin`), straight: bytesOf('standardised-straight.bin') };
}
