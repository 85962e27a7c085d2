import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Basis } from '../contracts/matrix.ts';
import type { SixteenBitRows } from '../maths/neighbours/sixteenBitRows.ts';

/** The principal components that map and search use. */
export interface Representation {
  /** Weights that made it, by name ("imagenet"); "file" where the catalogue brought its own. */
  weights: string;
  /** (rows.length, k) in 16 bits: half the memory of floats, and what the search compares anyway */
  components: SixteenBitRows;
  /** The memory they lie in, where threads share it. */
  sharedMemory?: WebAssembly.Memory;
  /** (n) Their catalogue rows, ascending: all rows once `complete`. */
  rows: Uint32Array;
  /** False while more galaxies are still being embedded. */
  complete: boolean;
  /** What the components were made with; absent where the catalogue did not tell. */
  basis?: Basis;
  /** Of the weights, hexadecimal; absent where nobody noted it. */
  weightsSha256?: string;
}

/** State of {@link createRepresentationStore}. */
export interface RepresentationState {
  representation: Representation | null;
  /** Increases with every replacement; map and search follow it. */
  version: number;
  /** Null: the catalogue has no representation yet. */
  replace(representation: Representation | null): void;
}

/** Holds the representation in use. */
export type RepresentationStore = StoreApi<RepresentationState>;

/** Store of the components that map and search use; empty at first. */
export function createRepresentationStore(): RepresentationStore {
  return createStore<RepresentationState>((set, get) => ({
    representation: null,
    version: 0,
    replace: representation => set({ representation, version: get().version + 1 }),
  }));
}

/** True where `now` is `before` with more galaxies. */
export function isGrowth(now: Representation | null, before: Representation | null): boolean {
  return (
    now !== null &&
    before !== null &&
    now.weights === before.weights &&
    now.components.columns === before.components.columns &&
    now.rows.length >= before.rows.length &&
    !before.complete
  );
}
