import { isAbort } from '../../../rpc/jobPort.ts';
import type { JobHandle, JobsStore } from '../../../session/jobs.ts';

/**
 * Makes a call under a job that can rest: a pause cancels the call, which keeps what it did, and it is made again when the job
 * goes on. Stopping the job rejects with an AbortError.
 */
export async function steadily<T>(
  jobs: JobsStore,
  job: JobHandle,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (;;) {
    await job.whenUnpaused();
    job.signal.throwIfAborted();
    const controller = new AbortController();
    const cancel = () => controller.abort();
    job.signal.addEventListener('abort', cancel);
    const stopWatching = jobs.subscribe(state => {
      if (state.jobs.some(({ id, paused }) => id === job.id && paused)) cancel();
    });
    try {
      return await call(controller.signal);
    } catch (error) {
      if (!isAbort(error) || job.signal.aborted) throw error;
    } finally {
      stopWatching();
      job.signal.removeEventListener('abort', cancel);
    }
  }
}
