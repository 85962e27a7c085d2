import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { balancedAccuracy, confusionMatrix } from '../../../maths/statistics/confusion.ts';
import { labelDraws } from '../../../maths/statistics/labelDraws.ts';
import { balancedWeights } from '../../../maths/statistics/trainingBatches.ts';
import { isAbort } from '../../../rpc/jobPort.ts';
import type { JobHandle } from '../../../session/jobs.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { answeredRows, type ClassQuestion } from '../labels/question.ts';
import { likeliest } from '../results/runValues.ts';
import type { FinetuneClients, StartChoice } from '../training/finetuneClients.ts';
import { requestOf, type Shown, showGalaxies } from '../training/prepareTraining.ts';
import { keptViewsOf, optionsOf, type Recipe } from '../training/recipe.ts';
import type { Representations } from '../training/representations.ts';
import { createTrainer } from '../training/trainer.ts';
import { planTraining } from '../training/trainingPlan.ts';

/** Balanced accuracy on the test split of one training. */
export interface ComparedTraining {
  start: string;
  /** Labels it was trained on. */
  labels: number;
  draw: number;
  accuracy: number;
}

export interface ComparisonState {
  trainings: readonly ComparedTraining[];
  /** Names and titles of what is compared, in order. */
  starts: readonly StartChoice[];
  classes: number;
  job: number | null;
  failure: string | null;
  /** The same labels and split from several starts; of several numbers of labels where `draws` are wanted. Never rejects. */
  compare(
    question: ClassQuestion,
    recipe: Recipe,
    starts: readonly StartChoice[],
    draws: number,
  ): Promise<void>;
  stop(): void;
  forget(): void;
}

export type ComparisonStore = StoreApi<ComparisonState>;

const sizes = [10, 20, 50, 100, 200, 500, 1000, 2000]; // the paper's and beyond: even steps on a scale of powers

/** Trainings side by side: which start learns a question from how few labels. */
export function createComparisonStore(
  clients: FinetuneClients,
  representations: Representations,
): ComparisonStore {
  const { session, tensor } = clients;
  const { catalogue, jobs } = session;

  return createStore<ComparisonState>((set, get) => {
    /** Trains on some of the training part and answers with the accuracy on the test part. */
    async function trainOnce(run: FinetuneRun, shown: Shown, job: JobHandle): Promise<number> {
      if (run.task.kind !== 'classes') throw new TypeError('need classes to compare starts; got amounts');
      const { classes, labels } = run.task;
      const trainer = createTrainer(tensor, requestOf(run, shown.examples));
      try {
        await trainer.run({ ...job, report: () => {} }, async () => {});
        const outputs = await trainer.call(api => api.predictRows(run.split.test));
        const truth = Uint8Array.from(run.split.test, i => labels[i]);
        return balancedAccuracy(confusionMatrix(truth, likeliest(outputs, classes), classes));
      } finally {
        await trainer.end();
      }
    }

    async function all(
      question: ClassQuestion,
      recipe: Recipe,
      starts: readonly StartChoice[],
      draws: number,
      job: JobHandle,
    ): Promise<void> {
      const ids = catalogue.getState().catalogue?.ids ?? [];
      const options = optionsOf(recipe);
      const keptViews = keptViewsOf(recipe);
      const augmentation = recipe.augmentation ?? undefined;
      let done = 0;
      for (const { name, title } of starts) {
        const showing = { weights: name, options, augmentation, keptViews };
        const rows = answeredRows(question);
        const shown = await showGalaxies(clients, representations, showing, rows, {
          signal: job.signal,
          onProgress: progress =>
            job.report({ ...progress, phase: `${title}: ${progress.phase.toLowerCase()}` }),
        });
        const plan = planTraining(question, shown.rows, ids, recipe);
        const { task, split } = plan;
        if (task.kind !== 'classes') return;
        const few = sizes.filter(size => size >= task.classes && size < split.train.length);
        const whole = { size: split.train.length, draw: 0, seed: recipe.seed, rows: split.train };
        const drawn = draws > 0 ? labelDraws(split.train, task.labels, few, draws, recipe.seed) : [];
        const total = starts.length * (drawn.length + 1);
        for (const { size, draw, seed, rows: train } of [...drawn, whole]) {
          await job.whenUnpaused();
          job.report({ phase: `${title}: ${size} labels`, done, total, unit: 'trainings' });
          const weights =
            recipe.balance === 'weights'
              ? { classWeights: balancedWeights(train, task.labels, task.classes) }
              : {};
          const run = {
            ...plan,
            ...showing,
            task: { ...task, ...weights },
            split: { ...split, train },
            options: { ...options, seed },
          } as FinetuneRun;
          const accuracy = await trainOnce(run, shown, job);
          set({ trainings: [...get().trainings, { start: name, labels: size, draw, accuracy }] });
          done++;
        }
      }
    }

    return {
      trainings: [],
      starts: [],
      classes: 2,
      job: null,
      failure: null,
      async compare(question, recipe, starts, draws) {
        if (get().job !== null) return;
        const title = draws > 0 ? 'Label-efficiency curve' : `Compare ${starts.length} starts`;
        const job = jobs.getState().start(title, { pausable: true });
        set({ job: job.id, failure: null, trainings: [], starts, classes: question.classes.length });
        job.report({ phase: 'Loading the network', done: 0, total: 0, unit: 'trainings' });
        try {
          await all(question, recipe, starts, draws, job);
          job.finish('done');
        } catch (error) {
          if (isAbort(error) || job.signal.aborted) job.finish('stopped');
          else {
            job.finish('failed', sentenceOf(error));
            set({ failure: sentenceOf(error) });
          }
        } finally {
          tensor.end();
          set({ job: null });
        }
      },
      stop() {
        const { job } = get();
        if (job !== null) jobs.getState().cancel(job);
      },
      forget() {
        get().stop();
        set({ trainings: [], starts: [], failure: null });
      },
    };
  });
}
