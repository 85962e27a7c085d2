import { expose } from 'comlink';
import { type PulseMessage, pulseOf } from './pulse.ts';
import { quietJobs } from './quietJobs.ts';

/** As much of a worker's global scope as is needed to serve. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  postMessage(message: PulseMessage): void;
}

/** The last line of every worker's entry: exposes its calls through Comlink, and answers the pings by which the window knows that it lives, and whether its jobs move. */
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
