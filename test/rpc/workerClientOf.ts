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
  const named = (name: string) => Object.assign(new Error(name), { name });
  return {
    api: { ...api } as unknown as Remote<Contract>, // another object each time, as another worker's api is
    settle: call => Promise.race([call, gone]),
    crash: () => reject(named(workerCrashedError)),
    ended: () => isEnded,
    end() {
      isEnded = true;
      reject(named(workerEndedError));
    },
  };
}
