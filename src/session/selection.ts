import { createStore, type StoreApi } from 'zustand/vanilla';

const historyLength = 200; // how far back the `[` key goes: more than a person steps back through

/** State of {@link createSelectionStore}. */
interface SelectionState {
  /** The chosen galaxy's row, or null. */
  row: number | null;
  /** Rows visited, oldest first; `place` is the index of the present one. */
  history: number[];
  place: number;
  /** Several galaxies at once (a lasso, a class): ascending rows. */
  rows: Uint32Array;
  /** Selects one galaxy and adds it to the history; null selects none. */
  choose(row: number | null): void;
  /** Goes one galaxy back in the history; `forward` returns. */
  back(): void;
  forward(): void;
  /** Selects several galaxies, ascending rows; the single selection stays. */
  chooseMany(rows: Uint32Array): void;
  /** Forgets everything: another catalogue has opened. */
  clear(): void;
}

/** Holds the selection. */
export type SelectionStore = StoreApi<SelectionState>;

/** Which galaxy, and which galaxies, the person has chosen; every room follows it. */
export function createSelectionStore(): SelectionStore {
  return createStore<SelectionState>((set, get) => ({
    row: null,
    history: [],
    place: -1,
    rows: new Uint32Array(0),
    choose(row) {
      const { history, place, row: present } = get();
      if (row === present) return;
      if (row === null) {
        set({ row });
        return;
      }
      const kept = [...history.slice(0, place + 1), row].slice(-historyLength);
      set({ row, history: kept, place: kept.length - 1 });
    },
    back() {
      const { history, place, row } = get();
      const to = row === null ? place : place - 1; // after Escape, back returns to the galaxy that was deselected
      if (to >= 0) set({ row: history[to], place: to });
    },
    forward() {
      const { history, place } = get();
      if (place + 1 < history.length) set({ row: history[place + 1], place: place + 1 });
    },
    chooseMany: rows => set({ rows }),
    clear: () => set({ row: null, history: [], place: -1, rows: new Uint32Array(0) }),
  }));
}
