import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../contracts/ingest.ts';
import type { Representation } from './representation.ts';

/** A catalogue that stays open beside the one on the map. */
export interface SecondCatalogue {
  catalogue: OpenedCatalogue;
  /** Whole, and with the basis it was made with: galaxies of another catalogue can be compared with it. */
  representation: Representation;
}

/** State of {@link createSecondStore}. */
interface SecondState {
  /** The catalogue that was on the map before; null where none is kept. */
  second: SecondCatalogue | null;
  /** Increases with every change; the search follows it. */
  version: number;
  keep(second: SecondCatalogue | null): void;
}

/** Holds the second open catalogue. */
export type SecondStore = StoreApi<SecondState>;

const mostKept = 200_000; // galaxies: their components take 26 MB

/** Store of the catalogue that was open before, to search in. */
export function createSecondStore(): SecondStore {
  return createStore<SecondState>((set, get) => ({
    second: null,
    version: 0,
    keep: second => set({ second, version: get().version + 1 }),
  }));
}

/** What is kept of a catalogue that leaves the map; null where others cannot be compared with it, or it is too large. */
export function keptAsSecond(
  catalogue: OpenedCatalogue | null,
  representation: Representation | null,
): SecondCatalogue | null {
  if (!catalogue || !representation?.complete || !representation.basis) return null;
  if (representation.weights === 'file') return null; // nobody knows whether another file's are the same
  return catalogue.rowCount <= mostKept ? { catalogue, representation } : null;
}
