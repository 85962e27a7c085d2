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
  }));
}
