import type { Ranking, RankOptions } from '../../../contracts/anomalies.ts';
import type { Progress } from '../../../contracts/job.ts';
import { defaultKernel } from '../../../maths/interest/kernels.ts';
import { isAbort } from '../../../rpc/jobPort.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { CardQueue } from '../queue/cardQueue.ts';
import type { StoreParts } from '../state/anomaliesState.ts';
import { fewUpcoming } from '../state/upcoming.ts';
import { valuesByRow } from './interestColumns.ts';
import type { InterestMap } from './interestMap.ts';
import type { AnswerFor, RankingClient } from './rankingClient.ts';

/** Nothing is under way and nothing went wrong. */
export const idle = { working: null, progress: null, failure: null, stopped: false };

/** A ranking and what it was asked with. */
type Ranked = AnswerFor<Ranking> & { options: RankOptions };

/** The ranking by interest, asked for whenever ratings, skips or settings have changed. */
export interface InterestRanking {
  /** @param patient lets a ranking under way finish first: its answer is still worth having */
  ask(patient?: boolean): void;
  /** Ends a ranking under way; the last answer stays. */
  cancel(): void;
  /** Shows why a ranking of either kind failed, and goes on without it. */
  failed(error: unknown): void;
  /** Shows the progress of a call in the room, until the call is cancelled. */
  progressOf(signal: AbortSignal): (progress: Progress) => void;
}

/**
 * A ranking writes what it learnt into the store, publishes its columns and refills the queue. If several are asked for,
 * the last counts.
 */
export function createInterestRanking(
  { clients, get, set }: StoreParts,
  client: RankingClient,
  queue: CardQueue,
  map: InterestMap,
): InterestRanking {
  const { labels, catalogue, representation } = clients.session;
  const asking = createLatestCall<Ranked>({ done: learn, failed });

  function failed(error: unknown): void {
    set({ working: null, progress: null, failure: isAbort(error) ? null : sentenceOf(error) });
    map.publish();
    queue.next(true);
  }

  const progressOf = (signal: AbortSignal) => (progress: Progress) => {
    if (!signal.aborted) set({ progress });
  };

  function ask(patient = false): void {
    const { current } = labels.getState();
    if (!current || !representation.getState().representation) {
      asking.cancel();
      set(idle);
      return;
    }
    set({ working: 'ranking', failure: null, stopped: false });
    const { upcoming, learnt } = get();
    const call = async (signal: AbortSignal): Promise<Ranked> => {
      set({ working: 'ranking' }); // again, for a call that had to wait for its turn
      const { card, searchRows, settings } = get();
      const { kernel, acquisition, tradeOff } = settings;
      const options: RankOptions = {
        ratings: searchRows.ratings,
        kernel,
        acquisition,
        ...(tradeOff === null ? {} : { tradeOff }),
        ...(current.start === 'random' ? {} : { randomStart: 0 }),
        leaveOut: Uint32Array.from([...searchRows.skipped, ...(card ? [card.row] : [])]),
        seed: current.seed,
      };
      return { ...(await client.rank(options, { signal, onProgress: progressOf(signal) })), options };
    };
    // Otherwise a person who rates faster than the model learns would never get a new batch.
    if (patient || (learnt && upcoming.length < fewUpcoming)) asking.afterwards(call);
    else asking.now(call);
  }

  function learn({ answer: ranking, rows, version, options }: Ranked): void {
    const opened = catalogue.getState().catalogue;
    if (!opened || ranking.version !== version) return;
    const interest = valuesByRow(ranking.mean, rows, opened.rowCount);
    const uncertainty = valuesByRow(ranking.std, rows, opened.rowCount);
    const ratings = options.ratings.rows.length - ranking.ratingsLeftOut;
    const { kernel = defaultKernel } = options;
    set({ ...idle, learnt: { ranking, rows, version, ratings, kernel, interest, uncertainty } });
    queue.refill(ranking.batch);
    queue.next(true);
    map.publish();
    map.fillIn();
  }

  return { ask, cancel: asking.cancel, failed, progressOf };
}
