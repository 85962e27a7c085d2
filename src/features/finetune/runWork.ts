import type { TrainedEpoch, TrainingState } from '../../contracts/finetune.ts';
import type { EncoderFile } from '../../contracts/tensor.ts';
import type { FinetuneRun, RunAnswers } from '../../data/finetuneRuns.ts';
import { linearOutputs } from '../../maths/linearOutputs.ts';
import type { JobHandle } from '../../session/jobs.ts';
import type { FinetuneClients } from './finetuneClients.ts';
import { figuresOf, judge } from './judgement.ts';
import { requestOf, type Shown } from './prepareTraining.ts';
import type { Representations } from './representations.ts';
import { sortedRows, widthOf } from './runValues.ts';
import { createTrainer, pauseWatch } from './trainer.ts';

export interface TrainedRun {
  /** With figures, finished. */
  run: FinetuneRun;
  answers: RunAnswers;
  file: Blob;
}

/**
 * Trains a run, tells of each epoch, and asks the best one about the galaxies it has not seen. Stopped, it is judged by the
 * epochs there are.
 *
 * @throws AbortError where it was stopped before the first epoch was over
 */
export async function trainRun(
  { session, tensor }: Pick<FinetuneClients, 'session' | 'tensor'>,
  run: FinetuneRun,
  shown: Shown,
  from: TrainingState | undefined,
  job: JobHandle,
  tell: (epoch: TrainedEpoch) => Promise<void>,
): Promise<TrainedRun> {
  const trainer = createTrainer(tensor, requestOf(run, shown.examples), from);
  let epochs = from?.figures ?? run.epochs;
  try {
    const watched = { ...job, untilPaused: () => pauseWatch(session.jobs, job.id) };
    try {
      await trainer.run(watched, async epoch => {
        epochs = epoch.state.figures;
        await tell(epoch);
      });
    } catch (error) {
      if (!job.signal.aborted || epochs.length === 0) throw error;
    }
    const { split, head, numbers, name } = run;
    const test = await trainer.call(api => api.predictRows(split.test));
    const figures = figuresOf(judge(run, test, session.catalogue.getState().rowOf));
    const { train, validation, test: unseen, seed } = split;
    const sizes = { train: train.length, validation: validation.length, test: unseen.length, seed };
    const card = { title: name, split: sizes, figures, ...(head && { head }), ...(numbers && { numbers }) };
    const bytes = await trainer.call(api => api.exportTrained(card));
    return { run: { ...run, epochs, finished: true, figures }, answers: { test }, file: new Blob([bytes]) };
  } finally {
    await trainer.end();
  }
}

/** A run's network as the tensor worker takes it. */
export function encoderFileOf(run: FinetuneRun, blob: Blob): EncoderFile {
  const { key, name } = run;
  const fileName = `${name}.safetensors`;
  const description = 'Fine-tuned in this app.';
  return { name: `run:${key}`, title: name, description, licence: '', credit: '', fileName, blob };
}

/**
 * Asks a run about every galaxy of the open catalogue. Where only its head learnt, representations made before serve.
 *
 * @returns (n, width) in the order of the ids sorted
 */
export async function predictCatalogue(
  clients: Pick<FinetuneClients, 'session' | 'weights'>,
  representations: Representations,
  run: FinetuneRun,
  state: TrainingState,
  file: Blob,
  job: JobHandle,
): Promise<Float32Array> {
  const ids = clients.session.catalogue.getState().catalogue?.ids ?? [];
  const tensors = state.best?.tensors ?? state.tensors;
  const weight = tensors.get('head.linear.weight');
  const bias = tensors.get('head.linear.bias');
  if (!weight || !bias)
    throw new Error(`need a head to predict with; got none of ${run.name}: train it again`);
  const control = { signal: job.signal, onProgress: job.report, whenUnpaused: job.whenUnpaused };
  const headOnly = run.options.depth === 'head';
  await representations.load(
    headOnly ? await clients.weights(run.weights) : encoderFileOf(run, file),
    control,
  );
  const width = widthOf(run);
  const order = sortedRows(ids);
  const place = new Uint32Array(ids.length);
  for (const [at, row] of order.entries()) place[row] = at;
  const all = new Float32Array(ids.length * width).fill(Number.NaN);
  const rows = Uint32Array.from(ids, (_, row) => row);
  await representations.each(rows, control, (own, vectors) => {
    const outputs = linearOutputs(vectors, weight, bias);
    for (const [i, row] of own.entries()) {
      all.set(outputs.subarray(i * width, (i + 1) * width), place[row] * width);
    }
  });
  return all;
}
