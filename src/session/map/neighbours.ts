import { createStore, type StoreApi } from 'zustand/vanilla';

/** The galaxies most like what is asked about. */
export interface ShownNeighbours {
  /** Catalogue row of the galaxy asked about; null: an image from outside. */
  of: number | null;
  /** (k) catalogue rows, the nearest first */
  rows: Uint32Array;
  /** (k) their distances, ascending */
  distances: ArrayLike<number>;
}

/** State of {@link createNeighboursStore}. */
interface NeighboursState {
  /** Null while nothing is asked or no answer is there. */
  neighbours: ShownNeighbours | null;
  show(neighbours: ShownNeighbours | null): void;
}

/** Holds the neighbours on show. */
export type NeighboursStore = StoreApi<NeighboursState>;

/** Store of the neighbours that the Similar room found last, for the map to draw. */
export function createNeighboursStore(): NeighboursStore {
  return createStore<NeighboursState>(set => ({
    neighbours: null,
    show: neighbours => set({ neighbours }),
  }));
}
