import type { AskedGalaxies } from '../../../contracts/finetune.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { Degradation } from '../../../maths/segmentation/degradedImages.ts';
import { type Interval, wilsonInterval } from '../../../maths/statistics/intervals.ts';
import type { RunningJob } from '../../../session/runJob.ts';
import { answerValuesOf, likeliest } from '../results/answerValues.ts';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import type { RepresentationCache } from '../training/representationCache.ts';
import { loadStart } from '../training/trainingExamples.ts';

/** How a picture is made worse, step by step; 0 is the picture as it is. */
export const degradations: readonly {
  kind: Degradation['kind'];
  title: string;
  axis: string;
  amounts: readonly number[];
}[] = [
  { kind: 'noise', title: 'Added noise', axis: 'deviation, of 255', amounts: [0, 5, 10, 20, 40] },
  { kind: 'blur', title: 'Blur', axis: 'deviation, % of the picture', amounts: [0, 0.5, 1, 2, 4] },
  { kind: 'dimming', title: 'Dimming', axis: 'magnitudes fainter', amounts: [0, 0.5, 1, 1.5, 2] },
];

const mostGalaxies = 300; // of the test split: an interval of ± 5 points, and two networks done in a minute or two
const together = 64; // images a call

/** Accuracy of a run on pictures made worse. */
export interface RobustnessPoint extends Interval {
  kind: Degradation['kind'];
  amount: number;
  accuracy: number;
  count: number;
}

/** Steps that one run takes. */
const robustnessSteps = 1 + degradations.reduce((sum, { amounts }) => sum + amounts.length - 1, 0);

/**
 * Asks a run about the same galaxies with noise, blur and less light. The noise is the same for every run.
 *
 * @param ids of galaxies it was not shown, and `labels` their classes by its own numbers; at most 300 evenly chosen are asked about
 * @param show told after each step what there is so far
 */
export async function testRobustness(
  clients: Pick<FinetuneClients, 'tensor' | 'weights' | 'shelf' | 'session'>,
  representations: RepresentationCache,
  { run, ids, labels }: { run: FinetuneRun; ids: readonly string[]; labels: Uint8Array },
  job: Pick<RunningJob, 'signal' | 'report' | 'whenUnpaused'>,
  show: (points: RobustnessPoint[]) => void,
): Promise<void> {
  const { task } = run;
  if (task.kind !== 'classes') throw new Error(`${run.name} tells no classes apart.`);
  const state = await clients.shelf.state(run.key);
  if (!state) throw new Error(`${run.name} is not finished: resume its training first.`);
  const { rowOf } = clients.session.catalogue.getState();
  const every = Math.max(1, ids.length / mostGalaxies);
  const chosen = Array.from({ length: Math.min(ids.length, mostGalaxies) }, (_, i) => Math.floor(i * every));
  const labelOf = new Map(
    chosen.flatMap(i => (rowOf(ids[i]) === undefined ? [] : [[rowOf(ids[i])!, labels[i]]])),
  );
  const control = { signal: job.signal, onProgress: job.report };
  const { view } = await loadStart(clients, representations, run, control);
  const { rows, sidePx, pixels } = await representations.pixels(Uint32Array.from(labelOf.keys()), control);
  if (rows.length === 0)
    throw new Error(
      'None of the galaxies that both runs were not shown has a picture that can be read here: open the catalogue with its images, then test again.',
    );
  const perImage = sidePx * sidePx * 3;
  let openedOn: unknown;

  /** How many of the galaxies it is right about. */
  async function rightOn(degradation: Degradation): Promise<number> {
    let right = 0;
    for (let at = 0; at < rows.length; at += together) {
      await job.whenUnpaused();
      job.signal.throwIfAborted();
      const own = rows.slice(at, at + together);
      const shown = pixels.slice(at * perImage, (at + own.length) * perImage);
      const outputs = await clients.tensor.call(async api => {
        if (openedOn !== api) {
          await api.openTrained({ task: run.task, options: run.options, state: state! });
          openedOn = api;
        }
        const worse = await api.degrade(
          { sidePx, pixels: shown, cropFraction: view.cropFraction },
          degradation,
          at,
        );
        const asked: AskedGalaxies =
          run.options.depth === 'head'
            ? {
                kind: 'vectors',
                vectors: await api.embed({ rows: own, sidePx, pixels: worse, problems: [] }),
              }
            : { kind: 'pixels', sidePx, pixels: worse };
        return (await api.predictGalaxies(asked)).outputs;
      });
      const said = likeliest(answerValuesOf(run, outputs), (task as { classes: number }).classes);
      for (const [i, row] of own.entries()) right += Number(said[i] === labelOf.get(row));
    }
    return right;
  }

  const points: RobustnessPoint[] = [];
  let plain: number | undefined;
  let done = 0;
  for (const { kind, amounts } of degradations) {
    for (const amount of amounts) {
      const right = amount === 0 && plain !== undefined ? plain : await rightOn({ kind, amount });
      if (amount === 0 && plain === undefined) plain = right;
      const count = rows.length;
      points.push({ kind, amount, accuracy: right / count, count, ...wilsonInterval(right, count) });
      if (amount > 0 || done === 0) done++;
      job.report({ phase: `Testing ${run.name}`, done, total: robustnessSteps, unit: 'steps' });
      show([...points]);
    }
  }
}
