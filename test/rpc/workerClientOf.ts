import type { Remote } from 'comlink';
import { type WorkerClient, workerCrashedError, workerEndedError } from '../../src/rpc/client.ts';

/** The client of a worker that is an object in the same thread. `crash` does what a dying worker does. */
export function workerClientOf<Contract>(
  api: Contract,
): WorkerClient<Contract> & { crash(): void; ended(): boolean } {
  let reject: (error: Error) => void = () => {};
  let isEnded = false;
  const gone = new Promise<never>((_, no) => {
    reject = no;
  });
  gone.catch(() => {}); // nobody may be waiting
  let isGone = false;
  /** A dead worker does nothing and answers nothing. */
  const alive = (call: (...all: unknown[]) => unknown) => {
    return (...all: unknown[]) => (isGone ? new Promise(() => {}) : call(...all));
  };
  const calls = Object.entries(api as Record<string, (...all: unknown[]) => unknown>);
  const named = (name: string) => Object.assign(new Error(name), { name });
  return {
    api: Object.fromEntries(calls.map(([name, call]) => [name, alive(call)])) as unknown as Remote<Contract>,
    settle: call => Promise.race([call, gone]),
    crash() {
      isGone = true;
      reject(named(workerCrashedError));
    },
    ended: () => isEnded,
    end() {
      isEnded = true;
      isGone = true;
      reject(named(workerEndedError));
    },
  };
}
