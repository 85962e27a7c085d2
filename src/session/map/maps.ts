import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  defaultLayout,
  type LayoutSettings,
  type MapFacts,
  sameLayout,
} from '../../contracts/layoutSettings.ts';

/** A settled map and where it comes from; plain data. */
export interface DrawnMap extends MapFacts {
  /** (n, 2) row-major of every catalogue row; NaN where a galaxy has no place. */
  positions: Float32Array;
}

/** State of {@link createMapsStore}. */
interface MapsState {
  /** What the next map is drawn with. */
  settings: LayoutSettings;
  /** The settled map on screen; null before the first. */
  shown: DrawnMap | null;
  /** Maps shown before, the last first. */
  former: readonly DrawnMap[];
  /** The map beside that on screen; null where there is one alone. */
  beside: DrawnMap | null;
  choose(settings: LayoutSettings): void;
  /** A map is on screen; the one before becomes a former one, unless it is the same one with fewer galaxies. */
  show(map: DrawnMap): void;
  /** Puts a map beside that on screen. */
  putBeside(map: DrawnMap | null): void;
  /** Another catalogue has opened. @param brought its own map, or the one it was kept with */
  reset(brought: DrawnMap | null): void;
}

/** Holds the maps of the open catalogue. */
export type MapsStore = StoreApi<MapsState>;

const mostFormer = 6; // more than a person tells apart; of a million galaxies each is 8 MB

/** Store of how maps are drawn, and of the maps drawn so far. */
export function createMapsStore(): MapsStore {
  return createStore<MapsState>((set, get) => ({
    settings: defaultLayout,
    shown: null,
    former: [],
    beside: null,
    choose: settings => set({ settings }),
    show(map) {
      const { shown, former, beside } = get();
      const settings = map.layout ?? get().settings;
      const others = (shown ? [shown, ...former] : former).filter(
        each => each !== map && !isSameMap(each, map),
      );
      set({
        settings,
        shown: map,
        former: others.slice(0, mostFormer),
        beside: beside && isSameMap(beside, map) ? null : beside,
      });
    },
    putBeside: beside => set({ beside }),
    reset: shown => set({ settings: shown?.layout ?? defaultLayout, shown, former: [], beside: null }),
  }));
}

/** Two states of one map: what was drawn, and with what, is the same. */
function isSameMap(a: DrawnMap, b: DrawnMap): boolean {
  return sameLayout(a.layout, b.layout) && (a.weights === b.weights || a.layout?.kind === 'columns');
}
