import type {
  AnomaliesWorker,
  Ranking,
  RankOptions,
  UnsupervisedOptions,
  UnusualRanking,
} from '../../../contracts/anomalies.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { type WorkerClient, workerCrashedError } from '../../../rpc/client.ts';
import { withJob } from '../../../rpc/jobPort.ts';
import type { RepresentationState } from '../../../session/representation.ts';

/** A call's answer and the representation it is about. */
export type Of<Answer> = { answer: Answer; rows: Uint32Array; version: number };

/** An anomalies worker that holds the present components, and that comes back after it has died. */
export interface RankingLine {
  rank(options: RankOptions, control: JobControl): Promise<Of<Ranking>>;
  /** Deviations of all galaxies under the model of the last ranking. @throws Error before one */
  deviations(control: JobControl): Promise<Of<Float32Array>>;
  unusual(options: UnsupervisedOptions, control: JobControl): Promise<Of<UnusualRanking>>;
}

type Api = WorkerClient<AnomaliesWorker>['api'];

/** @param present what is represented now */
export function createRankingLine(
  open: () => WorkerClient<AnomaliesWorker>,
  present: () => RepresentationState,
): RankingLine {
  let client: WorkerClient<AnomaliesWorker> | null = null;
  let held: { version: number; arrived: Promise<void> } | null = null;
  /** The ranking the worker's model comes from; a worker that was started again has to make it again. */
  let learnt: { options: RankOptions; by: WorkerClient<AnomaliesWorker>; version: number } | null = null;

  /** Resolves once the worker holds the present components. */
  async function hold(
    worker: WorkerClient<AnomaliesWorker>,
  ): Promise<{ rows: Uint32Array; version: number }> {
    const { representation, version } = present();
    if (!representation) throw new Error('need a representation to rank in; got none');
    if (held?.version !== version) {
      const { components, rows } = representation;
      const mine = { version, arrived: worker.settle(worker.api.setComponents(components, rows, version)) };
      held = mine;
      mine.arrived.catch(() => {
        if (held === mine) held = null; // the next call sends them again
      });
    }
    await held.arrived;
    return { rows: representation.rows, version };
  }

  /** Makes a call; if the worker dies under it, once more in a new one. All a worker holds comes from its arguments. */
  async function call<T>(
    control: JobControl,
    make: (api: Api, port: MessagePort) => Promise<T>,
    before: () => Promise<unknown> = async () => {},
  ): Promise<Of<T>> {
    for (let attempt = 1; ; attempt++) {
      let used: WorkerClient<AnomaliesWorker> | null = null;
      try {
        await before();
        client ??= open();
        const worker = client;
        used = worker;
        const { rows, version } = await hold(worker);
        const answer = await withJob(control, port => worker.settle(make(worker.api, port)));
        return { answer, rows, version };
      } catch (error) {
        if (!(error instanceof Error) || error.name !== workerCrashedError) throw error;
        if (client === used) {
          client?.end();
          client = null;
          held = null;
        }
        if (attempt > 1) throw error; // twice in a row is no accident
      }
    }
  }

  async function rank(options: RankOptions, control: JobControl): Promise<Of<Ranking>> {
    const ranked = await call(control, (api, port) => api.rank(options, port));
    if (client) learnt = { options, by: client, version: ranked.version };
    return ranked;
  }

  return {
    rank,
    deviations: control =>
      call(
        control,
        (api, port) => api.deviations(undefined, port),
        async () => {
          const { version } = present();
          if (learnt && (learnt.by !== client || learnt.version !== version))
            await rank(learnt.options, control);
        },
      ),
    unusual: (options, control) => call(control, (api, port) => api.unusual(options, port)),
  };
}
