import type { DistilRequest, DistilSnapshot, DistilWorker } from '../../../contracts/distillation/distil.ts';
import type { JobControl, JobPort } from '../../../contracts/job.ts';
import { type BackendName, deviceLostError, type TensorWorker } from '../../../contracts/tensor.ts';
import { type WorkerClient, workerCrashedError } from '../../../rpc/client.ts';
import { createRevivingClient, isNamed, mostLosses } from '../../../rpc/revivingClient.ts';

/** What a run asks of its own instance of the tensor worker. */
export type DistilCalls = Pick<TensorWorker, 'chooseBackend'> & DistilWorker;
type Remote = WorkerClient<DistilCalls>['api'];

/** The worker of one run: started at the first call, and after a crash or a lost device again from the last checkpoint. */
export interface DistilClient {
  /** Names the run that calls are about. @param request where it is new */
  take(key: string, request?: DistilRequest): void;
  /** Starts the worker on the run, where it is not up yet. */
  open(control: JobControl): Promise<void>;
  /** A long call about the run. */
  call<T>(control: JobControl, make: (api: Remote, port: JobPort) => Promise<T>): Promise<T>;
  /** Ends the worker, which gives its memory back; what it kept stays. */
  end(): void;
}

/** What the client needs of the house. */
export interface DistilClientOptions {
  /** Starts a worker. */
  openWorker(): WorkerClient<DistilCalls>;
  /** The backend that the person prefers; null lets the worker choose. */
  backend(): BackendName | null;
  /** Told where the run stands each time a worker has opened it. */
  onOpened(key: string, snapshot: DistilSnapshot): void;
  /** Told when a worker is lost, as a sentence. */
  onLost(sentence: string): void;
}

/** A client without a run: `take` names one before the first call. */
export function createDistilClient(options: DistilClientOptions): DistilClient {
  const { openWorker, backend, onOpened, onLost } = options;
  let run: { key: string; request?: DistilRequest } | null = null;
  let losses = 0;
  const client = createRevivingClient(openWorker, {
    async prepare(api) {
      if (!run) throw new Error('need a run to go on with; got none: begin one');
      const { key, request } = run;
      const lastTry = losses >= mostLosses; // a device that was lost so often is left alone
      losses = 0;
      await api.chooseBackend(lastTry ? 'wasm' : (backend() ?? undefined));
      onOpened(key, await (request ? api.startDistillation(request) : api.resumeDistillation(key)));
      run = { key }; // from now on its checkpoint says where it stands
    },
    isLoss: error => isNamed(error, deviceLostError) || isNamed(error, workerCrashedError),
    onLoss(_, inARow) {
      losses = inARow;
      onLost('The distillation lost its worker; it goes on from its last checkpoint.');
    },
  });
  return {
    take(key, request) {
      if (run?.key !== key) client.end();
      run = { key, request };
    },
    open: control => client.job(control, async () => undefined),
    call: client.job,
    end: client.end,
  };
}
