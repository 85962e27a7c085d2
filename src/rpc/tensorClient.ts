import type { Remote } from 'comlink';
import type { JobControl, JobPort } from '../contracts/job.ts';
import {
  type BackendName,
  type BackendReport,
  deviceLostError,
  type EncoderCard,
  type EncoderFile,
  type TensorWorker,
} from '../contracts/tensor.ts';
import { type WorkerClient, workerEndedError } from './client.ts';
import { withJob } from './jobPort.ts';

/** How often in a row a device may be lost before the next backend is tried. */
const patience = 2; // one reset happens (sleep, a driver update); a second at once is a sick driver

/** A tensor worker that comes back after its device is lost, with its backend chosen and its encoder loaded. */
export interface TensorLine {
  /** Races the backends, or takes the one asked for; later calls answer from the first. */
  report(): Promise<BackendReport>;
  /** Starts afresh with another wish; null lets the race decide. */
  prefer(backend: BackendName | null): void;
  /** Loads weights by the name they ship under, or from a file, whose bytes are kept at hand for another start. */
  loadEncoder(weights: string | EncoderFile, control?: JobControl): Promise<EncoderCard>;
  /** Makes a call that is simply made again, in a new worker, when the device is lost meanwhile. */
  call<T>(make: (api: Remote<TensorWorker>) => Promise<T>): Promise<T>;
  end(): void;
}

/**
 * @param open starts a tensor worker
 * @param modelsUrl folder of the shipped weights, absolute
 * @param onLost told each time a device was lost, with what happens next, as a sentence
 */
export function createTensorLine(
  open: () => WorkerClient<TensorWorker>,
  modelsUrl: string,
  onLost: (sentence: string) => void,
): TensorLine {
  let client: WorkerClient<TensorWorker> | null = null;
  let report: Promise<BackendReport> | null = null;
  let encoder: string | EncoderFile | null = null;
  let wish: BackendName | null = null;
  let losses = 0;

  const load = (api: Remote<TensorWorker>, weights: string | EncoderFile, port?: JobPort) =>
    typeof weights === 'string'
      ? api.loadEncoder(weights, modelsUrl, port)
      : api.loadEncoderFile(weights, port);

  function end(): void {
    client?.end();
    client = null;
    report = null;
  }

  /** The running worker with its backend chosen; after a loss also with the encoder it had. */
  async function ready(): Promise<{ worker: WorkerClient<TensorWorker>; report: BackendReport }> {
    if (!client || !report) {
      client = open();
      const worker = client;
      const wanted = encoder;
      report = worker.settle(worker.api.chooseBackend(wish ?? undefined)).then(async chosen => {
        if (wanted) await worker.settle(load(worker.api, wanted));
        return chosen;
      });
      report.catch(() => {
        if (client === worker) end(); // a passing failure is not remembered: the next call starts afresh
      });
    }
    const worker = client;
    return { worker, report: await report };
  }

  /** The device is gone and with it every tensor of its worker. */
  async function giveUp(worker: WorkerClient<TensorWorker>): Promise<void> {
    if (client !== worker) return; // another call has already seen to it
    losses++;
    const lost = await report?.catch(() => null);
    end();
    if (losses >= patience && lost?.chosen === 'webgpu') {
      wish = 'wasm';
      onLost('The graphics processor was lost again; the work goes on with WebAssembly.');
    } else {
      onLost('The graphics processor was lost; it was started again and the work goes on where it was.');
    }
  }

  async function call<T>(make: (api: Remote<TensorWorker>) => Promise<T>): Promise<T> {
    for (;;) {
      const used = client;
      try {
        const { worker } = await ready();
        const value = await worker.settle(make(worker.api));
        losses = 0;
        return value;
      } catch (error) {
        const name = error instanceof Error ? error.name : '';
        if (name === workerEndedError && client !== used) continue; // restarted with another backend: ask again
        if (name !== deviceLostError || losses > patience || !client) throw error;
        await giveUp(client);
      }
    }
  }

  return {
    report: async () => (await ready()).report,
    prefer(backend) {
      if (backend === wish && client) return;
      wish = backend;
      losses = 0;
      end();
    },
    async loadEncoder(weights, control = {}) {
      const card = await call(api => withJob(control, port => load(api, weights, port)));
      encoder = weights;
      return card;
    },
    call,
    end,
  };
}
