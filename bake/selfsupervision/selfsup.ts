/** `npm run selfsup -- FOLDER`: trains the networks that `measure selfsup` judges, or goes on with those FOLDER keeps. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collapseWatch } from '../../src/maths/selfsupervision/collapse.ts';
import { smallView } from '../../src/maths/selfsupervision/smallNetwork.ts';
import { createSelfTraining } from '../../src/nets/selfsupervision/selfTraining.ts';
import { galaxyCount, type SelfGalaxies } from '../../src/nets/selfsupervision/viewBatch.ts';
import { startNodeBackend } from '../nodeEncoder.ts';
import { ProgressLine } from '../progressLine.ts';
import { type KeptTraining, readKeptTraining, writeKeptTraining } from './selfFolder.ts';
import { selfGalaxies } from './selfGalaxies.ts';
import { selfPlans } from './selfNetworks.ts';
import { type SelfNote, shippedSelf } from './shippedSelf.ts';

const usage =
  'npm run selfsup -- FOLDER [--only byol] [--hours 8] [--epochs 3] [--keep]\n' +
  '  FOLDER   where galaxies and checkpoints are kept, outside the repository: an interrupted run goes on where it was\n' +
  `  --only   one of ${Object.keys(selfPlans).join(', ')}; default: one after the other\n` +
  '  --hours  of the processor that a training takes at most, those before included\n' +
  '  --epochs of a new training, instead of as many as take some eight hours: its schedule is then that short\n' +
  '  --keep   trains nothing: writes what FOLDER keeps now to measure/selfsupervision\n' +
  'A finished training is written to measure/selfsupervision in 16 bits.';

const keptEverySeconds = 180;
const places = fileURLToPath(new URL('../../measure/selfsupervision/', import.meta.url));

const line = new ProgressLine(() => performance.now());
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      hours: { type: 'string', default: '8' },
      epochs: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const names = values.only ? [values.only] : Object.keys(selfPlans);
  const hours = Number(values.hours);
  const epochs = values.epochs === undefined ? undefined : Number(values.epochs);
  if (positionals.length !== 1 || !names.every(name => name in selfPlans) || !(hours > 0))
    throw new Error(usage);
  const [folder] = positionals;
  const galaxies = await selfGalaxies(smallView, folder, (done, total) =>
    line.show({ phase: 'Reading galaxies', done, total, unit: 'galaxies' }),
  );
  if (!values.keep) await startNodeBackend(() => performance.now());
  for (const name of names) {
    if (!values.keep) await train(name, galaxies, folder, { mostSeconds: hours * 3600, epochs });
    keep(name, readKeptTraining(fileOf(folder, name)), galaxyCount(galaxies));
  }
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.checkpoint`);
}

async function train(
  name: string,
  galaxies: SelfGalaxies,
  folder: string,
  { mostSeconds, epochs }: { mostSeconds: number; epochs?: number },
): Promise<void> {
  const plan = selfPlans[name];
  const before = readKeptTraining(fileOf(folder, name));
  const { seed } = before ?? plan;
  const settings = before?.settings ?? { ...plan.settings, ...(epochs !== undefined && { epochs }) };
  const weights = before?.network ?? (await plan.fresh(galaxies));
  const [student, teacher] = [plan.build(weights), plan.build(weights)];
  const learning = new Set(student.parameters.keys());
  const training = createSelfTraining(
    { student, teacher, learning, galaxies, settings, seed },
    before?.checkpoint,
  );
  const started = process.cpuUsage();
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(started);
    return (before?.cpuSeconds ?? 0) + (user + system) / 1e6;
  };
  const write = async () => {
    const checkpoint = await training.checkpoint();
    const network = await training.judged.weights();
    writeKeptTraining(fileOf(folder, name), {
      settings,
      seed,
      cpuSeconds: cpuSeconds(),
      checkpoint,
      network,
    });
  };
  let written = performance.now();
  const collapsed = collapseWatch(training.stepsInAll);
  while (!training.finished && cpuSeconds() < mostSeconds) {
    const { loss, gauges, epoch } = await training.step();
    const collapse = collapsed(training.stepsTaken, gauges);
    if (collapse) {
      throw new Error(
        `${name} has collapsed at step ${training.stepsTaken}. ${collapse} Nothing is written; change its settings.`,
      );
    }
    line.show({ phase: name, done: training.stepsTaken, total: training.stepsInAll, unit: 'steps' });
    if (training.stepsTaken % 10 === 0) {
      line.say(
        `${name} step ${training.stepsTaken}: loss ${loss.toFixed(4)}, ${JSON.stringify(gauges)}, ${cpuSeconds().toFixed(0)} s of the processor`,
      );
    }
    if (epoch) line.say(`${name} ${JSON.stringify(epoch)}`);
    if (epoch || performance.now() - written > keptEverySeconds * 1000) {
      await write();
      written = performance.now();
    }
  }
  await write();
  training.dispose();
  student.dispose();
  teacher.dispose();
}

function keep(name: string, kept: KeptTraining | undefined, galaxies: number): void {
  if (!kept) throw new Error(`need a training of ${name} in the folder; got none: train it first`);
  const { tensors, bytes } = shippedSelf(kept.network);
  const { settings, checkpoint, cpuSeconds } = kept;
  const note: SelfNote = {
    ...{ tensors, steps: checkpoint.steps, cpuSeconds: Math.round(cpuSeconds), galaxies },
    batchSize: settings.batchSize,
    loss: checkpoint.epochs.at(-1)?.loss,
  };
  mkdirSync(places, { recursive: true });
  writeFileSync(join(places, `${name}.bin`), bytes);
  writeFileSync(join(places, `${name}.json`), `${JSON.stringify(note)}\n`);
  line.say(`${name}: ${(bytes.length / 1000).toFixed(0)} kB in measure/selfsupervision`);
}
