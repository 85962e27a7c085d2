import { expose } from 'comlink';
import { type PulseMessage, pulseOf } from './pulse.ts';
import { quietJobs } from './quietJobs.ts';

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  postMessage(message: PulseMessage): void;
}

/**
 * The last line of every worker's entry: exposes its calls through Comlink, and answers the pings that tell the window that it
 * is alive and that its jobs make progress.
 */
export function serveWorker(api: object): void {
  expose(api);
  const scope = globalThis as unknown as WorkerScope;
  scope.addEventListener('message', ({ data }) => {
    const message = pulseOf(data);
    if (message?.pulse !== 'ping') return;
    scope.postMessage({ pulse: 'pong', quietMs: quietJobs.atPing(message.everyMs) });
  });
  scope.postMessage({ pulse: 'loaded' });
}
