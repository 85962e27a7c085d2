import type { JobControl, Progress } from '../contracts/job.ts';
import { isAbort } from '../rpc/jobPort.ts';
import type { JobHandle, JobsStore } from './jobs.ts';
import { sentenceOf } from './notices.ts';

/** How a job ended; a stopped one may still have a value. */
type JobEnd<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'stopped'; value?: T }
  | { outcome: 'failed'; failure: string; error: unknown };

/** What the function that does a job gets. */
export interface RunningJob extends Pick<JobHandle, 'id' | 'signal' | 'report' | 'whenUnpaused'> {
  /**
   * Makes a long call that a pause cancels and that is repeated when the job continues; the call must keep its progress.
   *
   * @throws AbortError once the job is stopped
   */
  untilDone<T>(call: (control: Required<JobControl>) => Promise<T>): Promise<T>;
}

/** How a job is run. */
interface RunJobOptions {
  /** True if it can be paused between two steps. Default false. */
  pausable?: boolean;
  /** Name of the room that shows its result, if one does. */
  room?: string;
  /** Stops the job as its Stop button does, where the result is no longer needed. */
  signal?: AbortSignal;
  /** Progress shown before the work reports any. */
  first?: Progress;
  /** Called with the job's id before the work begins. */
  onStart?(id: number): void;
  /** The sentence for a failure. Default: the error's own. */
  explain?(error: unknown): string;
}

/**
 * Runs something a person started as a job of the tray. Never rejects.
 *
 * @param title "Embed 17,070 galaxies"
 */
export async function runJob<T>(
  jobs: JobsStore,
  title: string,
  act: (job: RunningJob) => Promise<T>,
  options: RunJobOptions = {},
): Promise<JobEnd<T>> {
  const { pausable = false, room, first, onStart, explain = sentenceOf } = options;
  const handle = jobs.getState().start(title, { pausable, room });
  const signal = options.signal ? AbortSignal.any([handle.signal, options.signal]) : handle.signal;
  onStart?.(handle.id);
  if (first) handle.report(first);
  const { id, report, whenUnpaused } = handle;
  const untilDone: RunningJob['untilDone'] = call =>
    untilDoneUnder(jobs, { id, signal, report, whenUnpaused }, call);
  try {
    const value = await act({ id, signal, report, whenUnpaused, untilDone });
    handle.finish(signal.aborted ? 'stopped' : 'done');
    return { outcome: signal.aborted ? 'stopped' : 'done', value };
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      handle.finish('stopped');
      return { outcome: 'stopped' };
    }
    const failure = explain(error);
    handle.finish('failed', failure);
    return { outcome: 'failed', failure, error };
  }
}

async function untilDoneUnder<T>(
  jobs: JobsStore,
  job: Omit<RunningJob, 'untilDone'>,
  call: (control: Required<JobControl>) => Promise<T>,
): Promise<T> {
  for (;;) {
    await job.whenUnpaused();
    job.signal.throwIfAborted();
    const pause = new AbortController();
    const stopWatching = jobs.subscribe(state => {
      if (state.jobs.some(({ id, paused }) => id === job.id && paused)) pause.abort();
    });
    try {
      return await call({ signal: AbortSignal.any([job.signal, pause.signal]), onProgress: job.report });
    } catch (error) {
      if (!isAbort(error) || job.signal.aborted) throw error; // a pause does not end the job
    } finally {
      stopWatching();
    }
  }
}
