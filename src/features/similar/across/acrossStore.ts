import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Neighbours } from '../../../contracts/search.ts';
import { changeBasis } from '../../../maths/linear/basisChange.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Representation } from '../../../session/representation.ts';
import type { SecondCatalogue } from '../../../session/secondCatalogue.ts';
import type { Session } from '../../../session/session.ts';
import { queryComponents } from '../asking/queryVector.ts';
import type { Query } from '../query.ts';
import type { SearchClient } from '../searchClient.ts';
import type { SimilarStore } from '../similarState.ts';

/** Neighbours in the second catalogue. */
interface AcrossAnswer {
  query: Query;
  of: SecondCatalogue;
  neighbours: Neighbours;
}

interface AcrossState {
  answer: AcrossAnswer | null;
  working: boolean;
  /** Why there is no answer, as a sentence. */
  failure: string | null;
  /** Asks no more. */
  end(): void;
}

/** Store of the search in a second catalogue, made by `createAcrossStore`. */
type AcrossStore = StoreApi<AcrossState>;

/** What the search in a second catalogue needs. */
export interface AcrossParts {
  session: Pick<Session, 'second' | 'representation' | 'preferences'>;
  similar: SimilarStore;
  /** Searches the second catalogue's components. */
  search: Pick<SearchClient, 'nearestToVector'>;
}

/** Asks the Similar room's question of the second open catalogue, where both were represented by the same weights. */
export function createAcrossStore({ session, similar, search }: AcrossParts): AcrossStore {
  const { second, representation, preferences } = session;
  const store = createStore<AcrossState>(() => ({
    answer: null,
    working: false,
    failure: null,
    end() {
      asking.cancel();
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  }));
  const set = store.setState;
  const asking = createLatestCall<AcrossAnswer>({
    done: answer => set({ answer, working: false, failure: null }),
    failed: error => set({ failure: sentenceOf(error), working: false }),
  });

  async function answer(signal: AbortSignal): Promise<AcrossAnswer> {
    const { second: of } = second.getState();
    const { representation: present } = representation.getState();
    const { query, answer: here } = similar.getState();
    if (!of || !present || !query) throw new Error('need a galaxy and a second catalogue; got none');
    const components = query.kind === 'image' ? here?.image?.vector : queryComponents(query, present);
    if (!components) throw new Error('need the components of an image; got none');
    const vector = vectorThere(components, present, of);
    const { metric, neighbours: k } = preferences.getState();
    const options = { metric, k, components: of.representation.components.columns };
    return { query, of, neighbours: await search.nearestToVector(vector, options, { signal }) };
  }

  function ask(): void {
    asking.cancel();
    const { query, failure, answer: here } = similar.getState();
    if (second.getState().second === null || query === null) {
      set({ answer: null, working: false, failure: null });
      return;
    }
    if (query.kind === 'image' && failure) {
      set({ failure, working: false });
      return;
    }
    set({ working: true, failure: null });
    const isSeen = here?.query === query && here.image?.of === representation.getState().representation;
    if (query.kind !== 'image' || isSeen) asking.now(answer); // else once the search here has embedded it
  }

  const subscriptions = [
    similar.subscribe((now, before) => {
      const ofImage = now.query?.kind === 'image';
      const isTold = now.answer !== before.answer || now.failure !== before.failure;
      if (now.query !== before.query || (ofImage && isTold)) ask();
    }),
    preferences.subscribe((now, before) => {
      if (now.metric !== before.metric || now.neighbours !== before.neighbours) ask();
    }),
    representation.subscribe(ask),
    second.subscribe(ask),
  ];
  ask();
  return store;
}

/** Components of the present basis in that of the second catalogue. */
function vectorThere(
  here: Float32Array,
  present: Representation,
  { representation: there }: SecondCatalogue,
): Float32Array {
  if (present.weights !== there.weights) {
    throw new Error(
      `The other catalogue was represented by “${there.weights}”, this one by “${present.weights}”: choose the same model.`,
    );
  }
  const [ours, theirs] = [present.weightsSha256, there.weightsSha256];
  if (ours !== undefined && theirs !== undefined && ours !== theirs) {
    throw new Error(
      `The other catalogue was represented by other weights, also named “${there.weights}”: compute one of them anew.`,
    );
  }
  if (!present.basis || !there.basis)
    throw new Error('These representations do not say how they were made, and cannot be compared.');
  const from = { mean: present.basis.mean, axes: present.basis.axes.values };
  return changeBasis(here, from, { mean: there.basis.mean, axes: there.basis.axes.values });
}
