import { type Remote, wrap } from 'comlink';
import { isLoadFailure, loadFailureSentence, tellLoadFailure } from './loadFailure.ts';
import { silenceLimitMs } from './pulse.ts';
import { watchWorker } from './watchWorker.ts';

/** Name of the error with which calls reject when their worker is ended. */
export const workerEndedError = 'WorkerEndedError';

/** Name of the error with which calls reject when their worker died, never started, or has not answered for too long. */
export const workerCrashedError = 'WorkerCrashedError';

/** A running worker and typed calls to it. */
export interface WorkerClient<Contract> {
  api: Remote<Contract>;
  /**
   * Waits for a call of `api`, and pings the worker meanwhile. Rejects with a WorkerEndedError if the worker is
   * ended first, with a WorkerCrashedError if it dies, falls silent or stands still.
   */
  settle<T>(call: Promise<T>): Promise<T>;
  /** Ends the worker at once. */
  end(): void;
}

/**
 * Opens a worker that exposes `Contract` by `serveWorker`.
 *
 * @param start makes the worker; Vite wants `new Worker(new URL(…, import.meta.url), { type: 'module' })` spelt out there
 * @param limitMs how long the worker may give no answer while calls are under way, and a job in it neither report nor
 * breathe, in milliseconds. Default 30,000
 */
export function openWorker<Contract>(
  start: () => Worker,
  limitMs = silenceLimitMs(),
): WorkerClient<Contract> {
  const worker = start();
  let lost: Error | null = null;
  const waiting = new Set<(error: Error) => void>();
  /** Only the first reason counts. */
  function lose(name: string, message: string): void {
    lost ??= Object.assign(new Error(message), { name });
    for (const reject of waiting) reject(lost);
    waiting.clear();
  }
  /** A race with one promise that stays open for the worker's life would hold every answer for as long. */
  function unlessLost<T>(call: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (lost) reject(lost);
      else waiting.add(reject);
      call.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  }
  const crash = (why: string) =>
    lose(workerCrashedError, `A worker of the app could not continue: ${why}. Reload the page.`);
  const watch = watchWorker(worker, limitMs, crash);
  worker.addEventListener('error', event => {
    if (!watch.loaded() && !event.message) tellLoadFailure(); // the error of a script that did not load has no message
    crash(event.message || 'it did not load');
  });
  return {
    api: wrap<Contract>(worker),
    async settle(call) {
      watch.during(call);
      try {
        return await unlessLost(call);
      } catch (error) {
        if (!isLoadFailure(error)) throw error;
        tellLoadFailure();
        throw new Error(loadFailureSentence, { cause: error });
      }
    },
    end() {
      watch.end();
      worker.terminate();
      lose(workerEndedError, 'The worker was ended.');
    },
  };
}
