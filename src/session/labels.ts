import type { StoreApi } from 'zustand/vanilla';
import type { InterestSearch, Rating, SearchStart } from '../data/searches/interestSearch.ts';
import type { SaveState } from './searches/searchWriter.ts';

export type { InterestSearch, Rating, SearchStart } from '../data/searches/interestSearch.ts';
export type { SearchShelf } from '../data/searches/searchShelf.ts';

/** The searches of the open catalogue, with their ratings; every change is saved. */
export interface LabelsState {
  /** Catalogue whose searches these are; null until one is open */
  catalogue: string | null;
  /** The last changed first; empty while they are being read */
  searches: readonly InterestSearch[];
  /** The search that ratings are added to; null before any is begun */
  current: InterestSearch | null;
  /** Whether the searches of the catalogue are still being read: until then it is not known whether there are any. */
  reading: boolean;
  /** Whether every change is saved; a sentence where one could not be written. */
  saved: SaveState;
  /** Searches of this browser that are damaged and were left out of the list; they stay where they are. */
  setAside: number;
  /** Reads the searches of a catalogue and makes the last changed the current one. */
  open(catalogue: string): Promise<void>;
  /** Makes a search in the open catalogue and makes it the current one. */
  begin(name: string, start: SearchStart, seed: number): InterestSearch;
  /** Makes another search of the open catalogue the current one. */
  choose(key: string): void;
  rename(key: string, name: string): void;
  /** Deletes a search and returns it, or null where there is none; `restore` brings it back. */
  remove(key: string): InterestSearch | null;
  /** Puts a removed or imported search among those of the open catalogue and makes it the current one. */
  restore(search: InterestSearch): void;
  /** Starts to write every change that waits or failed: the page may be closing. */
  flush(): void;
  /** Adds or replaces a rating of the current search; saved at once. */
  rate(galaxyId: string, score: number): void;
  /** Several ratings at once, in order, as one step of undo: chosen examples, votes, an imported file. */
  rateAll(ratings: readonly Rating[]): void;
  /** Marks a galaxy as one not to ask about again in the current search. */
  skip(galaxyId: string): void;
  /** Takes back the last rate, rateAll or skip of this visit. @returns the galaxy it was about, null if there is none */
  undo(): string | null;
  /** Does again what was undone last. @returns the galaxy */
  redo(): string | null;
}

/** Store of the searches, made by `createLabelsStore`. */
export type LabelsStore = StoreApi<LabelsState>;
