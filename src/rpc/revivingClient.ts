import type { Remote } from 'comlink';
import type { JobControl, JobPort } from '../contracts/job.ts';
import { type WorkerClient, workerCrashedError, workerEndedError } from './client.ts';
import { withJob } from './jobPort.ts';

/** How often in a row a worker may be lost under calls before they fail. */
export const mostLosses = 2; // one loss is normal (sleep, a driver update); a third in a row means that the machine has a problem

/** A worker that is started at the first call; when it is lost, another is started and the call repeated. */
interface RevivingClient<Contract> {
  /** Makes a call. Its arguments and `prepare` give the worker all it needs, because it may be a new one at each call. */
  call<T>(make: (api: Remote<Contract>) => Promise<T>): Promise<T>;
  /** The same with progress and cancellation; once cancelled it is not repeated. */
  job<T>(control: JobControl, make: (api: Remote<Contract>, port: JobPort) => Promise<T>): Promise<T>;
  /** Ends the worker and repeats the calls under way on a new one: for when `prepare` would now do something else. */
  restart(): void;
  /** Ends the worker; calls under way reject with a WorkerEndedError, the next call starts another. */
  end(): void;
}

interface RevivingOptions<Contract> {
  /** Prepares a new worker before its first call. If it rejects, the worker is ended and the next call tries again. */
  prepare?(api: Remote<Contract>): Promise<unknown>;
  /** True for errors that mean that the worker, or what it holds, is lost. Default: it crashed or never loaded. */
  isLoss?(error: unknown): boolean;
  /**
   * Milliseconds without a call after which the worker is ended, with all the memory it takes: for one that keeps nothing that a
   * later call needs. Default: never.
   */
  restMs?: number;
  /** Asked when that time is over; where it says no, the worker stays until the next call is over. Default: yes */
  mayRest?(): boolean;
  /** Told of each loss before the next worker starts. @param losses in a row, from 1 */
  onLoss?(error: unknown, losses: number): void;
}

interface Running<Contract> {
  client: WorkerClient<Contract>;
  /** Resolves once it is prepared. */
  ready: Promise<unknown>;
  /** Why it was lost, and whether too many were lost before it; null while it was not. */
  loss: { error: unknown; final: boolean } | null;
  restarted: boolean;
}

/** True for an Error of this name. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** @param open starts a worker */
export function createRevivingClient<Contract>(
  open: () => WorkerClient<Contract>,
  options: RevivingOptions<Contract> = {},
): RevivingClient<Contract> {
  const { prepare, isLoss = error => isNamed(error, workerCrashedError), restMs, mayRest, onLoss } = options;
  let current: Running<Contract> | null = null;
  let losses = 0;
  let underWay = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  function started(): Running<Contract> {
    if (current) return current;
    const client = open();
    const ready = client.settle(prepare ? prepare(client.api) : Promise.resolve());
    const mine: Running<Contract> = { client, ready, loss: null, restarted: false };
    current = mine;
    ready.catch(() => drop(mine)); // the next call starts another
    return mine;
  }

  function drop(one: Running<Contract>): void {
    if (current === one) current = null;
    one.client.end();
  }

  /** Counts a loss once, however many calls it interrupts. @throws the error after too many in a row */
  function giveUp(one: Running<Contract>, error: unknown): void {
    if (!one.loss) {
      losses++;
      one.loss = { error, final: losses > mostLosses };
      drop(one);
      if (!one.loss.final) onLoss?.(error, losses);
      else losses = 0; // a later call gets new tries
    }
    if (one.loss.final) throw one.loss.error;
  }

  /** Ends a worker that nobody has asked anything for a while. */
  function restLater(): void {
    if (restMs === undefined || underWay > 0) return;
    rest = setTimeout(() => {
      if (current && (mayRest?.() ?? true)) drop(current);
    }, restMs);
  }

  async function call<T>(make: (api: Remote<Contract>) => Promise<T>): Promise<T> {
    clearTimeout(rest);
    underWay++;
    try {
      return await answered(make);
    } finally {
      underWay--;
      restLater();
    }
  }

  async function answered<T>(make: (api: Remote<Contract>) => Promise<T>): Promise<T> {
    let lost = 0; // of this call alone: one that crashes every worker fails even while others succeed
    for (;;) {
      const used = started();
      try {
        await used.ready;
        const value = await used.client.settle(make(used.client.api));
        losses = 0;
        return value;
      } catch (error) {
        if (used.restarted && isNamed(error, workerEndedError)) continue;
        const endedByLoss = used.loss && isNamed(error, workerEndedError); // another call noticed the loss first
        if (!isLoss(error) && !endedByLoss) throw error;
        giveUp(used, error);
        if (++lost > mostLosses) throw used.loss?.error ?? error;
      }
    }
  }

  return {
    call,
    job: (control, make) => call(api => withJob(control, port => make(api, port))),
    restart() {
      losses = 0;
      if (!current) return;
      current.restarted = true;
      drop(current);
    },
    end() {
      clearTimeout(rest);
      if (current) drop(current);
    },
  };
}
