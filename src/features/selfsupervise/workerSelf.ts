import type { Remote } from 'comlink';
import type { JobControl } from '../../contracts/job.ts';
import type {
  SelfCard,
  SelfRequest,
  SelfStand,
  SelfState,
  SelfViews,
} from '../../contracts/training/selfsupervision.ts';
import { withJob } from '../../rpc/jobPort.ts';
import type { SelfCalls, SelfClients } from './selfClients.ts';

/** A training on the room's worker; a lost device loses no more than what came after the last state. */
export interface WorkerSelf {
  /** Begins, or goes on where the state says. */
  start(control: JobControl): Promise<SelfStand>;
  /** Trains for about so many seconds. @throws AbortError once cancelled */
  train(seconds: number, control: JobControl): Promise<SelfStand>;
  /** The state now; a worker that starts later goes on from it. */
  state(): Promise<SelfState>;
  /** (n, dimension) row-major */
  vectors(pixels: Uint8Array): Promise<Float32Array>;
  views(galaxy: number, seed: number): Promise<SelfViews>;
  exportNetwork(card: SelfCard): Promise<Uint8Array<ArrayBuffer>>;
}

/** @param from state of a training of the same request to go on with */
export function createWorkerSelf(
  { tensor }: Pick<SelfClients, 'tensor'>,
  request: SelfRequest,
  from?: SelfState,
): WorkerSelf {
  let state = from;
  let startedOn: Remote<SelfCalls> | undefined;
  let stand: SelfStand | undefined;

  /** Makes a call on a worker that holds the training. */
  function call<T>(control: JobControl, make: (api: Remote<SelfCalls>) => Promise<T>): Promise<T> {
    return tensor.call(async api => {
      if (startedOn !== api) {
        stand = await withJob(control, port => api.startSelf(request, state, port));
        startedOn = api;
      }
      return make(api);
    });
  }

  return {
    start: control => call(control, async () => stand!),
    train: (seconds, control) => call(control, api => withJob(control, port => api.trainSelf(seconds, port))),
    async state() {
      state = await call({}, api => api.selfState());
      return state;
    },
    vectors: pixels => call({}, api => api.selfVectors(pixels)),
    views: (galaxy, seed) => call({}, api => api.selfViews(galaxy, seed)),
    exportNetwork: card => call({}, api => api.exportSelf(card)),
  };
}
