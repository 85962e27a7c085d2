import type { Remote } from 'comlink';
import type { ClusterWorker } from '../contracts/clustering/clusters.ts';
import type { DistilWorker } from '../contracts/distillation/distil.ts';
import type { FinetuneWorker } from '../contracts/finetune.ts';
import type { JobControl, JobPort } from '../contracts/job.ts';
import {
  type BackendName,
  type BackendReport,
  deviceLostError,
  type EncoderCard,
  type EncoderFile,
  type TensorWorker,
} from '../contracts/tensor.ts';
import type { SelfWorker } from '../contracts/training/selfsupervision.ts';
import { type WorkerClient, workerCrashedError } from './client.ts';
import { createRevivingClient, isNamed } from './revivingClient.ts';

/** All calls that the script of every tensor worker answers. */
export type TensorJobs = TensorWorker & DistilWorker & FinetuneWorker & ClusterWorker & SelfWorker;

/** A tensor worker that comes back after it or its device is lost, with its backend chosen and its encoder loaded. */
export interface TensorClient {
  /** The backend in use: the fastest of a race, or the preferred one. Later calls return the first report. */
  report(): Promise<BackendReport>;
  /** Starts again with another preferred backend; null lets the race decide. Calls under way are repeated. */
  prefer(backend: BackendName | null): void;
  /** Loads weights by the name they ship under, or from a file, whose bytes are kept for a restart. */
  loadEncoder(weights: string | EncoderFile, control?: JobControl): Promise<EncoderCard>;
  /** Makes a call; if the worker or its device is lost meanwhile, it is repeated in a new worker. */
  call<T>(make: (api: Remote<TensorJobs>) => Promise<T>): Promise<T>;
  /** Ends the worker; calls under way reject, the next call starts another. */
  end(): void;
}

const lossesBeforeWasm = 2; // one reset is normal (sleep, a driver update); a second in a row means a faulty driver

/**
 * @param open starts a tensor worker
 * @param modelsUrl folder of the shipped weights, absolute
 * @param onLost told each time the worker or its device was lost, in a sentence that says what happens next
 */
export function createTensorClient(
  open: () => WorkerClient<TensorJobs>,
  modelsUrl: string,
  onLost: (sentence: string) => void,
): TensorClient {
  let report: BackendReport | null = null;
  let encoder: string | EncoderFile | null = null;
  let wish: BackendName | null = null;

  const load = (api: Remote<TensorJobs>, weights: string | EncoderFile, port?: JobPort) =>
    typeof weights === 'string'
      ? api.loadEncoder(weights, modelsUrl, port)
      : api.loadEncoderFile(weights, port);

  const client = createRevivingClient(open, {
    async prepare(api) {
      const chosen = await api.chooseBackend(wish ?? undefined);
      if (encoder) await load(api, encoder);
      report = chosen;
    },
    isLoss: error => isNamed(error, deviceLostError) || isNamed(error, workerCrashedError),
    onLoss(error, losses) {
      if (!isNamed(error, deviceLostError)) {
        onLost('A worker stopped; it was started again and the work goes on where it was.');
      } else if (losses >= lossesBeforeWasm && report?.chosen === 'webgpu') {
        wish = 'wasm';
        onLost('The graphics processor was lost again; the work goes on with WebAssembly.');
      } else {
        onLost('The graphics processor was lost; it was started again and the work goes on where it was.');
      }
    },
  });

  return {
    report: () => client.call(async () => report as BackendReport), // set once the worker is prepared
    prefer(backend) {
      if (backend === wish) return;
      wish = backend;
      client.restart();
    },
    async loadEncoder(weights, control = {}) {
      const card = await client.job(control, (api, port) => load(api, weights, port));
      encoder = weights;
      return card;
    },
    call: client.call,
    end: client.end,
  };
}
