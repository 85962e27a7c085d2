import type { UnsupervisedMethod, UnusualRanking } from '../../../contracts/anomalies.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import type { CardQueue } from '../queue/cardQueue.ts';
import { unusualOpening } from '../queue/openings.ts';
import type { StoreParts } from '../state/anomaliesState.ts';
import { valuesByRow } from './interestColumns.ts';
import type { InterestMap } from './interestMap.ts';
import type { InterestRanking } from './interestRanking.ts';
import type { AnswerFor, RankingClient } from './rankingClient.ts';

type FoundUnusual = AnswerFor<UnusualRanking> & { method: UnsupervisedMethod };

/** The ranking without ratings, for people who do not know yet what to look for. */
interface UnusualSearch {
  /** @param patient lets one under way finish first */
  look(method: UnsupervisedMethod, patient?: boolean): void;
  cancel(): void;
}

/**
 * When its answer comes, the search begins with the most unusual galaxies; if it fails, the room says why and goes on
 * without it.
 */
export function createUnusualSearch(
  { clients, set }: StoreParts,
  client: RankingClient,
  queue: CardQueue,
  map: InterestMap,
  ranking: InterestRanking,
): UnusualSearch {
  const { labels, catalogue, representation } = clients.session;
  const looking = createLatestCall<FoundUnusual>({
    done: begin,
    failed(error) {
      queue.stopAwaiting();
      ranking.failed(error);
      ranking.ask();
    },
  });

  function look(method: UnsupervisedMethod, patient = false): void {
    const { current } = labels.getState();
    if (!current || !representation.getState().representation) return;
    const { seed } = current;
    set({ working: 'unusual', failure: null });
    const call = async (signal: AbortSignal): Promise<FoundUnusual> => {
      const onProgress = ranking.progressOf(signal);
      const found = await client.unusual({ method, seed }, { signal, onProgress });
      return { ...found, method };
    };
    if (patient) looking.afterwards(call);
    else looking.now(call);
  }

  function begin({ answer, rows, method }: FoundUnusual): void {
    const opened = catalogue.getState().catalogue;
    if (!opened) return;
    const scores = valuesByRow(answer.scores, rows, opened.rowCount);
    set({ unusual: { method, ranking: answer, scores }, progress: null });
    if (queue.isAwaitingOpening()) queue.openWith(unusualOpening(answer.order));
    queue.refill([]);
    queue.next(true);
    map.publish();
    ranking.ask();
  }

  return { look, cancel: looking.cancel };
}

/** Whether a search starts with a ranking without ratings; one with few ratings needs that ranking when it is opened. */
export function isUnusual(start: string): start is UnsupervisedMethod {
  return start === 'isolationForest' || start === 'localOutlierFactor';
}
