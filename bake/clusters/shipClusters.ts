/** `npm run ship-clusters`: makes what public/clusters holds of the first training that measure/clusters keeps. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterResults } from '../../src/contracts/clustering/clusters.ts';
import { catalogueKey } from '../../src/data/catalogues/catalogueKey.ts';
import { readShippedClustering } from '../../src/data/runs/clusterBytes.ts';
import { packPortrait, packResults } from '../../src/data/runs/clusterFile.ts';
import { clusterView } from '../../src/maths/clustering/clusterKinds.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import { type ClusterNetwork, createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { decodedOf } from '../../src/nets/clustering/posteriors.ts';
import { mixtureOf, verdictsOf } from '../../src/nets/clustering/verdicts.ts';
import { clusterPictures } from '../../workers/clusters/clusterPictures.ts';
import { startNodeBackend } from '../nodeEncoder.ts';
import { nodeIngest } from '../nodeIngest.ts';

const from = 'standardised-1';
const name = 'gz2';
const asked = 1024; // of the sky's galaxies: enough for cards; a person asks about the others in the app
const learnt = 3174; // what `npm run clusters` leaves out of 4,002 to judge by
const path = (to: string) => fileURLToPath(new URL(`../../${to}`, import.meta.url));
const bytesOf = (file: string) => new Uint8Array(readFileSync(path(`measure/clusters/${file}`)));

await startNodeBackend(() => performance.now());
const published = path('public/clusters');
mkdirSync(published, { recursive: true });
const note = JSON.parse(readFileSync(path(`measure/clusters/${from}.json`), 'utf8'));
const [own, straight] = [bytesOf(`${from}.bin`), bytesOf('standardised-straight.bin')];
const trained = readShippedClustering({ note, learnt: own, straight });
const network = createClusterNetwork(trained.shape, trained.weights);
const mixture = await mixtureOf(network);
const { pictures: means } = await decodedOf(network, Float32Array.from(mixture.means));
const { sidePx } = trained.shape;
const portrait = packPortrait({ sidePx, mixture, means });
const inputError = trained.epochs.at(-1)?.inputError ?? 1;
const { results, key } = await askSky(network);

writeFileSync(join(published, `${name}.bin`), own);
writeFileSync(join(published, `${name}.straight.bin`), straight);
writeFileSync(join(published, `${name}.portrait.bin`), portrait);
writeFileSync(join(published, `${name}.results.bin`), packResults(results));
const shipped = {
  name,
  title: 'Galaxy Zoo 2, SDSS',
  kind: 'standardised',
  source: {
    catalogue: 'gz2-voted',
    catalogueKey: '',
    words: 'those not kept to judge by',
    count: learnt,
    uncovered: [],
  },
  card: `Trained by this project on colour images of the Sloan Digital Sky Survey; the volunteers’ votes were not used. Of the simulated sky it was asked about ${asked.toLocaleString('en')} galaxies: it has never learnt from simulated ones.`,
  ...{ mask: true, turn: true, shape: trained.shape, settings: trained.settings, seed: trained.seed },
  epochs: trained.epochs,
  portraitBytes: portrait.length,
  told: { catalogueKey: key, count: asked },
};
writeFileSync(join(published, 'index.json'), `${JSON.stringify({ clusterings: [shipped] })}\n`);
process.exit(0); // libraries with worker threads would keep the process alive

/** What it says of the first galaxies of the embedded sky. */
async function askSky(asks: ClusterNetwork): Promise<{ results: ClusterResults; key: string }> {
  const { name: title, table } = JSON.parse(readFileSync(path('public/demo/sky.json'), 'utf8'));
  const ingest = nodeIngest();
  const file = new File([readFileSync(path(`public/demo/${table.file}`))], table.file);
  const opened = await ingest.open({ kind: 'file', file });
  const rows = Uint32Array.from({ length: asked }, (_, row) => row);
  const batch = await ingest.pixels(opened.handle, rows, clusterView(sidePx, true));
  const uncovered = new Uint32Array(0);
  const { pictures, nuisances } = finishedSteps(
    clusterPictures(batch, { sidePx, mask: true, turn: true, uncovered }),
  );
  const seen = Float32Array.from(pictures, value => value / 255);
  const verdicts = await verdictsOf(asks, { inputs: seen, pictures: seen }, inputError);
  const ids = Array.from(batch.rows, row => opened.ids.at(row));
  return { results: { ...verdicts, ids, nuisances }, key: catalogueKey(title, opened.ids) };
}
