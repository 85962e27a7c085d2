import { existsSync, readFileSync } from 'node:fs';
import { presetOf } from '../bake/gz2Curated.ts';
import { startNodeBackend } from '../bake/nodeEncoder.ts';
import type {
  Contender,
  CuratedSet,
  DistilMethod,
  EvaluationNetwork,
  PrototypeCard,
  PrototypeSet,
  ShippedPrototypes,
} from '../src/contracts/distill.ts';
import { readPrototypes } from '../src/data/prototypeFiles.ts';
import { createEvaluation, type Evaluation } from '../workers/tensor/distilEvaluation.ts';

/** Test accuracy of fresh networks. */
export interface Accuracy {
  mean: number;
  /** Over the networks. */
  sd: number;
  /** 95 % under a bootstrap of the test images. */
  low: number;
  high: number;
  recipe: string;
}

export type DistillSide = Partial<
  Record<DistilMethod | 'random' | 'average' | 'herding' | 'full' | 'otherArchitecture', Accuracy>
> & {
  /** Share of the distance that STM closes: from the class average (1 a class) or random (10) to the full set. */
  closed?: number;
  /** Iterations behind the shipped images. */
  iterations: Partial<Record<DistilMethod, number>>;
  /** Shipped sets that were judged. */
  sets: Partial<Record<DistilMethod, string>>;
};

export interface DistillFigure {
  /** By images a class. */
  '1': DistillSide;
  '10': DistillSide;
  sidePx: number;
  width: number;
  classes: string[];
  trainImages: number;
  testImages: number;
  fullEpochs: number;
}

const prototypes = new URL('../public/prototypes/', import.meta.url);
const nobody = { report: () => undefined, breathe: async () => undefined };

/** The shipped images of each method beside random, average, herding and full, all judged afresh on the test part of gz2-voted. */
export async function measureDistill(): Promise<DistillFigure> {
  await startNodeBackend(() => performance.now());
  const shipped = await shippedSets();
  const set = await presetOf('gz2-voted.parquet');
  const [one, ten] = [await sideOf(1, shipped, set), await sideOf(10, shipped, set)];
  ten.full = one.full;
  for (const [side, from] of [
    [one, 'average'],
    [ten, 'random'],
  ] as const) {
    const [stm, base, full] = [side.stm?.mean, side[from]?.mean, side.full?.mean];
    if (stm !== undefined && base !== undefined && full !== undefined) {
      side.closed = (stm - base) / (full - base);
    }
  }
  const [first] = shipped;
  return {
    '1': one,
    '10': ten,
    sidePx: set.view.sidePx,
    width: first.card.settings.width,
    classes: set.classes,
    trainImages: set.train.labels.length,
    testImages: set.test.labels.length,
    fullEpochs: first.card.settings.evaluation.fullEpochs,
  };
}

async function sideOf(
  imagesPerClass: number,
  shipped: readonly PrototypeSet[],
  set: CuratedSet,
): Promise<DistillSide> {
  const own = shipped.filter(({ card }) => card.settings.imagesPerClass === imagesPerClass);
  const side: DistillSide = { iterations: {}, sets: {} };
  const judged = async (evaluation: Evaluation, contender: Contender, network: EvaluationNetwork) => {
    const { mean, sd, low, high, recipe } = await evaluation.judge(contender, network, 'test', nobody);
    console.error(
      `${imagesPerClass} a class, ${contender}, ${network}: ${mean.toFixed(3)} ± ${sd.toFixed(3)}`,
    );
    return { mean, sd, low, high, recipe };
  };
  for (const method of ['stm', 'mtt', 'dm'] as const) {
    const found = own.find(({ card }) => card.settings.method === method); // the first of its kind is the one shown
    if (!found) continue;
    const { card, frames } = found;
    const last = frames[frames.length - 1];
    const synthetic = { images: last.images, labels: card.labels, stepSizes: card.stepSizes };
    const evaluation = createEvaluation({ set, settings: card.settings }, synthetic);
    side[method] = await judged(evaluation, 'synthetic', 'convnet');
    side.iterations[method] = last.iteration;
    side.sets[method] = card.name;
    if (method === 'stm') side.otherArchitecture = await judged(evaluation, 'synthetic', 'resnet');
  }
  const [{ card }] = own;
  const evaluation = createEvaluation({ set, settings: card.settings }, undefined);
  const rivals =
    imagesPerClass === 1
      ? (['random', 'average', 'herding', 'full'] as const)
      : (['random', 'herding'] as const);
  for (const contender of rivals) side[contender] = await judged(evaluation, contender, 'convnet');
  return side;
}

async function shippedSets(): Promise<PrototypeSet[]> {
  const index = new URL('index.json', prototypes);
  if (!existsSync(index))
    throw new Error('need the shipped sets of public/prototypes; got none: npm run prototypes');
  const { sets } = JSON.parse(readFileSync(index, 'utf8')) as ShippedPrototypes;
  return Promise.all(
    sets.map(name => {
      const card = JSON.parse(readFileSync(new URL(`${name}.json`, prototypes), 'utf8')) as PrototypeCard;
      return readPrototypes(card, new Uint8Array(readFileSync(new URL(card.images.file, prototypes))));
    }),
  );
}
