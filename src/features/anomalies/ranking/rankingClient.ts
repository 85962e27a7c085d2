import type { Remote } from 'comlink';
import type {
  AnomaliesWorker,
  Ranking,
  RankOptions,
  UnsupervisedOptions,
  UnusualRanking,
} from '../../../contracts/anomalies.ts';
import type { JobControl, JobPort } from '../../../contracts/job.ts';
import type { WorkerClient } from '../../../rpc/client.ts';
import { withJob } from '../../../rpc/jobPort.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';
import type { RepresentationState } from '../../../session/representation.ts';

/** A worker's answer and the representation it is about. */
export interface AnswerFor<Answer> {
  answer: Answer;
  /** Catalogue rows that were ranked, ascending. */
  rows: Uint32Array;
  version: number;
}

/** Calls of the anomalies worker about the present representation; a worker that is lost is started again. */
export interface RankingClient {
  /** Learns from all ratings and ranks every galaxy; {@link AnomaliesWorker.rank}. */
  rank(options: RankOptions, control: JobControl): Promise<AnswerFor<Ranking>>;
  /** Standard deviations of all galaxies under the model of the last ranking, (rows.length). @throws Error before one */
  deviations(control: JobControl): Promise<AnswerFor<Float32Array>>;
  /** Ranks without any rating; {@link AnomaliesWorker.unusual}. */
  unusual(options: UnsupervisedOptions, control: JobControl): Promise<AnswerFor<UnusualRanking>>;
}

type Api = Remote<AnomaliesWorker>;

/**
 * @param open starts a worker
 * @param present gives the present representation
 */
export function createRankingClient(
  open: () => WorkerClient<AnomaliesWorker>,
  present: () => RepresentationState,
): RankingClient {
  /** The worker that was last given components, and those. */
  let given: { api: Api; version: number; arrived: Promise<void> } | null = null;
  /** The last ranking, and the worker that has its model. */
  let learnt: { api: Api; version: number; options: RankOptions } | null = null;
  const client = createRevivingClient(open, { prepare: giveComponents });

  /** Resolves once the worker has the present components. */
  async function giveComponents(api: Api): Promise<{ rows: Uint32Array; version: number }> {
    const { representation, version } = present();
    if (!representation) throw new Error('need a representation to rank in; got none');
    const { components, rows } = representation;
    if (given?.api !== api || given.version !== version) {
      const mine = { api, version, arrived: api.setComponents(components, rows, version) };
      given = mine;
      mine.arrived.catch(() => {
        if (given === mine) given = null; // the next call sends them again
      });
    }
    await given.arrived;
    return { rows, version };
  }

  /** Makes a call once the worker has the present components. */
  function call<T>(
    control: JobControl,
    make: (api: Api, port: JobPort, version: number) => Promise<T>,
  ): Promise<AnswerFor<T>> {
    return client.job(control, async (api, port) => {
      const { rows, version } = await giveComponents(api);
      return { answer: await make(api, port, version), rows, version };
    });
  }

  async function rankOn(api: Api, port: JobPort, version: number, options: RankOptions): Promise<Ranking> {
    const ranking = await api.rank(options, port);
    learnt = { api, version, options };
    return ranking;
  }

  return {
    rank: (options, control) => call(control, (api, port, version) => rankOn(api, port, version, options)),
    deviations: control =>
      call(control, async (api, port, version) => {
        if (learnt && (learnt.api !== api || learnt.version !== version)) {
          const { options } = learnt; // the worker or its components were replaced: its model is made again first
          await withJob(control, ownPort => rankOn(api, ownPort, version, options));
        }
        return api.deviations(undefined, port);
      }),
    unusual: (options, control) => call(control, (api, port) => api.unusual(options, port)),
  };
}
