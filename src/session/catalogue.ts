import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../contracts/ingest.ts';

interface CatalogueState {
  /** The open catalogue, or null before the first one has opened. */
  catalogue: OpenedCatalogue | null;
  /** Row of an id, or undefined. */
  rowOf(id: string): number | undefined;
  replace(catalogue: OpenedCatalogue): void;
}

export type CatalogueStore = StoreApi<CatalogueState>;

/** The catalogue that is open. Opening another replaces it whole; a failed opening leaves it alone. */
export function createCatalogueStore(): CatalogueStore {
  let rows: Map<string, number> | undefined; // built at the first question: most catalogues are never asked
  return createStore<CatalogueState>((set, get) => ({
    catalogue: null,
    rowOf(id) {
      rows ??= new Map(get().catalogue?.ids.map((each, row) => [each, row]));
      return rows.get(id);
    },
    replace(catalogue) {
      rows = undefined;
      set({ catalogue });
    },
  }));
}
