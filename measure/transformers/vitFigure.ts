import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import { readShippedSelf, type SelfNote } from '../../bake/selfsupervision/shippedSelf.ts';
import {
  type ComparedName,
  comparedNetworks,
  comparedView,
  judgedClasses,
} from '../../bake/transformers/classTraining.ts';
import { type ClassedGalaxies, classedGalaxies, sixClasses } from '../../bake/transformers/sixClasses.ts';
import { architectures } from '../../src/maths/architectures/architecture.ts';
import { linearOutputs } from '../../src/maths/linear/linearOutputs.ts';
import { balancedWeights } from '../../src/maths/statistics/trainingBatches.ts';
import { headRecipe } from '../../src/maths/statistics/trainingRecipe.ts';
import { architectureEncoder } from '../../src/nets/architectures/architectureEncoder.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import { headKeys } from '../../src/nets/training/trainableHead.ts';
import { createTraining } from '../../src/nets/training/training.ts';
import { keptInputs } from '../../src/nets/training/trainingInputs.ts';
import { keptNote, missingSentence } from '../sources/keptNetworks.ts';
import type { VitRun } from './vitRun.ts';

/** Over the seeds. */
interface Spread {
  mean: number;
  sd: number;
}

interface Told {
  accuracy: Spread;
  balancedAccuracy: Spread;
  balancedAccuracyWeighted: Spread;
  imagesPerSecond: number;
}

type Converged = Record<'accuracy' | 'balancedAccuracy' | 'balancedAccuracyWeighted', number>;

/** Each network trained for the same time, and those that were trained to their end. */
interface VitFigure extends Record<ComparedName | 'galaxyHead', Told> {
  /** ViT-micro begun with DINO's weights, which learnt without labels; null where none are kept: `missing` says so. */
  vitFromSelfSupervised: Told | null;
  missing?: string;
  /** Balanced accuracy after so few labels, and what beginning without labels adds, paired by seeds. */
  fewLabels: {
    labels: number;
    vit: Spread;
    vitFromSelfSupervised: Spread | null;
    added: Spread | null;
  };
  /** Networks whose paired mean of balanced accuracy class weights raise. */
  raisedByWeights: ComparedName[];
  /** Evaluated afresh from weights that are kept; null where there are none. */
  converged: Record<ComparedName, Converged | null>;
  secondsEach: number;
  seeds: number;
  classes: readonly string[];
  test: number;
}

/** A network, and what it begins with. */
type Contender = ComparedName | 'vitFromSelfSupervised';

const secondsEach = 45;
const fewLabels = 100;
const seeds = [1, 2, 3];
const mostMinutes = { begin: 17, train: 19 }; // none begins, none goes on after it: the figure ends within twenty
const places = new URL('./', import.meta.url);

/** Transformers from nothing beside a CNN and the shipped weights, on the six shapes of Galaxy Zoo 2. */
export async function measureVit(): Promise<VitFigure> {
  const began = performance.now();
  await startNodeBackend(() => performance.now());
  const galaxies = await classedGalaxies(comparedView);
  const folder = mkdtempSync(join(tmpdir(), 'vit-'));
  const file = join(folder, 'galaxies');
  writeFileSync(file, serialize(galaxies));
  const runs = new Map<string, VitRun>();
  const names = Object.keys(comparedNetworks) as ComparedName[];
  const begun = keptNote('dino') !== undefined;
  const contenders: Contender[] = [...names, ...(begun ? (['vitFromSelfSupervised'] as const) : [])];
  const withFew = contenders.filter(name => name === 'vit' || name === 'vitFromSelfSupervised');
  // Seeds in turn, so that what time does not allow is the last seed of all networks.
  const wanted = seeds.flatMap(seed => [
    ...contenders.flatMap(name => [false, true].map(weighted => ({ name, seed, weighted, labels: 0 }))),
    ...withFew.map(name => ({ name, seed, weighted: false, labels: fewLabels })),
  ]);
  const keyOf = (name: Contender, seed: number, weighted: boolean, labels = 0) =>
    `${name} ${seed} ${weighted} ${labels}`;
  const next = wanted[Symbol.iterator]();
  const one = async () => {
    for (const { name, seed, weighted, labels } of next) {
      const [toBegin, toTrain] = [mostMinutes.begin, mostMinutes.train].map(
        minutes => minutes * 60_000 - (performance.now() - began),
      );
      if (toBegin < 0) return;
      const told = await trainApart([file, name, seed, weighted, secondsEach, labels].map(String), toTrain);
      if (!told) return;
      runs.set(keyOf(name, seed, weighted, labels), told);
      const how = `${weighted ? ', weighted' : ''}${labels ? `, ${labels} labels` : ''}`;
      console.error(`${name}, seed ${seed}${how}: ${JSON.stringify(told)}`);
    }
  };
  const galaxyHead = await headOnGalaxyWeights();
  console.error(`galaxyHead: ${JSON.stringify(galaxyHead)}`);
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, one));
  rmSync(folder, { recursive: true });
  const whole = seeds.filter(seed =>
    wanted.every(each => each.seed !== seed || runs.has(keyOf(each.name, seed, each.weighted, each.labels))),
  );
  if (whole.length === 0)
    throw new Error('need one whole seed; the machine was too busy for one: ask again when it is calm');
  const of = (name: Contender, weighted: boolean, labels = 0) =>
    whole.map(seed => runs.get(keyOf(name, seed, weighted, labels))!);
  const balanced = (name: Contender) => of(name, false, fewLabels).map(run => run.balancedAccuracy);
  const told = (name: Contender): Told => toldOf(of(name, false), of(name, true));
  const means = (name: ComparedName) =>
    [false, true].map(weighted => spread(of(name, weighted).map(run => run.balancedAccuracy)).mean);
  return {
    cnn: told('cnn'),
    vit: told('vit'),
    linformer: told('linformer'),
    vitFromSelfSupervised: begun ? told('vitFromSelfSupervised') : null,
    ...(!begun && { missing: missingSentence('dino') }),
    fewLabels: {
      labels: fewLabels,
      vit: spread(balanced('vit')),
      vitFromSelfSupervised: begun ? spread(balanced('vitFromSelfSupervised')) : null,
      added: begun
        ? spread(balanced('vitFromSelfSupervised').map((own, i) => own - balanced('vit')[i]))
        : null,
    },
    galaxyHead,
    raisedByWeights: names.filter(name => means(name)[1] > means(name)[0]),
    converged: {
      cnn: await convergedOf('cnn', galaxies),
      vit: await convergedOf('vit', galaxies),
      linformer: await convergedOf('linformer', galaxies),
    },
    secondsEach,
    seeds: whole.length,
    classes: sixClasses,
    test: galaxies.parts.test.length,
  };
}

function toldOf(plain: readonly VitRun[], weighted: readonly VitRun[]): Told {
  return {
    accuracy: spread(plain.map(run => run.accuracy)),
    balancedAccuracy: spread(plain.map(run => run.balancedAccuracy)),
    balancedAccuracyWeighted: spread(weighted.map(run => run.balancedAccuracy)),
    imagesPerSecond: Math.round(spread([...plain, ...weighted].map(run => run.imagesPerSecond)).mean),
  };
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN };
}

/** A training in a process of its own, on one thread; undefined where it took longer than it may. */
function trainApart(args: readonly string[], mostMs: number): Promise<VitRun | undefined> {
  const program = fileURLToPath(new URL('vitRun.ts', places));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: mostMs,
    });
    let told = '';
    child.stdout.on('data', part => {
      told += part;
    });
    child.on('close', (code, signal) => {
      if (signal !== null) resolve(undefined);
      else if (code === 0) resolve(JSON.parse(told.trim().split('\n').at(-1)!));
      else reject(new Error(`a training of ${args[1]} did not finish`));
    });
  });
}

/** A head on the shipped weights, trained until patience ends it. */
async function headOnGalaxyWeights(): Promise<Told> {
  const { encoder, manifest } = await loadNodeEncoder('galaxy');
  const { pixels, sidePx, labels, parts } = await classedGalaxies(manifest.view);
  const { dimension } = encoder;
  const vectors = await embedPixels(encoder, pixels, sidePx);
  encoder.dispose();
  const classes = sixClasses.length;
  const run = async (seed: number, weighted: boolean): Promise<VitRun> => {
    const classWeights = weighted ? balancedWeights(parts.train, labels, classes) : undefined;
    const training = await createTraining({
      inputs: keptInputs(vectors, labels.length, [1, 1, dimension], 0),
      task: { kind: 'classes', classes, labels, ...(classWeights && { classWeights }) },
      train: parts.train,
      validation: parts.validation,
      options: { ...headRecipe, depth: 'head', seed },
      dimension,
    });
    const before = process.cpuUsage();
    let shown = 0;
    for (let over = false; !over; shown += headRecipe.batchSize) over = (await training.step()).finished;
    const { user, system } = process.cpuUsage(before);
    training.restoreBest();
    const judged = judgedClasses(
      await training.predict(parts.test),
      Array.from(parts.test, row => labels[row]),
    );
    training.dispose();
    return { ...judged, imagesPerSecond: shown / ((user + system) / 1e6) };
  };
  const [plain, weighted]: VitRun[][] = [[], []];
  for (const seed of seeds) {
    plain.push(await run(seed, false));
    weighted.push(await run(seed, true));
  }
  return toldOf(plain, weighted);
}

/** What the kept weights of a network tell of the test split; null where `npm run transformers` has left none here. */
async function convergedOf(
  name: ComparedName,
  { pixels, sidePx, labels, parts }: ClassedGalaxies,
): Promise<Converged | null> {
  const files = [name, `${name}-weighted`];
  if (!files.every(file => existsSync(new URL(`${file}.json`, places)))) return null;
  const perImage = sidePx * sidePx * 3;
  const test = new Uint8Array(parts.test.length * perImage);
  for (const [i, row] of parts.test.entries())
    test.set(pixels.subarray(row * perImage, (row + 1) * perImage), i * perImage);
  const judged = [];
  for (const file of files) {
    const { tensors } = JSON.parse(readFileSync(new URL(`${file}.json`, places), 'utf8')) as Pick<
      SelfNote,
      'tensors'
    >;
    const weights = readShippedSelf(tensors, new Uint8Array(readFileSync(new URL(`${file}.bin`, places))));
    const encoder = architectureEncoder(architectures[comparedNetworks[name]], weights);
    const vectors = await embedPixels(encoder, test, sidePx);
    encoder.dispose();
    const [weight, bias] = headKeys.map(key => weights.get(key)!.values);
    judged.push(
      judgedClasses(
        linearOutputs(weight, bias, vectors),
        Array.from(parts.test, row => labels[row]),
      ),
    );
  }
  const [plain, weighted] = judged;
  return { ...plain, balancedAccuracyWeighted: weighted.balancedAccuracy };
}
