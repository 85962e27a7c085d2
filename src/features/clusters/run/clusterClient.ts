import type { ClusterRequest, ClusterSnapshot } from '../../../contracts/clustering/clusters.ts';
import type { JobControl, JobPort } from '../../../contracts/job.ts';
import { type BackendName, deviceLostError } from '../../../contracts/tensor.ts';
import { type WorkerClient, workerCrashedError } from '../../../rpc/client.ts';
import { createRevivingClient, isNamed, mostLosses } from '../../../rpc/revivingClient.ts';
import type { TensorJobs } from '../../../rpc/tensorClient.ts';

type Remote = WorkerClient<TensorJobs>['api'];

/** What the worker is to hold: a run, or a trained network. */
type Held =
  | { kind: 'run'; key: string; request?: ClusterRequest }
  | { kind: 'model'; key: string; open(api: Remote): Promise<void> };

/** The worker of one clustering: started at the first call, and after a crash or a lost device again from what is kept. */
export interface ClusterClient {
  /** Names what calls are about. */
  take(held: Held): void;
  /** A call about it. */
  call<T>(control: JobControl, make: (api: Remote, port: JobPort) => Promise<T>): Promise<T>;
  /** Ends the worker, which gives its memory back; what it kept stays. */
  end(): void;
}

/** What the client needs of the house. */
interface ClusterClientOptions {
  openWorker(): WorkerClient<TensorJobs>;
  /** The backend that is best here, or that the person prefers. */
  backend(): Promise<BackendName>;
  /** Told where the run stands each time a worker has opened it. */
  onOpened(key: string, snapshot: ClusterSnapshot): void;
  /** Told when a worker is lost, as a sentence. */
  onLost(sentence: string): void;
}

/** A client that holds nothing: `take` says what before the first call. */
export function createClusterClient(options: ClusterClientOptions): ClusterClient {
  const { openWorker, backend, onOpened, onLost } = options;
  let held: Held | null = null;
  let losses = 0;
  const client = createRevivingClient(openWorker, {
    async prepare(api) {
      if (!held) throw new Error('need a clustering; got none: begin or open one');
      const lastTry = losses >= mostLosses; // a device that was lost so often is left alone
      losses = 0;
      await api.chooseBackend(lastTry ? 'wasm' : await backend());
      if (held.kind === 'model') return held.open(api);
      const { key, request } = held;
      onOpened(key, await (request ? api.startClustering(request) : api.resumeClustering(key)));
      held = { kind: 'run', key }; // from now on its checkpoint says where it stands
    },
    isLoss: error => isNamed(error, deviceLostError) || isNamed(error, workerCrashedError),
    onLoss(_, inARow) {
      losses = inARow;
      onLost('The clustering lost its worker; it goes on from its last checkpoint.');
    },
  });
  return {
    take(next) {
      if (held?.kind !== next.kind || held.key !== next.key) client.end();
      held = next;
    },
    call: client.job,
    end: client.end,
  };
}
