import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { isAbort } from '../../../rpc/jobPort.ts';
import type { JobHandle } from '../../../session/jobs.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { finetuneSource } from '../labels/labelSources.ts';
import { columnsOf, inRows, valuesOf, widthOf } from '../results/runValues.ts';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import type { Representations } from '../training/representations.ts';
import type { RunsState, RunsStore, RunWork } from './runsState.ts';

/** What everything that is done to runs has in hand. */
export interface RunsDesk {
  clients: FinetuneClients;
  representations: Representations;
  get: RunsStore['getState'];
  set(fields: Partial<RunsState>): void;
  runOf(key: string): FinetuneRun | undefined;
  /** Puts a run in the list in place of its former self, the first of all. */
  put(run: FinetuneRun): void;
  /** Columns of the run shown, as far as it has answered. */
  publish(): void;
  /** One thing at a time, in the jobs tray, its failure as a sentence. Never rejects. */
  work(
    key: string,
    doing: RunWork['doing'],
    title: string,
    act: (job: JobHandle) => Promise<void>,
  ): Promise<void>;
}

export function createRunsDesk(
  clients: FinetuneClients,
  representations: Representations,
  get: RunsDesk['get'],
  set: RunsDesk['set'],
): RunsDesk {
  const { catalogue, columns, jobs } = clients.session;
  const runOf = (key: string) => get().runs?.find(each => each.key === key);
  return {
    clients,
    representations,
    get,
    set,
    runOf,
    put(run) {
      const others = (get().runs ?? []).filter(each => each.key !== run.key);
      set({ runs: [run, ...others] });
    },
    publish() {
      const { shown, answers } = get();
      const run = shown ? runOf(shown) : undefined;
      const { catalogue: opened } = catalogue.getState();
      const all = answers?.all;
      const fits = run && all && opened && all.length === opened.rowCount * widthOf(run);
      const found = fits ? columnsOf(run, valuesOf(run, inRows(all, opened.ids, widthOf(run)))) : [];
      columns.getState().publishAll(finetuneSource, found);
    },
    async work(key, doing, title, act) {
      if (get().work) return;
      const job = jobs.getState().start(title, { pausable: true });
      set({ work: { key, doing, jobId: job.id }, failure: null });
      job.report({ phase: 'Loading the network', done: 0, total: 0, unit: 'galaxies' });
      try {
        await act(job);
        job.finish(job.signal.aborted ? 'stopped' : 'done');
      } catch (error) {
        if (isAbort(error) || job.signal.aborted) job.finish('stopped');
        else {
          job.finish('failed', sentenceOf(error));
          set({ failure: sentenceOf(error) });
        }
      } finally {
        clients.tensor.end();
        set({ work: null });
      }
    },
  };
}
