import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { type Look, usualLook } from './prototypePixels.ts';
import type { PrototypeLibrary } from './shippedPrototypes.ts';
import { type SetEntry, type ShownSet, shippedId, shownOf } from './shownSet.ts';

/** Which sets there are, which one is on show, and how it is looked at. */
interface GalleryState {
  /** Shipped sets, the one to begin with first; their titles come with their cards. */
  shipped: SetEntry[];
  /** Cards of all shipped sets that have arrived, for comparison. */
  cards: ReadonlyMap<string, UnwrittenCard>;
  shown: ShownSet | null;
  /** Which set is fetched or shown. */
  chosen: string | null;
  status: 'loading' | 'ready' | 'failed' | 'empty';
  failure: string | null;
  /** Frame looked at; null for the last, which a run that goes on replaces. */
  place: number | null;
  look: Look;
  /** Image whose neighbours are shown. */
  picked: number;
  /** Fetches the list, and the first set where none is shown. */
  open(): Promise<void>;
  /** Fetches and shows a shipped set. */
  choose(id: string): Promise<void>;
  /** Shows a set that is at hand: a run's, anew at every stretch. */
  show(shown: ShownSet): void;
  /** Shows nothing: what was on show is gone. */
  clear(): void;
  turnTo(place: number | null): void;
  change(look: Partial<Look>): void;
  pick(image: number): void;
}

/** Store of the gallery, made by `createGalleryStore`. */
export type GalleryStore = StoreApi<GalleryState>;

/** Which prototypes are on show, and how they are looked at. */
export function createGalleryStore(library: PrototypeLibrary): GalleryStore {
  return createStore<GalleryState>((set, get) => {
    /** Titles and tables of the others, once the first is there. */
    async function gatherCards(names: readonly string[]): Promise<void> {
      for (const name of names) {
        const card = await library.card(name).catch(() => undefined); // said when it is chosen
        if (!card) continue;
        const id = shippedId(name);
        set({
          cards: new Map(get().cards).set(id, card),
          shipped: get().shipped.map(entry => (entry.id === id ? { ...entry, title: card.title } : entry)),
        });
      }
    }
    return {
      shipped: [],
      cards: new Map(),
      shown: null,
      chosen: null,
      status: 'loading',
      failure: null,
      place: null,
      look: usualLook,
      picked: 0,
      async open() {
        if (get().shipped.length > 0) return;
        let names: string[];
        try {
          names = await library.names();
        } catch (error) {
          if (!get().shown) set({ status: 'failed', failure: sentenceOf(error) });
          return;
        }
        set({ shipped: names.map(name => ({ id: shippedId(name), title: name, shipped: true })) });
        if (names.length === 0 && !get().shown) set({ status: 'empty' });
        if (names.length > 0 && !get().chosen) await get().choose(shippedId(names[0]));
        await gatherCards(names);
      },
      async choose(id) {
        set({ chosen: id, status: 'loading', failure: null, place: null, picked: 0 });
        try {
          const shown = shownOf(id, await library.set(id.slice('shipped/'.length)));
          if (get().chosen === id) set({ shown, status: 'ready' });
        } catch (error) {
          if (get().chosen === id) set({ status: 'failed', failure: sentenceOf(error) });
        }
      },
      show(shown) {
        const same = get().shown?.id === shown.id;
        set({
          shown,
          chosen: shown.id,
          status: 'ready',
          failure: null,
          ...(same ? {} : { place: null, picked: 0 }),
        });
      },
      clear: () => set({ shown: null, chosen: null, status: 'empty', place: null, picked: 0 }),
      turnTo(place) {
        const last = (get().shown?.frames.length ?? 1) - 1;
        set({ place: place === null || place >= last ? null : Math.max(0, place) });
      },
      change: look => set({ look: { ...get().look, ...look } }),
      pick: image => set({ picked: image }),
    };
  });
}
