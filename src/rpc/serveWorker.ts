import { expose } from 'comlink';
import { type PulseMessage, pulseOf } from './pulse.ts';

/** As much of a worker's global scope as is needed to serve. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  postMessage(message: PulseMessage): void;
}

/** The last line of every worker's entry: exposes its calls through Comlink, and answers the pings by which the window knows that it lives. */
export function serveWorker(api: object): void {
  expose(api);
  const scope = globalThis as unknown as WorkerScope;
  scope.addEventListener('message', ({ data }) => {
    if (pulseOf(data) === 'ping') scope.postMessage({ pulse: 'pong' });
  });
  scope.postMessage({ pulse: 'loaded' });
}
