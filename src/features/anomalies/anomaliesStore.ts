import { createStore } from 'zustand/vanilla';
import { defaultAcquisition } from '../../maths/interest/acquisition.ts';
import { defaultKernel } from '../../maths/interest/kernels.ts';
import type { InterestSearch } from '../../session/labels.ts';
import { isGrowth } from '../../session/representation.ts';
import { createCardQueue } from './queue/cardQueue.ts';
import { openingCount } from './queue/openings.ts';
import { createInterestMap } from './ranking/interestMap.ts';
import { createInterestRanking, idle } from './ranking/interestRanking.ts';
import { createRankingClient } from './ranking/rankingClient.ts';
import { createUnusualSearch, isUnusual } from './ranking/unusualSearch.ts';
import { createSearchActions } from './searches/searchActions.ts';
import type { AnomaliesClients } from './state/anomaliesClients.ts';
import type { AnomaliesState, AnomaliesStore } from './state/anomaliesState.ts';
import { sameRatings, searchRowsOf } from './state/searchRows.ts';
import { createShownGalaxy } from './state/shownGalaxy.ts';
import { fewUpcoming } from './state/upcoming.ts';

const nothing = { card: null, shown: null, upcoming: [], learnt: null, unusual: null };

/**
 * A search by interest: cards to rate, a model that learns from each rating, and its ranking. This file says what happens
 * when the search, the catalogue or the representation changes; each part has a file of its own.
 */
export function createAnomaliesStore(clients: AnomaliesClients): AnomaliesStore {
  const { labels, catalogue, representation } = clients.session;
  const client = createRankingClient(clients.openWorker, representation.getState);

  return createStore<AnomaliesState>((set, get) => {
    const parts = { clients, get, set };
    const shown = createShownGalaxy(parts);
    const queue = createCardQueue(parts, shown);
    const map = createInterestMap(parts, client);
    const ranking = createInterestRanking(parts, client, queue, map);
    const unusual = createUnusualSearch(parts, client, queue, map, ranking);

    /** Shows a search from its beginning: another was chosen, or another catalogue opened. */
    function openSearch(search: InterestSearch | null): void {
      ranking.cancel();
      unusual.cancel();
      queue.clear();
      set({ ...nothing, ...idle, searchRows: searchRowsOf(search, catalogue.getState().rowOf) });
      map.publish();
      if (search && isUnusual(search.start) && search.ratings.length < openingCount) queue.awaitOpening();
      start();
    }

    function start(): void {
      const search = labels.getState().current;
      if (queue.isAwaitingOpening() && search && isUnusual(search.start)) unusual.look(search.start);
      else ranking.ask();
    }

    labels.subscribe(({ current: now }, { current: before }) => {
      if (now === before) return;
      if (!now || now.key !== before?.key) {
        openSearch(now);
        return;
      }
      set({ searchRows: searchRowsOf(now, catalogue.getState().rowOf) });
      queue.next(true); // before `ask`, because the batch asked for leaves out the card shown
      if (!sameRatings(now.ratings, before.ratings)) ranking.ask();
      else if (now.name !== before.name) map.publish();
      else if (get().upcoming.length < fewUpcoming) ranking.ask(true);
    });
    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) openSearch(labels.getState().current);
    });
    representation.subscribe((now, before) => {
      const grown = isGrowth(now.representation, before.representation);
      if (!now.representation) {
        unusual.cancel();
        set({ learnt: null, unusual: null });
        ranking.ask(); // without a representation this only ends what is under way
        return;
      }
      if (queue.isAwaitingOpening()) {
        start();
        return;
      }
      const { unusual: found, searchRows } = get();
      if (found && searchRows.scores.size === 0) unusual.look(found.method, grown);
      else if (!grown) set({ unusual: null }); // it belongs to other vectors
      ranking.ask(grown);
    });

    queueMicrotask(() => openSearch(labels.getState().current)); // after the store has its first state

    return {
      ...nothing,
      ...idle,
      searchRows: searchRowsOf(null, () => undefined),
      settings: { kernel: defaultKernel, acquisition: defaultAcquisition, tradeOff: null },
      ...createSearchActions(parts, queue, shown),
      enter: shown.enter,
      leave: shown.leave,
      change(fields) {
        set({ settings: { ...get().settings, ...fields } });
        ranking.ask();
      },
      stop() {
        ranking.cancel();
        unusual.cancel();
        queue.stopAwaiting();
        set({ ...idle, stopped: true });
        queue.next(true);
      },
      askAgain: () => ranking.ask(),
      neighboursOf: clients.neighboursOf,
      allSearches: clients.allSearches,
    };
  });
}
