import type { Kept } from '../bytes/databaseWriter.ts';
import type { Listed } from '../bytes/setAside.ts';
import type { Keepsake } from './keptSet.ts';

/** What a shelf of sets keeps, for the sentence about a full disk. */
export const setsKept: Kept = {
  what: 'This set',
  remedy: 'keep it again, or export it before you close the page',
};

/** Where sets and filters are kept between visits. */
export interface KeepsakeShelf {
  /** Those of one catalogue, the last changed first; damaged ones of all catalogues are counted. */
  list(catalogue: string): Promise<Listed<Keepsake>>;
  /** Adds one or replaces that of the same key. @throws StorageFullError */
  put(keepsake: Keepsake): Promise<void>;
  /** Nothing happens where there is none of this key. */
  remove(key: string): Promise<void>;
  /** Calls `told` whenever another tab changed something here. @returns a function that stops this */
  watch(told: () => void): () => void;
}

/** Sets kept in memory, until the page is closed. */
export function createMemoryKeepsakes(): KeepsakeShelf {
  const kept = new Map<string, Keepsake>();
  return {
    list: async catalogue => ({ items: ofCatalogue([...kept.values()], catalogue), setAside: 0 }),
    async put(keepsake) {
      kept.set(keepsake.key, keepsake);
    },
    async remove(key) {
      kept.delete(key);
    },
    watch: () => () => undefined, // no other tab shares this memory
  };
}

/** Those of one catalogue, the last changed first. */
export function ofCatalogue(all: readonly Keepsake[], catalogue: string): Keepsake[] {
  return all.filter(each => each.catalogue === catalogue).sort((a, b) => b.changedMs - a.changedMs);
}
