import { createStore, type StoreApi } from 'zustand/vanilla';

/** State of {@link createHoveredStore}. */
interface HoveredState {
  /** Row of the galaxy under the pointer, on the map or in a list; null for none. */
  row: number | null;
  hover(row: number | null): void;
}

/** Holds the galaxy under the pointer. */
export type HoveredStore = StoreApi<HoveredState>;

/** Store of the galaxy under the pointer: lists light up what the map points at, and the map what a list does. */
export function createHoveredStore(): HoveredStore {
  return createStore<HoveredState>((set, get) => ({
    row: null,
    hover(row) {
      if (row !== get().row) set({ row });
    },
  }));
}
