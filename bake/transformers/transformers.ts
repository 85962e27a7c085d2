/** `npm run transformers -- FOLDER`: trains the networks of `measure vit` until they have converged, or goes on with those FOLDER keeps. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { TrainingState } from '../../src/contracts/finetune.ts';
import { headKeys, plainHead } from '../../src/nets/training/trainableHead.ts';
import { startNodeBackend } from '../nodeEncoder.ts';
import { ProgressLine } from '../progressLine.ts';
import { shippedSelf } from '../selfsupervision/shippedSelf.ts';
import { type ComparedName, classTraining, comparedNetworks, comparedView } from './classTraining.ts';
import { type ClassedGalaxies, classedGalaxies, sixClasses } from './sixClasses.ts';

const usage =
  'npm run transformers -- FOLDER [--only vit] [--minutes 30]\n' +
  '  FOLDER     where states are kept, outside the repository: an interrupted run goes on after its last epoch\n' +
  `  --only     one of ${Object.keys(comparedNetworks).join(', ')}; default: one after the other\n` +
  '  --minutes  of the processor that a training takes at most, those before included\n' +
  'Each is trained with and without class weights; its best epoch is written to measure/transformers in 16 bits.';

const seed = 1;
const places = fileURLToPath(new URL('../../measure/transformers/', import.meta.url));
const line = new ProgressLine(() => performance.now());

/** A training between two epochs. */
interface Kept {
  state: TrainingState;
  cpuSeconds: number;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, minutes: { type: 'string', default: '30' } },
  });
  const names = (values.only ? [values.only] : Object.keys(comparedNetworks)) as ComparedName[];
  const seconds = 60 * Number(values.minutes);
  if (positionals.length !== 1 || !names.every(name => name in comparedNetworks) || !(seconds > 0))
    throw new Error(usage);
  const [folder] = positionals;
  mkdirSync(folder, { recursive: true });
  await startNodeBackend(() => performance.now());
  const galaxies = await classedGalaxies(comparedView);
  for (const network of names) {
    for (const weighted of [false, true]) await train(galaxies, network, weighted, folder, seconds);
  }
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function train(
  galaxies: ClassedGalaxies,
  network: ComparedName,
  weighted: boolean,
  folder: string,
  mostSeconds: number,
): Promise<void> {
  const name = weighted ? `${network}-weighted` : network;
  const file = join(folder, `${name}.state`);
  const before = existsSync(file) ? (deserialize(readFileSync(file)) as Kept) : undefined;
  const training = await classTraining(galaxies, { network, seed, weighted }, before?.state);
  const started = process.cpuUsage();
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(started);
    return (before?.cpuSeconds ?? 0) + (user + system) / 1e6;
  };
  while (cpuSeconds() < mostSeconds) {
    const { epoch, batch, batches, figures } = await training.step();
    line.show({ phase: `${name}, epoch ${epoch}`, done: batch, total: batches, unit: 'batches' });
    if (!figures) continue;
    line.say(`${name} ${cpuSeconds().toFixed(0)} s: ${JSON.stringify(figures)}`);
    writeFileSync(
      `${file}.partial`,
      serialize({ state: training.state(), cpuSeconds: cpuSeconds() } satisfies Kept),
    );
    renameSync(`${file}.partial`, file);
  }
  const state = training.state();
  if (!state.best) throw new Error(`need one epoch of ${name} at least; got none: give it more minutes`);
  training.restoreBest();
  const learnt = plainHead(state.best.tensors, state.standardisation);
  const weights = await training.weights();
  const [weight, bias] = headKeys.map(key => learnt.get(key)!);
  weights.set(headKeys[0], { shape: [sixClasses.length, weight.length / sixClasses.length], values: weight });
  weights.set(headKeys[1], { shape: [sixClasses.length], values: bias });
  training.dispose();
  const { tensors, bytes } = shippedSelf(weights);
  writeFileSync(join(places, `${name}.bin`), bytes);
  const note = {
    tensors,
    epochs: state.figures.length,
    best: state.best.epoch,
    cpuSeconds: Math.round(cpuSeconds()),
  };
  writeFileSync(join(places, `${name}.json`), `${JSON.stringify(note)}\n`);
  line.say(`${name}: ${(bytes.length / 1000).toFixed(0)} kB in measure/transformers`);
}
