/** `npm run ship-clusters -- FOLDER`: makes the clusterings that come with the app, public/clusters, or goes on with what FOLDER keeps. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { ClusterCheckpoint, ClusterModel } from '../../src/contracts/clusters.ts';
import { catalogueKey } from '../../src/data/catalogues/catalogueKey.ts';
import { readShippedClustering, shippedClustering } from '../../src/data/runs/clusterBytes.ts';
import { packPortrait, packResults } from '../../src/data/runs/clusterFile.ts';
import { clusterView } from '../../src/maths/clustering/clusterKinds.ts';
import { clusterEpochs, usualSettingsOf } from '../../src/maths/clustering/clusterSettings.ts';
import { nuisanceCount } from '../../src/maths/clustering/nuisances.ts';
import { finishedSteps } from '../../src/maths/statistics/finishedSteps.ts';
import { createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { freshClusterCheckpoint, resumeClusterTraining } from '../../src/nets/clustering/clusterTraining.ts';
import { decodedOf } from '../../src/nets/clustering/posteriors.ts';
import { mixtureOf, verdictsOf } from '../../src/nets/clustering/verdicts.ts';
import { clusterPictures } from '../../workers/clusters/clusterPictures.ts';
import { startNodeBackend } from '../nodeEncoder.ts';
import { nodeIngest } from '../nodeIngest.ts';
import { ProgressLine } from '../progressLine.ts';
import { readClusterCheckpoint, writeClusterCheckpoint } from './clusterFolder.ts';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('npm run ship-clusters -- FOLDER   where pictures and checkpoints are kept');
  process.exit(1);
}
const sidePx = 64;
const together = 128;
const learnt = 2000; // of the sky's 4,096 galaxies: enough for twelve clusters of so few kinds, in half the time
const [published, measured] = ['../../public/clusters/', '../../measure/clusters/'].map(path =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const line = new ProgressLine(() => performance.now());
mkdirSync(folder, { recursive: true });
mkdirSync(published, { recursive: true });
await startNodeBackend(() => performance.now());
const notes: object[] = [await sky()];
const real = await galaxyZoo();
if (real) notes.push(real);
writeFileSync(join(published, 'index.json'), `${JSON.stringify({ clusterings: notes })}\n`);
process.exit(0); // libraries with worker threads would keep the process alive

/** Galaxies made alike so far. */
interface Alike {
  pictures: Uint8Array;
  nuisances: number[];
}

/** The embedded sky: weights, means, and what it says of each of its galaxies. */
async function sky() {
  const manifestUrl = fileURLToPath(new URL('../../public/demo/sky.json', import.meta.url));
  const { name, table } = JSON.parse(readFileSync(manifestUrl, 'utf8'));
  const ingest = nodeIngest();
  const bytes = readFileSync(fileURLToPath(new URL(`../../public/demo/${table.file}`, import.meta.url)));
  const opened = await ingest.open({ kind: 'file', file: new File([bytes], table.file) });
  const ids = [...opened.ids];
  const recipe = { sidePx, mask: true, turn: true, uncovered: new Uint32Array(0) };
  const file = join(folder, 'sky.pictures');
  const begun = existsSync(file) ? (deserialize(readFileSync(file)) as Alike) : undefined;
  const { pictures, nuisances } = begun ?? {
    pictures: new Uint8Array(ids.length * sidePx ** 2),
    nuisances: [],
  };
  for (let first = nuisances.length / nuisanceCount; first < ids.length; first += together) {
    const count = Math.min(together, ids.length - first);
    const rows = Uint32Array.from({ length: count }, (_, i) => first + i);
    const made = clusterPictures(await ingest.pixels(opened.handle, rows, clusterView(sidePx, true)), recipe);
    pictures.set(made.pictures, first * sidePx ** 2);
    nuisances.push(...made.nuisances);
    writeFileSync(file, serialize({ pictures, nuisances } satisfies Alike));
    line.show({ phase: 'Making galaxies alike', done: first + count, total: ids.length, unit: 'galaxies' });
  }
  const seen = Float32Array.from(pictures, value => value / 255);
  const trained = await train('sky', seen.slice(0, learnt * sidePx ** 2)); // its galaxies come in no order
  const model = modelOf(trained);
  const network = createClusterNetwork(model.shape, model.weights);
  const verdicts = await verdictsOf(network, { inputs: seen, pictures: seen }, model.inputError);
  network.dispose();
  const results = { ...verdicts, ids, nuisances: Float32Array.from(nuisances) };
  writeFileSync(join(published, 'sky.results.bin'), packResults(results));
  return {
    ...(await write('sky', 'The simulated sky', trained)),
    card: 'Trained by this project on the simulated galaxies alone, 2,000 of them; no label was used.',
    source: sourceOf(name, catalogueKey(name, opened.ids), learnt),
    told: ids.length,
  };
}

/** The clustering of ../shared/galaxies that `measure clusters` judges first: weights and means only. */
async function galaxyZoo() {
  const place = (file: string) => join(measured, file);
  if (!existsSync(place('standardised-1.json'))) return null;
  const note = JSON.parse(readFileSync(place('standardised-1.json'), 'utf8'));
  const read = (file: string) => new Uint8Array(readFileSync(place(file)));
  const trained = readShippedClustering({
    note,
    learnt: read('standardised-1.bin'),
    straight: read('standardised-straight.bin'),
  });
  return {
    ...(await write('gz2', 'Galaxy Zoo 2, SDSS', trained)),
    card: 'Trained by this project on 3,174 colour images of the Sloan Digital Sky Survey that Galaxy Zoo 2’s volunteers looked at; their votes were not used. Judged in docs/figures.md, clusters.',
    source: sourceOf('gz2-voted', 'gz2-voted', 3174),
  };
}

function sourceOf(catalogue: string, key: string, count: number) {
  return { catalogue, catalogueKey: key, words: 'all galaxies', count, uncovered: [] };
}

type Trained = Pick<ClusterCheckpoint, 'shape' | 'settings' | 'seed' | 'weights' | 'epochs'>;

/** Writes weights, means and what is common to all notes. */
async function write(name: string, title: string, trained: Trained) {
  const { shape, settings, seed, weights, epochs } = trained;
  const { learnt, straight } = shippedClustering({ shape, settings, seed, weights, epochs });
  writeFileSync(join(published, `${name}.bin`), learnt);
  writeFileSync(join(published, `${name}.straight.bin`), straight);
  const model = modelOf(trained);
  const network = createClusterNetwork(shape, model.weights);
  const mixture = await mixtureOf(network);
  const { pictures: means } = await decodedOf(network, Float32Array.from(mixture.means));
  network.dispose();
  const portrait = packPortrait({ sidePx, mixture, means });
  writeFileSync(join(published, `${name}.portrait.bin`), portrait);
  const kind = 'standardised' as const;
  const base = { name, title, kind, mask: true, turn: true, shape, settings, seed, epochs };
  return { ...base, portraitBytes: portrait.length };
}

/** The network as it will be read: 16-bit weights are the network. */
function modelOf({ shape, settings, seed, weights, epochs }: Trained): ClusterModel {
  const files = shippedClustering({ shape, settings, seed, weights, epochs });
  const read = readShippedClustering(files);
  const inputError = epochs.at(-1)?.inputError ?? 1;
  return { shape, kind: 'standardised', weights: read.weights, inputError };
}

async function train(name: string, pictures: Float32Array): Promise<ClusterCheckpoint> {
  const file = join(folder, `${name}.checkpoint`);
  const settings = usualSettingsOf('standardised');
  const { latents, components } = settings;
  const shape = { inputs: sidePx ** 2, encodesPixels: true, sidePx, latents, components };
  const data = { inputs: pictures, pictures };
  const start =
    readClusterCheckpoint(file) ?? finishedSteps(freshClusterCheckpoint(shape, settings, 1, data));
  const training = resumeClusterTraining(start, data);
  while (!training.finished) {
    const epoch = await training.step();
    const [done, total] = [training.stepsDone, training.steps];
    line.show({ phase: `${name}, epoch ${training.epochs.length + 1}`, done, total, unit: 'steps' });
    await new Promise(resolve => setImmediate(resolve));
    if (!epoch) continue;
    writeClusterCheckpoint(file, await training.checkpoint());
    line.say(
      `${name} epoch ${epoch.epoch + 1} of ${clusterEpochs(settings)}: picture error ${epoch.pictureError.toFixed(6)}, ${epoch.inUse.toFixed(1)} clusters in use, I(z; c) ${epoch.information.toFixed(2)}`,
    );
  }
  const kept = await training.checkpoint();
  training.dispose();
  return kept;
}
