import type { SearchOptions } from '../../contracts/search.ts';
import { createLatestCall } from '../../rpc/latestCall.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Representation } from '../../session/representation.ts';
import { answerMask } from './asking/answerMask.ts';
import { setVector } from './asking/setQuery.ts';
import { createImageQueryVectors } from './imageQuery.ts';
import { type Answer, placeOfRow, type Query } from './query.ts';
import type { SimilarClients, SimilarStore } from './similarState.ts';

/** Answers the store's query, of which only the latest counts. */
interface NeighbourSearch {
  /** Searches, or takes the answer away where there is nothing to search. @param patient lets a search under way finish first: its answer is still worth seeing */
  ask(patient?: boolean): void;
  cancel(): void;
  /** What a person chose to search by, within what a representation has. */
  options(representation: Representation): SearchOptions;
  /** @throws Error where nothing is represented yet */
  representation(): { representation: Representation; version: number };
}

/** @param store whose `answer`, `working`, `progress` and `failure` this keeps */
export function createNeighbourSearch(
  { session, search, embedQuery }: SimilarClients,
  store: SimilarStore,
): NeighbourSearch {
  const set = store.setState;
  const vectors = createImageQueryVectors(embedQuery, () => set({ working: 'embedding' }));
  const asking = createLatestCall<Answer>({
    done: answer => set({ answer, working: null, progress: null, failure: null }),
    failed: error => set({ failure: sentenceOf(error), working: null, progress: null }),
  });

  function options(representation: Representation): SearchOptions {
    const { metric, neighbours } = session.preferences.getState();
    const available = representation.components.columns;
    const components = Math.min(store.getState().components ?? available, available);
    return { metric, k: neighbours, components };
  }

  function represented(): { representation: Representation; version: number } {
    const { representation, version } = session.representation.getState();
    if (!representation) throw new Error('need a representation to search in; got none');
    return { representation, version };
  }

  /** What a person chose, and which galaxies may be an answer to this query. */
  function wantedFor(query: Query, representation: Representation): SearchOptions {
    const { withinFilter, leastArcsec } = store.getState();
    const { catalogue } = session.catalogue.getState();
    const passing = withinFilter ? session.filters.getState().passing : null;
    const mask = catalogue ? answerMask(query, catalogue, passing, leastArcsec) : undefined;
    return mask ? { ...options(representation), mask } : options(representation);
  }

  async function answer(signal: AbortSignal): Promise<Answer> {
    const { representation, version } = represented();
    const { query } = store.getState();
    if (!query) throw new Error('need a galaxy or an image to search by; got none');
    const wanted = wantedFor(query, representation);
    const searched = representation.rows.length;
    if (query.kind === 'galaxy') {
      const neighbours = await search.nearestToRow(query.row, wanted, { signal });
      return { query, options: wanted, neighbours, searched };
    }
    if (query.kind === 'set') {
      const mean = setVector(representation, query.like, query.unlike);
      const neighbours = await search.nearestToVector(mean, wanted, { signal });
      return { query, options: wanted, neighbours, searched };
    }
    const { vector, seen } = await vectors.vectorOf(query, version, {
      signal,
      onProgress(progress) {
        if (!signal.aborted) set({ progress });
      },
    });
    signal.throwIfAborted();
    set({ query: seen, image: seen, working: 'searching', progress: null });
    const neighbours = await search.nearestToVector(vector, wanted, { signal });
    return { query: seen, options: wanted, neighbours, searched, image: { vector, of: representation } };
  }

  return {
    options,
    representation: represented,
    cancel: asking.cancel,
    ask(patient = false) {
      const { representation } = session.representation.getState();
      const { query, working } = store.getState();
      const known =
        query?.kind === 'image' ||
        query?.kind === 'set' ||
        (query && representation && placeOfRow(representation.rows, query.row) >= 0);
      if (!representation || !known) {
        asking.cancel();
        set({ working: null, progress: null, failure: null, answer: null });
        return;
      }
      set({ working: working ?? 'searching', failure: null });
      if (patient) asking.afterwards(answer);
      else asking.now(answer);
    },
  };
}
