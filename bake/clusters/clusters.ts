/** `npm run clusters -- FOLDER`: trains the clusterings that `measure clusters` judges, or goes on with those FOLDER keeps. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ClusterCheckpoint, ClusterEpoch } from '../../src/contracts/clustering/clusters.ts';
import { shippedClustering } from '../../src/data/runs/clusterBytes.ts';
import type { ClusterKind } from '../../src/maths/clustering/clusterKinds.ts';
import { clusterEpochs, usualSettingsOf } from '../../src/maths/clustering/clusterSettings.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import type { ClusterData } from '../../src/nets/clustering/clusterData.ts';
import { freshClusterCheckpoint, resumeClusterTraining } from '../../src/nets/clustering/clusterTraining.ts';
import { startNodeBackend } from '../nodeEncoder.ts';
import { ProgressLine } from '../progressLine.ts';
import { readClusterCheckpoint, writeClusterCheckpoint } from './clusterFolder.ts';
import { type ClusterGalaxies, clusterGalaxies } from './clusterGalaxies.ts';

const usage =
  'npm run clusters -- FOLDER [--kinds standardised,network,pixels] [--seeds 1,2,3]\n' +
  '  FOLDER   where pictures and checkpoints are kept, outside the repository: an interrupted run goes on where it was\n' +
  '  --kinds  what is clustered\n' +
  '  --seeds  one training each, in turns: every kind has its first seed before any has its second\n' +
  'Each finished training is written to measure/clusters in 16 bits.';

const sidePx = 64;
const places = fileURLToPath(new URL('../../measure/clusters/', import.meta.url));

const line = new ProgressLine(() => performance.now());
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kinds: { type: 'string', default: 'standardised,network,pixels' },
      seeds: { type: 'string', default: '1,2,3' },
    },
  });
  if (positionals.length !== 1) throw new Error(usage);
  const [folder] = positionals;
  const kinds = values.kinds.split(',') as ClusterKind[];
  const seeds = values.seeds.split(',').map(Number);
  if (
    !kinds.every(kind => ['pixels', 'standardised', 'network'].includes(kind)) ||
    !seeds.every(Number.isInteger)
  ) {
    throw new Error(usage);
  }
  await startNodeBackend(() => performance.now());
  for (const seed of seeds) for (const kind of kinds) await train(folder, kind, seed);
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function train(folder: string, kind: ClusterKind, seed: number): Promise<void> {
  const name = `${kind}-${seed}`;
  const galaxies = await clusterGalaxies(kind, sidePx, folder, (done, total) =>
    line.show({ phase: `${kind} galaxies`, done, total, unit: 'galaxies' }),
  );
  const data = learntFrom(galaxies);
  const file = join(folder, `${name}.checkpoint`);
  const settings = usualSettingsOf(kind);
  const { latents, components } = settings;
  const shape = { inputs: galaxies.inputs, encodesPixels: kind !== 'network', sidePx, latents, components };
  const start =
    readClusterCheckpoint(file) ?? finishedSteps(freshClusterCheckpoint(shape, settings, seed, data));
  const training = resumeClusterTraining(start, data);
  const total = clusterEpochs(settings);
  while (!training.finished) {
    const [from, before] = [performance.now(), process.cpuUsage()];
    const phase = `${name}, epoch ${training.epochs.length + 1} of ${total}`;
    let epoch: ClusterEpoch | undefined;
    while (!epoch) {
      epoch = await training.step();
      line.show({ phase, done: training.stepsDone, total: training.steps, unit: 'steps' });
      await new Promise(resolve => setImmediate(resolve));
    }
    const { user, system } = process.cpuUsage(before);
    line.say(
      `${name} epoch ${epoch.epoch + 1} of ${total}: loss ${epoch.loss.toFixed(1)}, picture error ${epoch.pictureError.toFixed(6)}, divergence ${epoch.divergence.toFixed(2)}, ${epoch.inUse.toFixed(1)} clusters in use, I(z; c) ${epoch.information.toFixed(2)}, ${epoch.activeLatents} latents active; ${((performance.now() - from) / 1000).toFixed(0)} s, ${((user + system) / 1e6).toFixed(0)} s of the processor`,
    );
    writeClusterCheckpoint(file, await training.checkpoint());
  }
  training.dispose();
  keep(kind, readClusterCheckpoint(file) ?? start);
}

/** The galaxies a clustering may learn from: all that are not kept for judging. */
function learntFrom({ splits, inputs, values, pictures }: ClusterGalaxies): ClusterData {
  const rows = [...splits.keys()].filter(row => splits[row] !== 'test');
  const some = (all: Float32Array, columns: number) => {
    const chosen = new Float32Array(rows.length * columns);
    for (const [i, row] of rows.entries()) {
      chosen.set(all.subarray(row * columns, (row + 1) * columns), i * columns);
    }
    return chosen;
  };
  const seen = some(pictures, sidePx * sidePx);
  return { inputs: values === pictures ? seen : some(values, inputs), pictures: seen };
}

function keep(kind: string, { shape, settings, seed, weights, epochs }: ClusterCheckpoint): void {
  mkdirSync(places, { recursive: true });
  const { note, learnt, straight } = shippedClustering({ shape, settings, seed, weights, epochs });
  const name = `${kind}-${seed}`;
  writeFileSync(join(places, `${name}.bin`), learnt);
  writeFileSync(join(places, `${kind}-straight.bin`), straight);
  writeFileSync(join(places, `${name}.json`), `${JSON.stringify(note)}\n`);
  line.say(
    `${name}: ${(learnt.length / 1000).toFixed(0)} kB in measure/clusters, beside ${kind}-straight.bin`,
  );
}
