import { createStore, type StoreApi } from 'zustand/vanilla';
import { runJob } from '../../../session/runJob.ts';
import { formatCounted } from '../../../ui/text/quantity.ts';
import type { ClassQuestion } from '../labels/question.ts';
import type { FinetuneClients, StartChoice } from '../training/finetuneClients.ts';
import type { Recipe } from '../training/recipe.ts';
import type { RepresentationCache } from '../training/representationCache.ts';
import { type ComparedTraining, trainFromStarts } from './comparedTrainings.ts';

interface ComparisonState {
  /** The finished trainings, in the order in which they were trained. */
  trainings: readonly ComparedTraining[];
  /** The starts compared, in order. */
  starts: readonly StartChoice[];
  /** How many classes the question has. */
  classes: number;
  /** Id of the job under way. */
  job: number | null;
  /** Why the last comparison ended early, as a sentence. */
  failure: string | null;
  /**
   * Trains on the same labels and split from several starts. Never rejects.
   *
   * @param draws trainings for each of several numbers of labels; 0: only one on all of them
   */
  compare(
    question: ClassQuestion,
    recipe: Recipe,
    starts: readonly StartChoice[],
    draws: number,
  ): Promise<void>;
  stop(): void;
  forget(): void;
}

/** Store of the comparison, made by `createComparisonStore`. */
export type ComparisonStore = StoreApi<ComparisonState>;

/** Trainings side by side: which start learns a question from how few labels. */
export function createComparisonStore(
  clients: FinetuneClients,
  representations: RepresentationCache,
): ComparisonStore {
  const { session, tensor } = clients;
  const { jobs } = session;

  return createStore<ComparisonState>((set, get) => ({
    trainings: [],
    starts: [],
    classes: 2,
    job: null,
    failure: null,
    async compare(question, recipe, starts, draws) {
      if (get().job !== null) return;
      const title = draws > 0 ? 'Label-efficiency curve' : `Compare ${formatCounted(starts.length, 'start')}`;
      const comparison = { question, recipe, starts, draws };
      const onTrained = (training: ComparedTraining) => set({ trainings: [...get().trainings, training] });
      const end = await runJob(
        jobs,
        title,
        job => trainFromStarts(clients, representations, comparison, job, onTrained),
        {
          pausable: true,
          room: 'finetune',
          first: { phase: 'Loading the network', done: 0, total: 0, unit: 'trainings' },
          onStart: job =>
            set({ job, failure: null, trainings: [], starts, classes: question.classes.length }),
        },
      );
      tensor.end();
      set({ job: null, ...(end.outcome === 'failed' && { failure: end.failure }) });
    },
    stop() {
      const { job } = get();
      if (job !== null) jobs.getState().cancel(job);
    },
    forget() {
      get().stop();
      set({ trainings: [], starts: [], failure: null });
    },
  }));
}
