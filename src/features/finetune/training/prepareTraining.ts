import type { TrainingRequest } from '../../../contracts/finetune.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard } from '../../../contracts/tensor.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { FinetuneClients } from './finetuneClients.ts';
import { needsPixels } from './recipe.ts';
import type { Representations } from './representations.ts';

/** Galaxies as a network is shown them, and the network. */
export interface Shown {
  card: EncoderCard;
  /** Catalogue rows that can be shown, in the order asked for. */
  rows: Uint32Array;
  examples: TrainingRequest['examples'];
}

type Showing = Pick<FinetuneRun, 'weights' | 'augmentation' | 'keptViews'> & {
  options: Pick<FinetuneRun['options'], 'depth'>;
};

/** Loads the network a training begins from and gathers what it is shown of galaxies. */
export async function showGalaxies(
  clients: Pick<FinetuneClients, 'weights'>,
  representations: Representations,
  { weights, augmentation, keptViews, options }: Showing,
  rows: Uint32Array,
  control: JobControl,
): Promise<Shown> {
  const card = await representations.load(await clients.weights(weights), control);
  if (!needsPixels({ depth: options.depth, augmentation: augmentation ?? null })) {
    const found = await representations.of(rows, control);
    return { card, rows: found.rows, examples: { kind: 'vectors', vectors: found.vectors } };
  }
  const { rows: readable, sidePx, pixels } = await representations.pixels(rows, control);
  const views = augmentation ? { augmentation } : {};
  const kept = keptViews === undefined ? {} : { keptViews };
  return { card, rows: readable, examples: { kind: 'pixels', sidePx, pixels, ...views, ...kept } };
}

/** What the worker is asked of a run. @param examples in the order of the run's galaxies */
export function requestOf(run: FinetuneRun, examples: TrainingRequest['examples']): TrainingRequest {
  const { task, split, options } = run;
  return { examples, task, train: split.train, validation: split.validation, options };
}
