import { transfer } from 'comlink';
import type { JobControl, JobPort, Progress } from '../contracts/job.ts';

/** What crosses a job's port: progress towards the window, one cancel towards the worker. */
export type JobMessage = { kind: 'progress'; progress: Progress } | { kind: 'cancel' };

/** Whether an error is a cancel, which is not a failure: callers tell the two apart by its name. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/**
 * Runs one long call of a worker with progress and cancellation.
 *
 * @param control where progress goes and the signal that cancels; a signal already aborted rejects without a call
 * @param call makes the call with the port it is handed as its last argument
 * @returns what the call returns; rejects with an AbortError once the worker has stopped
 */
export async function withJob<T>(control: JobControl, call: (port: JobPort) => Promise<T>): Promise<T> {
  control.signal?.throwIfAborted();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event: MessageEvent<JobMessage>) => {
    if (event.data.kind === 'progress') control.onProgress?.(event.data.progress);
  };
  const cancel = () => port1.postMessage({ kind: 'cancel' } satisfies JobMessage);
  control.signal?.addEventListener('abort', cancel);
  try {
    return await call(transfer(port2, [port2]));
  } finally {
    control.signal?.removeEventListener('abort', cancel);
    port1.close();
  }
}
