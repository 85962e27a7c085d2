import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClusterResults } from '../../../contracts/clustering/clusters.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import {
  type ClusterEdits,
  freshEdits,
  hiddenCluster,
  mergedClusters,
  namedCluster,
  splitCluster,
} from '../../../data/runs/clusterEdits.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { ClustersClients } from '../choose/clustersClients.ts';
import { clusterColumnName, clusterColumns, clustersSource } from './clusterColumns.ts';
import type { ShippedClusters, ShippedNote } from './shippedClusters.ts';
import { type ShownClustering, type ToldGalaxies, toldGalaxies } from './shownClustering.ts';

/** State of {@link createShownStore}. */
interface ShownState {
  /** Those that come with the app. */
  shipped: ShippedNote[];
  /** Whether something is being opened. */
  opening: boolean;
  failure: string | null;
  shown: ShownClustering | null;
  edits: ClusterEdits;
  /** What it says of the open catalogue's galaxies; null where it was not asked about any of them. */
  told: ToldGalaxies | null;
  canUndo: boolean;
  canRedo: boolean;
  /** Reads what comes with the app, and shows the one of the open catalogue where there is one and nothing is on show. @param shows default true */
  start(shows?: boolean): Promise<void>;
  showShipped(note: ShippedNote): Promise<void>;
  /** Tells the same of the catalogue as it is now: galaxies were added to it, or taken away. */
  tellAgain(): void;
  /** Shows none. */
  clear(): void;
  show(clustering: ShownClustering): Promise<void>;
  /** What it was asked about the open catalogue. @param key of the clustering that was asked */
  takeResults(key: string, results: ClusterResults): void;
  name(cluster: number, name: string): void;
  merge(a: number, b: number): void;
  split(cluster: number): void;
  hide(cluster: number, hides: boolean): void;
  undo(): void;
  redo(): void;
  /** Colours the map by the clusters. */
  paintMap(): void;
}

/** Holds the clustering on show. */
export type ShownStore = StoreApi<ShownState>;

/** The clustering on show, what a person made of it, and the columns it gives the catalogue. */
export function createShownStore({
  session,
  shelf,
  shipped,
}: Pick<ClustersClients, 'session' | 'shelf'> & { shipped: ShippedClusters }): ShownStore {
  const { catalogue, columns, notices } = session;
  let [past, future]: ClusterEdits[][] = [[], []];

  const store = createStore<ShownState>((set, get) => {
    function tell(): void {
      const { shown, edits } = get();
      const { catalogue: open, rowOf } = catalogue.getState();
      const told =
        shown?.results && open ? toldGalaxies(shown.results, shown.portrait.mixture, edits, rowOf) : null;
      const present = told && told.rows.length > 0 ? told : null;
      const { painted, paint, publishAll } = columns.getState();
      const made = present && shown && open ? clusterColumns(present, edits, shown.title, open.rowCount) : [];
      publishAll(clustersSource, made);
      if (made.some(({ name }) => name === painted)) paint(painted);
      set({ told: present, canUndo: past.length > 0, canRedo: future.length > 0 });
    }

    function become(edits: ClusterEdits): void {
      set({ edits });
      tell();
      const { shown } = get();
      if (!shown) return;
      const fail = (error: unknown) =>
        notices.getState().complain(`The names could not be kept: ${sentenceOf(error)}`);
      shelf.putEdits(shown.key, edits).catch(fail);
    }

    function edit(change: (edits: ClusterEdits) => ClusterEdits): void {
      const { edits } = get();
      const next = change(edits);
      if (next === edits) return;
      past.push(edits);
      future = [];
      become(next);
    }

    return {
      shipped: [],
      opening: false,
      failure: null,
      shown: null,
      edits: freshEdits(0),
      told: null,
      canUndo: false,
      canRedo: false,
      async start(shows = true) {
        if (get().shipped.length === 0) {
          const notes = await shipped.notes().catch(() => []); // a copy of the app may have none
          set({ shipped: notes });
        }
        const { catalogue: open } = catalogue.getState();
        if (!shows || !open || get().shown) return;
        const key = keyOfCatalogue(open);
        const own = get().shipped.find(({ told }) => told?.catalogueKey === key);
        if (own) await get().showShipped(own);
      },
      async showShipped(note) {
        const { catalogue: open } = catalogue.getState();
        const own = open && keyOfCatalogue(open) === note.told?.catalogueKey;
        set({ opening: true, failure: null });
        try {
          await get().show(await shipped.open(note, own ? [...open.ids] : null));
        } catch (error) {
          set({ failure: sentenceOf(error) });
        }
        set({ opening: false });
      },
      async show(shown) {
        const components = shown.portrait.mixture.logWeights.length;
        const kept = await shelf.edits(shown.key).catch(() => undefined); // without storage it begins afresh
        [past, future] = [[], []];
        set({ shown, failure: null, edits: kept ?? freshEdits(components) });
        tell();
      },
      takeResults(key, results) {
        const { shown } = get();
        if (shown?.key !== key) return;
        set({ shown: { ...shown, results } });
        tell();
      },
      tellAgain: tell,
      clear() {
        set({ shown: null, failure: null });
        tell();
      },
      name: (cluster, name) => edit(edits => namedCluster(edits, cluster, name)),
      merge: (a, b) => edit(edits => mergedClusters(edits, a, b)),
      split: cluster => edit(edits => splitCluster(edits, cluster)),
      hide: (cluster, hides) => edit(edits => hiddenCluster(edits, cluster, hides)),
      undo() {
        const former = past.pop();
        if (!former) return;
        future.push(get().edits);
        become(former);
      },
      redo() {
        const next = future.pop();
        if (!next) return;
        past.push(get().edits);
        become(next);
      },
      paintMap: () => columns.getState().paint(clusterColumnName),
    };
  });
  catalogue.subscribe((now, before) => {
    if (now.catalogue === before.catalogue) return;
    const { catalogue: open } = now;
    if (open && before.catalogue && keyOfCatalogue(open) === keyOfCatalogue(before.catalogue))
      store.getState().tellAgain();
    else store.setState({ shown: null, told: null }); // what it tells is of another catalogue
  });
  return store;
}
