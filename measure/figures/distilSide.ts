import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CuratedSet } from '../../src/contracts/curation.ts';
import type { DistilSettings } from '../../src/contracts/distillation/distilSettings.ts';
import type {
  Contender,
  EvaluationNetwork,
  PrototypeCard,
  PrototypeSet,
  ShippedPrototypes,
} from '../../src/contracts/distillation/prototypes.ts';
import { readPrototypes } from '../../src/data/runs/prototypeFiles.ts';
import { type DistilMethod, methodNames } from '../../src/maths/distillation/distilMethods.ts';
import { createEvaluation, type Evaluation } from '../../workers/tensor/distilEvaluation.ts';

/** Test accuracy of fresh networks. */
interface Accuracy {
  mean: number;
  /** Over the networks. */
  sd: number;
  /** 95 % under a bootstrap of the test images. */
  low: number;
  high: number;
  recipe: string;
}

/** Test accuracies of one number of images a class, by what fresh networks were taught with. */
export type DistilSide = Partial<
  Record<DistilMethod | 'random' | 'average' | 'herding' | 'full' | 'otherArchitecture', Accuracy>
> & {
  /** Share of the distance that STM closes: from the class average (1 a class) or random (10) to the full set. */
  closed?: number;
  /** Iterations behind the shipped images. */
  iterations: Partial<Record<DistilMethod, number>>;
  /** Shipped sets that were judged. */
  sets: Partial<Record<DistilMethod, string>>;
};

/** Sets that the app ships, and those of the benchmark, which are only measured. */
export const prototypeFolders = {
  galaxies: new URL('../../public/prototypes/', import.meta.url),
  fashion: new URL('../fashion/', import.meta.url),
};
const nobody = { report: () => undefined, breathe: async () => undefined };

/**
 * The shipped sets of one size beside what they are to be compared with, all judged afresh on the test part.
 *
 * @param full how the full set is judged, where not as the cards have it
 */
export async function sideOf(
  imagesPerClass: number,
  shipped: readonly PrototypeSet[],
  set: CuratedSet,
  full: Partial<DistilSettings['evaluation']> = {},
): Promise<DistilSide> {
  const own = shipped.filter(({ card }) => card.settings.imagesPerClass === imagesPerClass);
  const side: DistilSide = { iterations: {}, sets: {} };
  const judged = async (evaluation: Evaluation, contender: Contender, network: EvaluationNetwork) => {
    const { mean, sd, low, high, recipe } = await evaluation.judge(contender, network, 'test', nobody);
    console.error(
      `${imagesPerClass} a class, ${contender}, ${network}: ${mean.toFixed(3)} ± ${sd.toFixed(3)}`,
    );
    return { mean, sd, low, high, recipe };
  };
  for (const method of methodNames) {
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
  if (own.length === 0) throw new Error(`need a shipped set of ${imagesPerClass} a class; got none`);
  const { settings } = own[0].card;
  const { fullEpochs } = { ...settings.evaluation, ...full }; // herding's features are those of a network that saw all
  const evaluation = createEvaluation(
    { set, settings: { ...settings, evaluation: { ...settings.evaluation, fullEpochs } } },
    undefined,
  );
  for (const contender of ['random', 'herding'] as const) {
    side[contender] = await judged(evaluation, contender, 'convnet');
  }
  if (imagesPerClass > 1) return side;
  side.average = await judged(evaluation, 'average', 'convnet');
  const whole = { ...settings, evaluation: { ...settings.evaluation, ...full } };
  side.full = await judged(createEvaluation({ set, settings: whole }, undefined), 'full', 'convnet');
  return side;
}

/** The sets that a folder's index.json names. */
export async function shippedSets(folder: URL): Promise<PrototypeSet[]> {
  const file = new URL('index.json', folder);
  if (!existsSync(file)) {
    throw new Error(`need ${fileURLToPath(file)}; got none: npm run distil, then npm run prototypes`);
  }
  const { sets } = JSON.parse(readFileSync(file, 'utf8')) as ShippedPrototypes;
  return Promise.all(
    sets.map(name => {
      const card = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as PrototypeCard;
      return readPrototypes(card, new Uint8Array(readFileSync(new URL(card.images.file, folder))));
    }),
  );
}
