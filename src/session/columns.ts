import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Column } from '../contracts/column.ts';
import { withColumnWords } from '../data/galaxyZoo/columnWords.ts';

/** State of {@link createColumnsStore}. */
interface ColumnsState {
  /** The catalogue's own columns, labelled where their names are Galaxy Zoo's, then those that rooms published, newest last. */
  columns: Column[];
  /** Name of the column the map is painted by; null paints all points the same colour. */
  painted: string | null;
  /** Starts again with a catalogue's own columns. */
  reset(columns: Column[]): void;
  /** Adds a room's result, replacing a column of the same name. */
  publish(column: Column): void;
  /** Replaces all columns of a source at once; an empty list only removes them. */
  publishAll(source: string, columns: Column[]): void;
  /** Removes a column; the map falls back to uniform colour if it was painted by it. */
  withdraw(name: string): void;
  /** Paints the map by a column; names that do not exist are ignored. */
  paint(name: string | null): void;
}

/** Holds the columns of the open catalogue. */
export type ColumnsStore = StoreApi<ColumnsState>;

/** Store of named values per galaxy: the catalogue's own and those that rooms publish for the map, the table and filters. */
export function createColumnsStore(): ColumnsStore {
  return createStore<ColumnsState>((set, get) => ({
    columns: [],
    painted: null,
    reset(given) {
      const columns = withColumnWords(given);
      const painted = get().painted;
      set({ columns, painted: columns.some(c => c.name === painted) ? painted : null });
    },
    publish(column) {
      const others = get().columns.filter(c => c.name !== column.name);
      set({ columns: [...others, column] });
    },
    publishAll(source, published) {
      const columns = [...get().columns.filter(c => c.source !== source), ...withColumnWords(published)];
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
