import type { Remote } from 'comlink';
import type {
  TrainedCard,
  TrainedEpoch,
  TrainingRequest,
  TrainingState,
} from '../../../contracts/finetune.ts';
import type { JobControl, Progress } from '../../../contracts/job.ts';
import { withJob } from '../../../rpc/jobPort.ts';
import type { FinetuneCalls, FinetuneWorkerClient } from './finetuneClients.ts';

/** A training on the network that the worker has loaded. A lost device loses no more than the current epoch. */
export interface WorkerTraining {
  /**
   * Trains to the end of the current epoch. If cancelled it stops after a batch, and the next call continues there.
   *
   * @throws AbortError once cancelled
   */
  trainEpoch(control: JobControl): Promise<TrainedEpoch>;
  /** Outputs of the best epoch's head for rows of the examples. @returns (rows, outputs) row-major, before softmax, concentration or scale */
  predict(rows: Uint32Array): Promise<Float32Array>;
  /** The best epoch's network as a safetensors file. */
  exportNetwork(card: TrainedCard): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Asks the worker to free the training's memory, before anything it is asked later. Its answer is not waited for: a worker
   * that was lost in this moment would never give one.
   */
  end(): void;
}

/** @param from state of a training of the same request to continue from */
export function createWorkerTraining(
  client: FinetuneWorkerClient,
  request: TrainingRequest,
  from?: TrainingState,
): WorkerTraining {
  let state = from;
  let startedOn: Remote<FinetuneCalls> | undefined;

  /** Makes a call on a worker that holds the training: a new worker first continues from the last epoch's state. */
  function call<T>(control: JobControl, make: (api: Remote<FinetuneCalls>) => Promise<T>): Promise<T> {
    return client.call(async api => {
      if (startedOn !== api) {
        await withJob(control, port => api.startTraining(request, state, port));
        startedOn = api;
      }
      return make(api);
    });
  }

  return {
    async trainEpoch({ signal, onProgress }) {
      const epochsBefore = state?.figures.length ?? 0;
      const control: JobControl = {
        signal,
        onProgress: progress => onProgress?.(overAllEpochs(progress, epochsBefore, request)),
      };
      const epoch = await call(control, api => withJob(control, port => api.trainEpoch(port)));
      state = epoch.state;
      return epoch;
    },
    predict: rows => call({}, api => api.predictRows(rows)),
    exportNetwork: card => call({}, api => api.exportTrained(card)),
    end() {
      startedOn?.endTraining().catch(() => {}); // a worker that has ended holds nothing
    },
  };
}

/** Progress within an epoch as progress within all epochs; progress before the first epoch stays as it is. */
function overAllEpochs(
  progress: Progress,
  epochsBefore: number,
  { train, options }: TrainingRequest,
): Progress {
  if (!progress.phase.startsWith('Epoch')) return progress;
  return {
    phase: `Epoch ${epochsBefore + 1} of at most ${options.maxEpochs}`,
    done: epochsBefore * train.length + progress.done,
    total: options.maxEpochs * train.length,
    unit: 'galaxies',
  };
}
