import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import { finetuneSource } from '../labels/labelSources.ts';
import { answersByRow, answerValuesOf, columnsOf, widthOf } from '../results/answerValues.ts';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import type { RepresentationCache } from '../training/representationCache.ts';
import type { RunsState, RunsStore, RunWork } from './runsState.ts';

/** What every action on the runs of a catalogue uses: the clients, and the store's state with its common changes. */
export interface RunContext {
  clients: FinetuneClients;
  representations: RepresentationCache;
  get: RunsStore['getState'];
  set(fields: Partial<RunsState>): void;
  runOf(key: string): FinetuneRun | undefined;
  /** Puts a run first in the list, in place of its earlier version; a run of another catalogue is not listed. */
  put(run: FinetuneRun): void;
  /** Publishes the columns of the run shown, if it has predicted the catalogue, and withdraws those of other runs. */
  publish(): void;
  /** Works on a run as a job of the tray; does nothing while other work is under way. Never rejects. */
  work(
    key: string,
    doing: RunWork['doing'],
    title: string,
    act: (job: RunningJob) => Promise<void>,
  ): Promise<void>;
  /** Resolves when the work under way has ended; at once where there is none. */
  whenIdle(): Promise<void>;
}

/** Connects the actions on runs with the store of `get` and `set`. */
export function createRunContext(
  clients: FinetuneClients,
  representations: RepresentationCache,
  get: RunContext['get'],
  set: RunContext['set'],
): RunContext {
  const { catalogue, columns, jobs } = clients.session;
  let working = Promise.resolve();
  const runOf = (key: string) => get().runs?.find(each => each.key === key);
  return {
    clients,
    representations,
    get,
    set,
    runOf,
    put(run) {
      if (run.catalogue !== get().catalogue) return; // another was opened meanwhile
      const others = (get().runs ?? []).filter(each => each.key !== run.key);
      set({ runs: [run, ...others] });
    },
    publish() {
      const { shown, answers } = get();
      const run = shown ? runOf(shown) : undefined;
      const { catalogue: opened } = catalogue.getState();
      const all = run && answers && opened && answersByRow(answers, opened, widthOf(run));
      const found = all ? columnsOf(run, answerValuesOf(run, all)) : [];
      columns.getState().publishAll(finetuneSource, found);
    },
    async work(key, doing, title, act) {
      if (get().work) return;
      const held = (job: RunningJob) => clients.locks.hold(key, runOf(key)?.name ?? title, () => act(job));
      const running = runJob(jobs, title, held, {
        pausable: true,
        room: 'finetune',
        first: { phase: 'Loading the network', done: 0, total: 0, unit: 'galaxies' },
        onStart: jobId => set({ work: { key, doing, jobId }, failure: null }),
      });
      working = running.then(end => {
        clients.tensor.end();
        set({ work: null, ...(end.outcome === 'failed' && { failure: end.failure }) });
      });
      await working;
    },
    whenIdle: () => working,
  };
}
