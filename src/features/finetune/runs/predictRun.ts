import type { AskedGalaxies, TrainingState } from '../../../contracts/finetune.ts';
import type { IdRows } from '../../../contracts/ingest.ts';
import { fingerprintOf } from '../../../data/catalogues/catalogueKey.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { RunningJob } from '../../../session/runJob.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { rowsByIdOrder, widthOf } from '../results/answerValues.ts';
import { loadStart } from '../training/trainingExamples.ts';
import type { RunContext } from './runContext.ts';

const imagesPerCall = 256; // 7 MB at 96 px

/** Step 5, as a job of its own: asks a finished run about every galaxy of the catalogue and keeps the answers. Never rejects. */
export async function predictRun(context: RunContext, key: string): Promise<void> {
  const { clients, get, set } = context;
  const { shelf, session } = clients;
  const run = context.runOf(key);
  const { catalogue: opened } = session.catalogue.getState();
  if (!run || !opened) return;
  const title = `Predict ${formatGalaxies(opened.rowCount)}`;
  await context.work(key, 'predicting', title, async job => {
    const [state, answers] = await Promise.all([shelf.state(key), shelf.answers(key)]);
    if (!state || !answers) throw new Error(`${run.name} is not finished: resume its training first.`);
    const all = await predictCatalogue(context, run, state, opened.ids, job);
    const whole = { ...answers, all, allOf: fingerprintOf(opened.ids) };
    await shelf.putAnswers(key, whole);
    if (get().shown !== key) return;
    set({ answers: whole });
    context.publish();
  });
}

/**
 * Outputs of a run's head for every galaxy of the open catalogue. Where only the head learnt, representations made before
 * are used.
 *
 * @returns (n, width) row-major in the order of the sorted ids; NaN where an image cannot be read
 */
async function predictCatalogue(
  { clients, representations }: Pick<RunContext, 'clients' | 'representations'>,
  run: FinetuneRun,
  state: TrainingState,
  ids: IdRows,
  job: RunningJob,
): Promise<Float32Array> {
  const rows = Uint32Array.from(ids, (_, row) => row);
  const control = { signal: job.signal, onProgress: job.report, whenUnpaused: job.whenUnpaused };
  await loadStart(clients, representations, run, control);
  const outputsOf = askRun(clients, run, state);
  const { all, fill } = answersByIdOrder(ids, widthOf(run));

  if (run.options.depth === 'head') {
    await representations.each(rows, control, async (own, vectors) => {
      if (own.length > 0) fill(own, await outputsOf({ kind: 'vectors', vectors }));
    });
    return all;
  }
  for (let at = 0; at < rows.length; at += imagesPerCall) {
    await job.whenUnpaused();
    job.signal.throwIfAborted();
    const batch = await representations.pixels(rows.slice(at, at + imagesPerCall), {});
    const { sidePx, pixels } = batch;
    if (batch.rows.length > 0) fill(batch.rows, await outputsOf({ kind: 'pixels', sidePx, pixels }));
    const done = Math.min(rows.length, at + imagesPerCall);
    job.report({ phase: 'Predicting', done, total: rows.length, unit: 'galaxies' });
  }
  return all;
}

/** A call that gives a run's outputs, (n, width) row-major, on any worker: a new one first opens the run. */
function askRun(
  { tensor }: RunContext['clients'],
  { task, options }: FinetuneRun,
  state: TrainingState,
): (galaxies: AskedGalaxies) => Promise<Float32Array> {
  let openedOn: unknown;
  return galaxies =>
    tensor.call(async api => {
      if (openedOn !== api) {
        await api.openTrained({ task, options, state });
        openedOn = api;
      }
      return (await api.predictGalaxies(galaxies)).outputs;
    });
}

/** Answers of a whole catalogue, NaN until they are filled in, batch by batch: (rows, width) outputs of catalogue rows. */
function answersByIdOrder(ids: IdRows, width: number) {
  const place = new Uint32Array(ids.length); // of each row in the order of the ids
  for (const [at, row] of rowsByIdOrder(ids).entries()) place[row] = at;
  const all = new Float32Array(ids.length * width).fill(Number.NaN);
  return {
    all,
    fill(rows: Uint32Array, outputs: Float32Array): void {
      for (const [i, row] of rows.entries()) {
        all.set(outputs.subarray(i * width, (i + 1) * width), place[row] * width);
      }
    },
  };
}
