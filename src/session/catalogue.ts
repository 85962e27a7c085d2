import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../contracts/ingest.ts';

/** State of {@link createCatalogueStore}. */
interface CatalogueState {
  /** The open catalogue, or null before the first one has opened. */
  catalogue: OpenedCatalogue | null;
  /** Row of an id, or undefined. */
  rowOf(id: string): number | undefined;
  /** Replaces the open catalogue. */
  replace(catalogue: OpenedCatalogue): void;
}

/** Holds the open catalogue. */
export type CatalogueStore = StoreApi<CatalogueState>;

/** Store of the open catalogue. Opening another replaces it completely; a failed opening changes nothing. */
export function createCatalogueStore(): CatalogueStore {
  return createStore<CatalogueState>((set, get) => ({
    catalogue: null,
    rowOf: id => get().catalogue?.ids.find(id),
    replace: catalogue => set({ catalogue }),
  }));
}
