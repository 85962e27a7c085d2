import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Column } from '../contracts/column.ts';

interface ColumnsState {
  /** The catalogue's own columns, then those that rooms published, newest last. */
  columns: Column[];
  /** Name of the column the map is painted by; null paints every point alike. */
  painted: string | null;
  /** Starts afresh with a catalogue's own columns. */
  reset(columns: Column[]): void;
  /** Adds a room's result, replacing a column of the same name. */
  publish(column: Column): void;
  /** Puts a room's results where those of the same source are, all at once; an empty list only takes them away. */
  publishAll(source: string, columns: Column[]): void;
  withdraw(name: string): void;
  paint(name: string | null): void;
}

export type ColumnsStore = StoreApi<ColumnsState>;

/** Named values per galaxy: what the catalogue brought and what rooms have found. The one way a room tells the map. */
export function createColumnsStore(): ColumnsStore {
  return createStore<ColumnsState>((set, get) => ({
    columns: [],
    painted: null,
    reset(columns) {
      const painted = get().painted;
      set({ columns, painted: columns.some(c => c.name === painted) ? painted : null });
    },
    publish(column) {
      const others = get().columns.filter(c => c.name !== column.name);
      set({ columns: [...others, column] });
    },
    publishAll(source, published) {
      const columns = [...get().columns.filter(c => c.source !== source), ...published];
      const { painted } = get();
      set({ columns, painted: columns.some(c => c.name === painted) ? painted : null });
    },
    withdraw(name) {
      const { columns, painted } = get();
      set({ columns: columns.filter(c => c.name !== name), painted: painted === name ? null : painted });
    },
    paint(name) {
      if (name === null || get().columns.some(c => c.name === name)) set({ painted: name });
    },
  }));
}
