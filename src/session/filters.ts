import { createStore, type StoreApi } from 'zustand/vanilla';
import { countRows, type RowMask } from '../maths/catalogue/rowMask.ts';
import type { Filter } from '../maths/filters/filter.ts';

/** State of {@link createFiltersStore}. */
interface FiltersState {
  /** What a galaxy has to fulfil, all of it, at most one of each column. */
  filters: readonly Filter[];
  /** Galaxies that fulfil all filters; null while there is none, when all galaxies do. */
  passing: RowMask | null;
  /** How many fulfil them; null while there is no filter. */
  count: number | null;
  /** True where galaxies that fail are not drawn at all; false: they are dim. */
  hides: boolean;
  /**
   * Changes the filters together with their result: whoever computes one has both.
   *
   * @param passing null where `filters` is empty
   */
  filter(filters: readonly Filter[], passing: RowMask | null): void;
  hide(hides: boolean): void;
  /** Filters no longer. */
  clear(): void;
}

/** Holds the filters and what passes them: map, table, searches and exports follow. */
export type FiltersStore = StoreApi<FiltersState>;

/** Store of what is filtered in; at first everything is. */
export function createFiltersStore(): FiltersStore {
  return createStore<FiltersState>(set => ({
    filters: [],
    passing: null,
    count: null,
    hides: false,
    filter: (filters, passing) => set({ filters, passing, count: passing && countRows(passing) }),
    hide: hides => set({ hides }),
    clear: () => set({ filters: [], passing: null, count: null }),
  }));
}
