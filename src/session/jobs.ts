import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress } from '../contracts/job.ts';

export type JobOutcome = 'running' | 'done' | 'stopped' | 'failed';

/** Something a person started that takes a while. */
export interface Job {
  id: number;
  /** "Embed 17,070 galaxies" */
  title: string;
  outcome: JobOutcome;
  progress: Progress | null;
  /** Clock at start and at the last progress, in milliseconds. */
  startedMs: number;
  updatedMs: number;
  /** Why it failed, as a sentence. */
  failure?: string;
}

export interface JobHandle {
  signal: AbortSignal;
  report(progress: Progress): void;
  finish(outcome: Exclude<JobOutcome, 'running'>, failure?: string): void;
}

export interface JobsState {
  /** Newest first; finished ones stay until dismissed. */
  jobs: Job[];
  start(title: string): JobHandle;
  /** Stops a running job: it keeps what there is. */
  cancel(id: number): void;
  dismiss(id: number): void;
}

export type JobsStore = StoreApi<JobsState>;

/** The list of long-running work. @param now clock in milliseconds */
export function createJobsStore(now: () => number): JobsStore {
  const controllers = new Map<number, AbortController>();
  let lastId = 0;
  return createStore<JobsState>((set, get) => {
    function change(id: number, fields: Partial<Job>): void {
      set({ jobs: get().jobs.map(job => (job.id === id ? { ...job, ...fields } : job)) });
    }
    return {
      jobs: [],
      start(title) {
        const id = ++lastId;
        const controller = new AbortController();
        controllers.set(id, controller);
        const startedMs = now();
        const job: Job = { id, title, outcome: 'running', progress: null, startedMs, updatedMs: startedMs };
        set({ jobs: [job, ...get().jobs.filter(j => j.outcome !== 'done')] });
        return {
          signal: controller.signal,
          report: progress => change(id, { progress, updatedMs: now() }),
          finish(outcome, failure) {
            controllers.delete(id);
            change(id, { outcome, failure, updatedMs: now() });
          },
        };
      },
      cancel: id => controllers.get(id)?.abort(),
      dismiss: id => set({ jobs: get().jobs.filter(job => job.id !== id || job.outcome === 'running') }),
    };
  });
}

/** Seconds left at the average rate so far; undefined until a twentieth or 2 s of the work is done. */
export function secondsLeft(job: Job): number | undefined {
  const progress = job.progress;
  const elapsedMs = job.updatedMs - job.startedMs;
  if (!progress || progress.total <= 0 || progress.done <= 0) return undefined;
  if (elapsedMs < 2000 && progress.done / progress.total < 0.05) return undefined; // too early to tell
  return ((elapsedMs / progress.done) * (progress.total - progress.done)) / 1000;
}
