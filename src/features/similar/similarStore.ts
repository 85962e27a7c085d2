import { createStore } from 'zustand/vanilla';
import { isGrowth } from '../../session/representation.ts';
import { createNeighbourSearch } from './neighbourSearch.ts';
import type { ImageQuery, Query } from './query.ts';
import { createSimilarityPublisher } from './similarityPublisher.ts';
import type { SimilarClients, SimilarState, SimilarStore } from './similarState.ts';

/** Nearest neighbours of the selected galaxy, or of an image from outside; follows selection and representation. */
export function createSimilarStore(clients: SimilarClients): SimilarStore {
  const { session, search } = clients;

  function selected(): Query | null {
    const { row } = session.selection.getState();
    return row === null ? null : { kind: 'galaxy', row };
  }

  const store: SimilarStore = createStore<SimilarState>((set, get) => ({
    query: selected(),
    answer: null,
    working: null,
    progress: null,
    failure: null,
    image: null,
    components: null,
    paintsMap: false,
    withinFilter: true,
    leastArcsec: 0,
    across: false,
    whole: false,
    searchAcross: across => set({ across }),
    searchWhole: whole => set({ whole }),
    changeMetric: metric => session.preferences.getState().change({ metric }),
    changeNeighbours: neighbours => session.preferences.getState().change({ neighbours }),
    changeComponents(components) {
      set({ components });
      neighbours.ask();
      similarity.follow(get().query);
    },
    keepWithinFilter(withinFilter) {
      set({ withinFilter });
      neighbours.ask();
    },
    changeLeastArcsec(leastArcsec) {
      set({ leastArcsec });
      neighbours.ask();
    },
    paintMap(paints) {
      set({ paintsMap: paints });
      if (paints) similarity.begin(get().query);
      else similarity.end();
    },
    askWithImage(file) {
      const former = get().image?.imageUrl;
      if (former) URL.revokeObjectURL(former);
      const query: ImageQuery = { kind: 'image', file, imageUrl: URL.createObjectURL(file) };
      set({ image: query });
      change(query);
    },
    askWithSet: (like, unlike) => change({ kind: 'set', like, unlike }),
    returnToImage: () => change(get().image),
    returnToGalaxy: () => change(selected()),
    moveOn(row) {
      if (session.selection.getState().row === row) change(selected());
      else session.selection.getState().choose(row);
    },
    askAgain: () => neighbours.ask(),
    stop() {
      neighbours.cancel();
      set({ working: null, progress: null });
      if (get().query?.kind === 'image' && !get().answer) change(selected());
    },
    async neighboursOf(row, k, signal) {
      const wanted = { ...neighbours.options(neighbours.representation().representation), k };
      return (await search.nearestToRow(row, wanted, { signal })).rows;
    },
  }));
  const neighbours = createNeighbourSearch(clients, store);
  const similarity = createSimilarityPublisher({
    session,
    search,
    options: neighbours.options,
    ended: () => store.setState({ paintsMap: false }),
  });

  function change(query: Query | null): void {
    store.setState({ query, working: null, progress: null });
    neighbours.ask();
    similarity.follow(query);
  }

  store.subscribe(({ answer }, before) => {
    if (answer === before.answer) return;
    const of = answer?.query.kind === 'galaxy' ? answer.query.row : null;
    session.neighbours.getState().show(answer && { of, ...answer.neighbours });
  });
  session.selection.subscribe((now, before) => {
    if (now.row !== before.row) change(selected());
  });
  session.handover.subscribe(() => {
    const handed = session.handover.getState().take('like');
    if (handed) store.getState().askWithSet(handed, handed.unlike ?? null);
  });
  session.second.subscribe((now, before) => {
    if (now.second !== before.second) store.setState({ across: false }); // it was chosen of another catalogue
  });
  session.filters.subscribe((now, before) => {
    if (now.passing !== before.passing && store.getState().withinFilter) neighbours.ask(true);
  });
  session.representation.subscribe((now, before) => {
    const grown = isGrowth(now.representation, before.representation);
    neighbours.ask(grown);
    similarity.follow(store.getState().query, grown);
  });
  session.preferences.subscribe((now, before) => {
    if (now.metric !== before.metric || now.neighbours !== before.neighbours) neighbours.ask();
    if (now.metric !== before.metric) similarity.follow(store.getState().query);
  });
  return store;
}
