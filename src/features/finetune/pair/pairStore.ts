import { createStore, type StoreApi } from 'zustand/vanilla';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import { measuredColumns, measuredSidePx, measuredSource } from '../../../session/measuredColumns.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import type { RepresentationCache } from '../training/representationCache.ts';
import { type RobustnessPoint, testRobustness } from './robustness.ts';

const measuredTogether = 32; // galaxies a call: a second or so

/** Galaxies that a run is asked about anew. */
export interface TestedRun {
  run: FinetuneRun;
  ids: readonly string[];
  /** (n) classes by the run's own numbers. */
  labels: Uint8Array;
}

interface PairState {
  /** Accuracy on worse pictures, by a run's key. */
  robustness: ReadonlyMap<string, readonly RobustnessPoint[]>;
  /** Id of the job under way. */
  job: number | null;
  /** Why the last job ended early, as a sentence. */
  failure: string | null;
  /** Answers of a run's test split. */
  answers(key: string): Promise<RunAnswers | undefined>;
  /** Asks runs about the same galaxies with noise, blur and less light, one after the other. Never rejects. */
  test(runs: readonly TestedRun[]): Promise<void>;
  /** Measures light, size and shape of these catalogue rows and publishes columns. Never rejects. */
  measure(rows: Uint32Array): Promise<void>;
  stop(): void;
  forget(): void;
}

/** Store of what two runs are compared by, made by `createPairStore`. */
export type PairStore = StoreApi<PairState>;

/** What is found out about two runs beyond their answers. @param isBusy whether the worker is trained or compared on: it holds one network */
export function createPairStore(
  clients: FinetuneClients,
  representations: RepresentationCache,
  isBusy: () => boolean,
): PairStore {
  const { session, shelf, tensor } = clients;
  return createStore<PairState>((set, get) => {
    async function work(title: string, act: (job: RunningJob) => Promise<void>): Promise<void> {
      if (get().job !== null) return;
      if (isBusy()) {
        set({ failure: 'A training is under way: test the runs once it has ended.' });
        return;
      }
      const onStart = (job: number) => set({ job, failure: null });
      const end = await runJob(session.jobs, title, act, { pausable: true, room: 'finetune', onStart });
      tensor.end();
      set({ job: null, ...(end.outcome === 'failed' && { failure: end.failure }) });
    }
    return {
      robustness: new Map(),
      job: null,
      failure: null,
      answers: key => shelf.answers(key),
      test: runs =>
        work('Test with noise, blur and dimming', async job => {
          for (const each of runs) {
            await testRobustness(clients, representations, each, job, points =>
              set({ robustness: new Map(get().robustness).set(each.run.key, points) }),
            );
          }
        }),
      measure: rows =>
        work(`Measure ${formatGalaxies(rows.length)}`, async job => {
          const { catalogue } = session.catalogue.getState();
          if (!catalogue) return;
          const view = { sidePx: measuredSidePx, cropFraction: 1 };
          const [read, values]: [number[], number[]] = [[], []];
          for (let from = 0; from < rows.length; from += measuredTogether) {
            await job.whenUnpaused();
            job.signal.throwIfAborted();
            const part = rows.slice(from, from + measuredTogether);
            const batch = await clients.pixels(catalogue.handle, part, view);
            values.push(...(await tensor.call(api => api.measureGalaxies(batch))));
            read.push(...batch.rows);
            const done = Math.min(rows.length, from + measuredTogether);
            job.report({ phase: 'Measuring', done, total: rows.length, unit: 'galaxies' });
          }
          const { catalogue: now } = session.catalogue.getState();
          if (!now || keyOfCatalogue(now) !== keyOfCatalogue(catalogue)) return;
          if (now.rowCount < catalogue.rowCount) return; // rows of the galaxies measured may be gone
          const made = measuredColumns(read, Float64Array.from(values), now.rowCount);
          session.columns.getState().publishAll(measuredSource, made);
        }),
      stop() {
        const { job } = get();
        if (job !== null) session.jobs.getState().cancel(job);
      },
      forget() {
        get().stop();
        set({ robustness: new Map(), failure: null });
      },
    };
  });
}
