import type {
  FinetuneWorker,
  TrainedEpoch,
  TrainingOptions,
  TrainingRequest,
} from '../../src/contracts/finetune.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { zoobotRecipe } from '../../src/maths/statistics/trainingRecipe.ts';
import { lite0 } from '../../src/nets/encoders/efficientNet.ts';
import type { StartNetwork } from '../../workers/tensor/startNetwork.ts';
import { tinyDimension, tinyLite } from '../nets/training/tinyLite.ts';

/** Galaxies of two classes and a tiny network to train on them in seconds. */
export const [tinyCount, tinySidePx, dimension] = [24, 32, tinyDimension];
/** (n) rows from … to − 1 of the galaxies. */
export const rows = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
/** (count) 0 or 1 */
export const labels = Uint8Array.from({ length: tinyCount }, (_, i) => i % 2);
export const options: TrainingOptions = {
  ...zoobotRecipe,
  depth: 'head',
  seed: 3,
  learningRate: 0.05,
  batchSize: 4,
  maxEpochs: 3,
  dropout: 0,
};
export const random = createRandom(9);
/** A galaxy of class 1 is bright, one of class 0 dark. */
export const pixels = Uint8Array.from({ length: tinyCount * tinySidePx * tinySidePx * 3 }, (_, i) =>
  Math.min(255, random.integer(120) + 120 * labels[Math.floor(i / (tinySidePx * tinySidePx * 3))]),
);
export const vectors = Float32Array.from(
  { length: tinyCount * dimension },
  (_, i) => 0.5 * random.normal() + 2 * labels[Math.floor(i / dimension)] - 1,
);
export const trainingRequestOf = (
  examples: TrainingRequest['examples'],
  changed: Partial<TrainingOptions> = {},
): TrainingRequest => ({
  examples,
  task: { kind: 'classes', classes: 2, labels },
  train: rows(0, 16),
  validation: rows(16, tinyCount),
  options: { ...options, ...changed },
});
export const ofVectors = (changed?: Partial<TrainingOptions>) =>
  trainingRequestOf({ kind: 'vectors', vectors }, changed);

export const card = {
  name: 'tiny',
  title: 'Tiny',
  architecture: 'efficientnet_lite0',
  dimension,
  view: { sidePx: tinySidePx, cropFraction: 0.7 },
  description: '',
  licence: 'MIT',
  credit: 'nobody',
  bytes: 0,
  sha256: '0',
};
export const tiny: StartNetwork = {
  card,
  weights: tinyLite(),
  network: { family: 'efficientnet', ...lite0 },
};

/** Trains until it is finished. */
export async function toEnd(worker: FinetuneWorker): Promise<TrainedEpoch[]> {
  const epochs: TrainedEpoch[] = [];
  do epochs.push(await worker.trainEpoch());
  while (!epochs.at(-1)!.finished);
  return epochs;
}
