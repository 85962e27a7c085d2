import type { AskedGalaxies, TrainedEpoch, TrainingState } from '../../../contracts/finetune.ts';
import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import type { JobHandle } from '../../../session/jobs.ts';
import { figuresOf, judge } from '../results/judgement.ts';
import { sortedRows, widthOf } from '../results/runValues.ts';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import { requestOf, type Shown } from '../training/prepareTraining.ts';
import type { Representations } from '../training/representations.ts';
import { createTrainer, pauseWatch } from '../training/trainer.ts';

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

const imagesAtOnce = 256; // 7 MB at 96 px

/**
 * Asks a run about every galaxy of the open catalogue. Where only its head learnt, representations made before serve.
 *
 * @returns (n, width) in the order of the ids sorted; NaN where an image cannot be read
 */
export async function predictCatalogue(
  clients: Pick<FinetuneClients, 'session' | 'tensor' | 'weights'>,
  representations: Representations,
  run: FinetuneRun,
  state: TrainingState,
  job: JobHandle,
): Promise<Float32Array> {
  const ids = clients.session.catalogue.getState().catalogue?.ids ?? [];
  const control = { signal: job.signal, onProgress: job.report, whenUnpaused: job.whenUnpaused };
  await representations.load(await clients.weights(run.weights), control);
  let openedOn: unknown;
  const ask = (galaxies: AskedGalaxies) =>
    clients.tensor.call(async api => {
      if (openedOn !== api) {
        await api.openTrained({ task: run.task, options: run.options, state }); // also on the worker after a lost device
        openedOn = api;
      }
      return (await api.predictGalaxies(galaxies)).outputs;
    });
  const width = widthOf(run);
  const place = new Uint32Array(ids.length);
  for (const [at, row] of sortedRows(ids).entries()) place[row] = at;
  const all = new Float32Array(ids.length * width).fill(Number.NaN);
  const take = (rows: Uint32Array, outputs: Float32Array) => {
    for (const [i, row] of rows.entries()) {
      all.set(outputs.subarray(i * width, (i + 1) * width), place[row] * width);
    }
  };
  const rows = Uint32Array.from(ids, (_, row) => row);
  if (run.options.depth === 'head') {
    await representations.each(rows, control, async (own, vectors) => {
      if (own.length > 0) take(own, await ask({ kind: 'vectors', vectors }));
    });
    return all;
  }
  for (let at = 0; at < rows.length; at += imagesAtOnce) {
    await job.whenUnpaused();
    job.signal.throwIfAborted();
    const batch = await representations.pixels(rows.slice(at, at + imagesAtOnce), {});
    const { sidePx, pixels } = batch;
    if (batch.rows.length > 0) take(batch.rows, await ask({ kind: 'pixels', sidePx, pixels }));
    const done = Math.min(rows.length, at + imagesAtOnce);
    job.report({ phase: 'Predicting', done, total: rows.length, unit: 'galaxies' });
  }
  return all;
}
