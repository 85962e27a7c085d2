import { type Remote, wrap } from 'comlink';

/** The name of the error with which calls reject whose worker was ended under them. */
export const workerEndedError = 'WorkerEndedError';

/** The name of the error with which calls reject whose worker died, or never started. */
export const workerCrashedError = 'WorkerCrashedError';

/** A running worker and the typed door to it. */
export interface WorkerClient<Contract> {
  api: Remote<Contract>;
  /** Waits for a call of `api`, and rejects with a WorkerEndedError should the worker be ended first. */
  settle<T>(call: Promise<T>): Promise<T>;
  /** Ends the worker at once. */
  end(): void;
}

/**
 * Opens a worker that exposes `Contract` through Comlink.
 *
 * @param start makes the worker; Vite wants `new Worker(new URL(…, import.meta.url), { type: 'module' })` spelt out there
 */
export function openWorker<Contract>(start: () => Worker): WorkerClient<Contract> {
  const worker = start();
  let reject: (error: Error) => void = () => {};
  const ended = new Promise<never>((_, no) => {
    reject = no;
  });
  ended.catch(() => {}); // nobody may be waiting
  worker.addEventListener('error', event => {
    const error = new Error(
      `A worker of the app could not go on: ${event.message || 'it did not load'}. Reload the page.`,
    );
    error.name = workerCrashedError;
    reject(error);
  });
  return {
    api: wrap<Contract>(worker),
    settle: call => Promise.race([call, ended]),
    end() {
      worker.terminate();
      const error = new Error('The worker was ended.');
      error.name = workerEndedError;
      reject(error);
    },
  };
}
