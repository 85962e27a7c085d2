import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobControl, Progress } from '../../contracts/job.ts';
import type { SearchOptions, SearchWorker } from '../../contracts/search.ts';
import type { Metric } from '../../maths/neighbours/metrics.ts';
import { withJob } from '../../rpc/jobPort.ts';
import { createLatestCall } from '../../rpc/latestCall.ts';
import { sentenceOf } from '../../session/notices.ts';
import { isGrowth, type Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import { type Answer, type ImageQuery, placeOfRow, type Query } from './query.ts';
import { createSimilarityTeller } from './similarityTeller.ts';

/** An image from outside, as the search knows galaxies. */
export interface EmbeddedImage {
  /** (k) components under the present basis */
  vector: Float32Array;
  /** Object URL of the image; this store revokes it. */
  imageUrl: string;
}

export interface SimilarClients {
  session: Session;
  search: Pick<SearchWorker, 'setComponents' | 'nearestToRow' | 'nearestToVector' | 'distancesToRow'>;
  /** Embeds and projects an image file; rejects with a sentence if it is no readable image. */
  embedQuery(file: File, control: JobControl): Promise<EmbeddedImage>;
}

export interface SimilarState {
  query: Query | null;
  /** The last answer; it belongs to a former query while `working`. */
  answer: Answer | null;
  working: 'embedding' | 'searching' | null;
  progress: Progress | null;
  /** Why there is no answer to `query`, as a sentence. */
  failure: string | null;
  /** Image last asked with, to return to. */
  image: ImageQuery | null;
  /** Leading components wanted; null means all there are. */
  components: number | null;
  /** Whether the map is painted by distance to the selected galaxy. */
  tellsMap: boolean;
  changeMetric(metric: Metric): void;
  /** @param k neighbours wanted, ≥ 1 */
  changeNeighbours(k: number): void;
  changeComponents(components: number | null): void;
  tellMap(tells: boolean): void;
  askWithImage(file: File): void;
  /** Asks with the last image once more. */
  returnToImage(): void;
  /** Leaves the image for the selected galaxy. */
  returnToGalaxy(): void;
  /** Selects a neighbour: it becomes the query. */
  moveOn(row: number): void;
  /** Tries again after a failure. */
  askAgain(): void;
  stop(): void;
  /** (≤ k) catalogue rows nearest to one by the metric and components chosen, for another room. Changes nothing here. */
  neighboursOf(row: number, k: number, signal: AbortSignal): Promise<Uint32Array>;
}

export type SimilarStore = StoreApi<SimilarState>;

/** Nearest neighbours of the selected galaxy, or of an image from outside; follows selection and representation. */
export function createSimilarStore({ session, search, embedQuery }: SimilarClients): SimilarStore {
  let held: { version: number; arrived: Promise<void> } | null = null;
  let embedded: { query: ImageQuery; version: number; vector: Float32Array } | null = null;

  return createStore<SimilarState>((set, get) => {
    const asking = createLatestCall<Answer>({
      done: answer => set({ answer, working: null, progress: null, failure: null }),
      failed: error => set({ failure: sentenceOf(error), working: null, progress: null }),
    });
    const teller = createSimilarityTeller({
      session,
      search,
      hold,
      options,
      ended: () => set({ tellsMap: false }),
    });

    function options(representation: Representation): SearchOptions {
      const { metric, neighbours } = session.preferences.getState();
      const available = representation.components.columns;
      return { metric, k: neighbours, components: Math.min(get().components ?? available, available) };
    }

    /** The search worker holds the present components once this has resolved. */
    function hold(): Promise<void> {
      const { representation, version } = session.representation.getState();
      if (!representation) return Promise.reject(new Error('need a representation to search in; got none'));
      if (held?.version !== version) {
        const arrived = search.setComponents(representation.components, representation.rows);
        const mine = { version, arrived };
        held = mine;
        arrived.catch(() => {
          if (held === mine) held = null; // the next question sends them again
        });
      }
      return held.arrived;
    }

    async function vectorOf(query: ImageQuery, version: number, signal: AbortSignal): Promise<Float32Array> {
      if (embedded?.query === query && embedded.version === version) return embedded.vector;
      set({ working: 'embedding' });
      const onProgress = (progress: Progress) => {
        if (!signal.aborted) set({ progress });
      };
      const { vector, imageUrl } = await embedQuery(query.file, { signal, onProgress });
      if (signal.aborted) URL.revokeObjectURL(imageUrl);
      signal.throwIfAborted();
      URL.revokeObjectURL(query.imageUrl);
      const seen = { ...query, imageUrl };
      embedded = { query: seen, version, vector };
      set({ query: seen, image: seen, working: 'searching', progress: null });
      return vector;
    }

    async function answer(signal: AbortSignal): Promise<Answer> {
      const { representation, version } = session.representation.getState();
      const query = get().query;
      if (!representation || !query) throw new Error('need a galaxy and a representation; got none');
      const wanted = options(representation);
      await hold();
      if (query.kind === 'galaxy') {
        const neighbours = await withJob({ signal }, port => search.nearestToRow(query.row, wanted, port));
        return { query, options: wanted, neighbours, searched: representation.rows.length };
      }
      const vector = await vectorOf(query, version, signal);
      const neighbours = await withJob({ signal }, port => search.nearestToVector(vector, wanted, port));
      return {
        query: get().query ?? query,
        options: wanted,
        neighbours,
        searched: representation.rows.length,
      };
    }

    /** @param patient lets a search under way finish first: its answer is still worth seeing */
    function ask(patient = false): void {
      const { representation } = session.representation.getState();
      const { query } = get();
      const known =
        query?.kind === 'image' ||
        (query && representation && placeOfRow(representation.rows, query.row) >= 0);
      if (!representation || !known) {
        asking.cancel();
        set({ working: null, progress: null, failure: null, answer: null });
        return;
      }
      set({ working: get().working ?? 'searching', failure: null });
      if (patient) asking.afterwards(answer);
      else asking.now(answer);
    }

    function change(query: Query | null): void {
      set({ query, working: null, progress: null });
      ask();
      teller.follow(query);
    }

    function selected(): Query | null {
      const { row } = session.selection.getState();
      return row === null ? null : { kind: 'galaxy', row };
    }

    session.selection.subscribe((now, before) => {
      if (now.row !== before.row) change(selected());
    });
    session.representation.subscribe((now, before) => {
      const grown = isGrowth(now.representation, before.representation);
      ask(grown);
      teller.follow(get().query, grown);
    });
    session.preferences.subscribe((now, before) => {
      if (now.metric !== before.metric || now.neighbours !== before.neighbours) ask();
      if (now.metric !== before.metric) teller.follow(get().query);
    });

    return {
      query: selected(),
      answer: null,
      working: null,
      progress: null,
      failure: null,
      image: null,
      components: null,
      tellsMap: false,
      changeMetric: metric => session.preferences.getState().change({ metric }),
      changeNeighbours: neighbours => session.preferences.getState().change({ neighbours }),
      changeComponents(components) {
        set({ components });
        ask();
        teller.follow(get().query);
      },
      tellMap(tells) {
        set({ tellsMap: tells });
        if (tells) teller.begin(get().query);
        else teller.end();
      },
      askWithImage(file) {
        const former = get().image?.imageUrl;
        if (former) URL.revokeObjectURL(former);
        const query: ImageQuery = { kind: 'image', file, imageUrl: URL.createObjectURL(file) };
        set({ image: query });
        change(query);
      },
      returnToImage: () => change(get().image),
      returnToGalaxy: () => change(selected()),
      moveOn(row) {
        if (session.selection.getState().row === row) change(selected());
        else session.selection.getState().choose(row);
      },
      askAgain: () => ask(),
      stop() {
        asking.cancel();
        set({ working: null, progress: null });
        if (get().query?.kind === 'image' && !get().answer) change(selected());
      },
      async neighboursOf(row, k, signal) {
        await hold();
        const { representation } = session.representation.getState();
        if (!representation) throw new Error('need a representation to search in; got none');
        const wanted = { ...options(representation), k };
        return (await withJob({ signal }, port => search.nearestToRow(row, wanted, port))).rows;
      },
    };
  });
}
