import { createStore, type StoreApi } from 'zustand/vanilla';

/** State of the positions store. */
interface PositionsState {
  /** (n, 2) row-major map positions of every catalogue row; NaN where a galaxy has no place yet. Null without a map. */
  positions: Float32Array | null;
  /** Rises with every change; the map redraws when it does. */
  version: number;
  /** True while the layout is still moving. */
  settling: boolean;
  /** Rises with every map that was given whole; a layout of representations does not replace such a map. */
  given: number;
  replace(positions: Float32Array | null, settling: boolean): void;
  /** Takes a map from elsewhere, (n, 2) row-major: the person said which columns hold it. */
  give(positions: Float32Array): void;
}

/** Holds the map's positions. */
export type PositionsStore = StoreApi<PositionsState>;

/** Where each galaxy stands on the map. */
export function createPositionsStore(): PositionsStore {
  return createStore<PositionsState>((set, get) => ({
    positions: null,
    version: 0,
    settling: false,
    given: 0,
    replace: (positions, settling) => set({ positions, settling, version: get().version + 1 }),
    give: positions =>
      set({ positions, settling: false, version: get().version + 1, given: get().given + 1 }),
  }));
}
