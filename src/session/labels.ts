import type { StoreApi } from 'zustand/vanilla';

/** How much one galaxy interests a person. */
export interface Rating {
  /** The catalogue's id, so that it applies in any catalogue that has the galaxy. */
  galaxyId: string;
  /** 0 (none) … 5 (much); halves are welcome */
  score: number;
}

/** How a search begins before there are ratings to learn from. */
export type SearchStart = 'random' | 'examples' | 'votes' | 'isolationForest' | 'localOutlierFactor';

/** One thing a person looks for in a catalogue: "rings", "mergers", "just odd". */
export interface InterestSearch {
  /** Unique and lasting; made when the search is begun */
  key: string;
  /** Catalogue it belongs to: name and a fingerprint of its ids */
  catalogue: string;
  name: string;
  /** Of everything random in it, for ever: the same ratings in the same order give the same ranking. */
  seed: number;
  start: SearchStart;
  /** In the order in which they were given; each galaxy once: rating it again moves nothing, it replaces the score */
  ratings: readonly Rating[];
  /** Galaxies the person would not rate; not asked about again */
  skipped: readonly string[];
  /** Milliseconds since 1970 of the last change */
  changedMs: number;
}

/** Where searches are kept between visits. */
export interface SearchShelf {
  /** All searches of one catalogue, the last changed first. */
  list(catalogue: string): Promise<InterestSearch[]>;
  /** Every search there is, for ratings to be taken over from another catalogue. */
  listAll(): Promise<InterestSearch[]>;
  /** Writes a search over its former self. @throws Error in a sentence when the disk is full */
  put(search: InterestSearch): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface LabelsState {
  /** Catalogue whose searches these are; null until one is open */
  catalogue: string | null;
  /** The last changed first; empty while they are read */
  searches: readonly InterestSearch[];
  /** The one ratings go to; null before any is begun */
  current: InterestSearch | null;
  /** Whether every change has reached the disk; a sentence where it could not. */
  saved: 'yes' | 'saving' | { failure: string };
  /** Reads the searches of a catalogue and takes up the last changed. */
  open(catalogue: string): Promise<void>;
  begin(name: string, start: SearchStart, seed: number): InterestSearch;
  choose(key: string): void;
  rename(key: string, name: string): void;
  /** Forgets a search; `restore` brings it back. */
  remove(key: string): InterestSearch | null;
  /** Puts a removed or imported search among those of the open catalogue and makes it the current one. */
  restore(search: InterestSearch): void;
  /** Adds or replaces a rating of the current search; saved at once. */
  rate(galaxyId: string, score: number): void;
  /** Several ratings at once, in order, as one step of undo: chosen examples, votes, an imported file. */
  rateAll(ratings: readonly Rating[]): void;
  /** Not to be asked about again in the current search. */
  skip(galaxyId: string): void;
  /** Takes back the last rate, rateAll or skip of this visit. @returns the galaxy it was about, null if there is none */
  undo(): string | null;
  /** Does again what was undone last. @returns the galaxy */
  redo(): string | null;
}

export type LabelsStore = StoreApi<LabelsState>;
