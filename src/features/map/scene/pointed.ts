import { createStore, type StoreApi } from 'zustand/vanilla';

/** The galaxy under the pointer, or where the arrow keys have come. */
interface Pointed {
  row: number;
  /** Pixel of the map the hover card stands beside. */
  xPx: number;
  yPx: number;
  by: 'pointer' | 'keys';
}

interface PointedState {
  pointed: Pointed | null;
  point(pointed: Pointed | null): void;
}

/** Store of the galaxy under the pointer, made by `createPointedStore`. */
export type PointedStore = StoreApi<PointedState>;

/** Kept apart from React's state: it changes with every movement of the pointer, and only the card cares. */
export function createPointedStore(): PointedStore {
  return createStore<PointedState>((set, get) => ({
    pointed: null,
    point(pointed) {
      if (pointed !== null || get().pointed !== null) set({ pointed });
    },
  }));
}
