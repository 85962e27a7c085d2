import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress } from '../contracts/job.ts';

/** How a job stands or ended. */
type JobOutcome = 'running' | 'done' | 'stopped' | 'failed';

/** Something a person started that takes a while. */
export interface Job {
  id: number;
  /** True if it can be paused between two steps. */
  pausable: boolean;
  paused: boolean;
  /** "Embed 17,070 galaxies" */
  title: string;
  outcome: JobOutcome;
  progress: Progress | null;
  /** Clock at start and at the last progress, in milliseconds. */
  startedMs: number;
  updatedMs: number;
  /** Clock when what progress counts began: later than the start where a job counts one thing after another. */
  countedFromMs: number;
  /** Why it failed, as a sentence. */
  failure?: string;
  /** Name of the room that shows its result, if one does. */
  room?: string;
}

/** What the code that does a job reports through. */
export interface JobHandle {
  id: number;
  signal: AbortSignal;
  /** Resolves at once, or when a paused job is resumed or cancelled; a pausable job waits for it between its steps. */
  whenUnpaused(): Promise<void>;
  /** Shown in the list of jobs. */
  report(progress: Progress): void;
  /** Ends the job, once. @param failure why it failed, as a sentence */
  finish(outcome: Exclude<JobOutcome, 'running'>, failure?: string): void;
}

/** State of the jobs store. */
interface JobsState {
  /** Newest first; finished ones stay until dismissed. */
  jobs: Job[];
  start(title: string, options?: { pausable?: boolean; room?: string }): JobHandle;
  pause(id: number): void;
  resume(id: number): void;
  /** Stops a running job, which keeps the work done so far. */
  cancel(id: number): void;
  dismiss(id: number): void;
}

/** Holds the jobs of the tray. */
export type JobsStore = StoreApi<JobsState>;

/** The list of long-running work. @param now clock in milliseconds */
export function createJobsStore(now: () => number): JobsStore {
  const controllers = new Map<number, AbortController>();
  const resting = new Map<number, { promise: Promise<void>; wake: () => void; sinceMs: number }>();
  let lastId = 0;
  return createStore<JobsState>((set, get) => {
    function change(id: number, fields: Partial<Job>): void {
      set({ jobs: get().jobs.map(job => (job.id === id ? { ...job, ...fields } : job)) });
    }
    function resume(id: number): void {
      const rest = resting.get(id);
      const job = get().jobs.find(each => each.id === id);
      if (!rest || !job) return;
      resting.delete(id);
      const restedMs = now() - rest.sinceMs; // a pause does not count in the rate
      const { startedMs, countedFromMs } = job;
      change(id, {
        paused: false,
        startedMs: startedMs + restedMs,
        countedFromMs: countedFromMs + restedMs,
      });
      rest.wake();
    }
    return {
      jobs: [],
      start(title, { pausable = false, room } = {}) {
        const id = ++lastId;
        const controller = new AbortController();
        controllers.set(id, controller);
        const startedMs = now();
        const job: Job = {
          id,
          pausable,
          paused: false,
          title,
          outcome: 'running',
          progress: null,
          startedMs,
          updatedMs: startedMs,
          countedFromMs: startedMs,
          room,
        };
        set({ jobs: [job, ...get().jobs.filter(j => j.outcome !== 'done')] });
        return {
          id,
          signal: controller.signal,
          whenUnpaused: () => resting.get(id)?.promise ?? Promise.resolve(),
          report(progress) {
            const job = get().jobs.find(each => each.id === id);
            const countsAnew = job?.progress && progress.done < job.progress.done;
            change(id, {
              progress,
              updatedMs: now(),
              ...(countsAnew && { countedFromMs: job.updatedMs }),
            });
          },
          finish(outcome, failure) {
            controllers.delete(id);
            change(id, { outcome, failure, updatedMs: now() });
          },
        };
      },
      pause(id) {
        if (!controllers.has(id) || resting.has(id)) return;
        let wake: () => void = () => {};
        const promise = new Promise<void>(resolve => {
          wake = resolve;
        });
        resting.set(id, { promise, wake, sinceMs: now() });
        change(id, { paused: true });
      },
      resume,
      cancel(id) {
        controllers.get(id)?.abort();
        resume(id); // a paused job waits for this
      },
      dismiss: id => set({ jobs: get().jobs.filter(job => job.id !== id || job.outcome === 'running') }),
    };
  });
}

/** Seconds left at the average rate so far; undefined until a twentieth of the work is done or 2 s have passed. */
export function secondsLeft(job: Pick<Job, 'progress' | 'countedFromMs' | 'updatedMs'>): number | undefined {
  const progress = job.progress;
  const elapsedMs = job.updatedMs - job.countedFromMs;
  if (!progress || progress.total <= 0) return undefined;
  const { done, total, before = 0 } = progress;
  if (done <= before) return undefined;
  if (elapsedMs < 2000 && (done - before) / (total - before) < 0.05) return undefined; // too early to tell
  return ((elapsedMs / (done - before)) * (total - done)) / 1000;
}

/** Share of the work done, 0–1; undefined while it is not known. */
export function jobShare({ progress }: Job): number | undefined {
  return progress && progress.total > 0 ? progress.done / progress.total : undefined;
}
