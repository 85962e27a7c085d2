import type { DistilRequest, DistilStanding } from '../../../contracts/distil.ts';
import type { JobControl, JobPort } from '../../../contracts/job.ts';
import { type BackendName, deviceLostError } from '../../../contracts/tensor.ts';
import { type WorkerClient, workerCrashedError } from '../../../rpc/client.ts';
import { withJob } from '../../../rpc/jobPort.ts';
import type { DistilCalls } from '../distilClients.ts';

type Client = WorkerClient<DistilCalls>;

/** How often in a row a device may be lost, or a worker die, before it is given up. */
const patience = 2; // one loss happens (sleep, a driver update); a third at once is a sick machine

/** A worker that holds one run, and that comes back from its checkpoint after it has died. */
export interface DistilLine {
  /** Begins a run in place of the one held. */
  begin(request: DistilRequest): Promise<DistilStanding>;
  /** Takes up a kept run; at once where it is the one held. */
  resume(key: string): Promise<DistilStanding>;
  /** Makes a long call about the run held; if the worker or its device goes, once more from the last checkpoint. */
  call<T>(control: JobControl, make: (api: Client['api'], port: JobPort) => Promise<T>): Promise<T>;
  /** Ends the worker; what is kept stays. */
  end(): void;
}

/** @param wish which backend the person prefers; null lets the worker choose */
export function createDistilLine(
  open: () => Client,
  wish: () => BackendName | null,
  onLost: (sentence: string) => void,
): DistilLine {
  let client: Client | null = null;
  let key: string | null = null;
  let losses = 0;

  function end(): void {
    client?.end();
    client = null;
  }

  async function started(first: (api: Client['api']) => Promise<DistilStanding>): Promise<DistilStanding> {
    end();
    const mine = open();
    client = mine;
    try {
      await mine.settle(mine.api.chooseBackend(losses >= patience ? 'wasm' : (wish() ?? undefined)));
      return await mine.settle(first(mine.api));
    } catch (error) {
      if (client === mine) end();
      throw error;
    }
  }

  return {
    begin(request) {
      key = request.key;
      losses = 0;
      return started(api => api.startDistillation(request));
    },
    resume(wanted) {
      key = wanted;
      losses = 0;
      return started(api => api.resumeDistillation(wanted));
    },
    async call(control, make) {
      for (;;) {
        if (!client) throw new Error('need a run to go on with; got none: begin one');
        const mine = client;
        try {
          const value = await withJob(control, port => mine.settle(make(mine.api, port)));
          losses = 0;
          return value;
        } catch (error) {
          const lost =
            error instanceof Error && (error.name === deviceLostError || error.name === workerCrashedError);
          if (!lost || key === null || ++losses > patience) throw error;
          const from = key;
          onLost('The distillation lost its worker; it goes on from its last checkpoint.');
          await started(api => api.resumeDistillation(from));
        }
      }
    },
    end() {
      key = null;
      end();
    },
  };
}
