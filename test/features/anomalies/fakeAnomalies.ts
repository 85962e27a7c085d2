import type {
  AnomaliesWorker,
  Asked,
  Ranking,
  RankOptions,
  UnusualRanking,
} from '../../../src/contracts/anomalies.ts';
import type { JobPort } from '../../../src/contracts/job.ts';
import { type WorkerClient, workerCrashedError } from '../../../src/rpc/client.ts';
import type { JobMessage } from '../../../src/rpc/jobPort.ts';

/** A ranking under way, to be ended by the test. */
interface PendingRanking {
  options: RankOptions;
  rated: number[];
  cancelled: boolean;
  answer(batch: number[], fields?: Partial<Ranking>): void;
  fail(error: Error): void;
}

/** Anomalies workers that answer when the test says so, and die when it says so. */
export function createFakeAnomalies() {
  const rankings: PendingRanking[] = [];
  const unusual: { resolve(order: number[]): void }[] = [];
  const held: { rows: Uint32Array; version: number }[] = [];
  const weighed: { resolve(std: Float32Array): void }[] = [];
  let opened = 0;
  let crash: () => void = () => {};

  function openWorker(): WorkerClient<AnomaliesWorker> {
    opened++;
    let rows = new Uint32Array(0);
    let version = 0;
    let die: (error: Error) => void = () => {};
    const dead = new Promise<never>((_, reject) => {
      die = reject;
    });
    dead.catch(() => {});
    crash = () => die(Object.assign(new Error('It died.'), { name: workerCrashedError }));
    const api: AnomaliesWorker = {
      async setComponents(_matrix, given, number) {
        rows = Uint32Array.from(given);
        version = number;
        held.push({ rows, version });
      },
      rank(options: RankOptions, port?: JobPort) {
        return new Promise<Ranking>((resolve, reject) => {
          const pending: PendingRanking = {
            options,
            rated: [...options.ratings.rows],
            cancelled: false,
            answer: (batch, fields) => resolve(rankingOf(rows, version, options, batch, fields)),
            fail: reject,
          };
          rankings.push(pending);
          if (!port) return;
          port.onmessage = (event: MessageEvent<JobMessage>) => {
            if (event.data.kind === 'cancel') pending.cancelled = true;
          };
        });
      },
      deviations: () => new Promise(resolve => weighed.push({ resolve })),
      unusual: () =>
        new Promise<UnusualRanking>(resolve => {
          unusual.push({
            resolve: order =>
              resolve({
                version,
                scores: Float32Array.from(rows, row => 1 - order.indexOf(row) / order.length),
                order: Uint32Array.from(order),
                shortcuts: [],
              }),
          });
        }),
    };
    return {
      api: api as unknown as WorkerClient<AnomaliesWorker>['api'],
      settle: call => Promise.race([call, dead]),
      end() {},
    };
  }

  return {
    openWorker,
    rankings,
    unusual,
    held,
    weighed,
    crash: () => crash(),
    workers: () => opened,
    latest: () => rankings[rankings.length - 1],
  };
}

/** Interest falls with the row: 5, 4.9, …; ratings override it in the order. */
function rankingOf(
  rows: Uint32Array,
  version: number,
  { ratings }: RankOptions,
  batch: number[],
  fields: Partial<Ranking> = {},
): Ranking {
  const known = ratings.rows.length > 0;
  const mean = Float32Array.from(rows, row => (known ? 5 - row / 10 : Number.NaN));
  const score = new Map([...ratings.rows].map((row, i) => [row, ratings.scores[i]]));
  const value = (row: number) => score.get(row) ?? 5 - row / 10;
  const asked = (row: number): Asked => ({ row, reason: 'most promising', mean: 5 - row / 10, std: 0.5 });
  return {
    version,
    mean,
    std: Float32Array.from(rows, () => (known ? 0.5 : Number.NaN)),
    order: Uint32Array.from(rows).sort((a, b) => (known ? value(b) - value(a) : 0) || a - b),
    nearestRated: new Float32Array(rows.length),
    farFromRated: new Uint32Array(0),
    batch: batch.map(asked),
    hyperparameters: known ? { amplitude: 1, lengthScale: 2, noise: 0.1, fittedTo: 0 } : null,
    logMarginalLikelihood: Number.NaN,
    crossCheck: {
      rows: new Uint32Array(0),
      scores: new Float32Array(0),
      mean: new Float32Array(0),
      std: new Float32Array(0),
    },
    ratingsLeftOut: 0,
    shortcuts: [],
    ...fields,
  };
}
