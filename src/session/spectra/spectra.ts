import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JoinedSpectra } from '../../data/spectra/joinSpectra.ts';

/** State of the spectra store. */
interface SpectraState {
  /** Of the catalogue they belong to; null before any were joined. */
  handle: number | null;
  /** The newest first. */
  joined: readonly JoinedSpectra[];
  /** Adds spectra of a person's own; those of another catalogue, and former ones of the same name, go. */
  join(handle: number, joined: JoinedSpectra): void;
  /**
   * The same galaxies have another handle, some below them having come or gone: spectra of those that are gone go, so that no galaxy
   * added later takes them over.
   */
  follow(former: number, handle: number, rowCount: number): void;
}

/** Holds the spectra a person joined to the open galaxies; their files stay where they are. */
export type SpectraStore = StoreApi<SpectraState>;

/** Store of a person's own spectra. */
export function createSpectraStore(): SpectraStore {
  return createStore<SpectraState>((set, get) => ({
    handle: null,
    joined: [],
    join(handle, joined) {
      const others = get().handle === handle ? get().joined.filter(({ name }) => name !== joined.name) : [];
      set({ handle, joined: [joined, ...others] });
    },
    follow(former, handle, rowCount) {
      const { handle: own, joined } = get();
      if (own === former) set({ handle, joined: joined.map(each => ofFirst(each, rowCount)) });
    },
  }));
}

/** Those of the first rows of the catalogue. */
function ofFirst(joined: JoinedSpectra, rowCount: number): JoinedSpectra {
  return { ...joined, ofRow: new Map([...joined.ofRow].filter(([row]) => row < rowCount)) };
}
