import { type Remote, wrap } from 'comlink';

/** A running worker and the typed door to it. */
export interface WorkerClient<Contract> {
  api: Remote<Contract>;
  /** Ends the worker at once; calls under way never settle, so `whenEnded` rejects for whoever waits. */
  end(): void;
}

/**
 * Opens a worker that exposes `Contract` through Comlink.
 *
 * @param start makes the worker; Vite wants `new Worker(new URL(…, import.meta.url), { type: 'module' })` spelt out there
 */
export function openWorker<Contract>(start: () => Worker): WorkerClient<Contract> {
  const worker = start();
  return { api: wrap<Contract>(worker), end: () => worker.terminate() };
}
