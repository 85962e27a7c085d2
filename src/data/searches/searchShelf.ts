import type { Kept } from '../bytes/databaseWriter.ts';
import type { Listed } from '../bytes/setAside.ts';
import type { InterestSearch } from './interestSearch.ts';
import { mergedSearch, type SearchChange } from './mergedSearch.ts';

/** What a shelf of searches keeps, for the sentence about a full disk. */
export const ratingsKept: Kept = {
  what: 'Your ratings',
  remedy: 'go on rating, or export them before you close the page',
};

/** Where searches are kept between visits. */
export interface SearchShelf {
  /** All searches of one catalogue, the last changed first; damaged ones of all catalogues are counted. */
  list(catalogue: string): Promise<Listed<InterestSearch>>;
  /** The searches of all catalogues, so that ratings can be taken over from another. */
  listAll(): Promise<InterestSearch[]>;
  /** Applies a change to the search as it is stored, so that what another tab changed stays. @throws StorageFullError */
  put(change: SearchChange): Promise<void>;
  /** Deletes a search; nothing happens where there is none of this key. */
  remove(key: string): Promise<void>;
  /** Calls `told` whenever another tab changed something here. @returns a function that stops this */
  watch(told: () => void): () => void;
}

/** Searches kept in memory, until the page is closed. */
export function createMemorySearches(): SearchShelf {
  const searches = new Map<string, InterestSearch>();
  const listAll = async () => [...searches.values()].sort((a, b) => b.changedMs - a.changedMs);
  return {
    listAll,
    async list(catalogue) {
      return { items: (await listAll()).filter(each => each.catalogue === catalogue), setAside: 0 };
    },
    async put(change) {
      const { key } = change.search;
      searches.set(key, mergedSearch(searches.get(key), change));
    },
    async remove(key) {
      searches.delete(key);
    },
    watch: () => () => undefined, // no other tab shares this memory
  };
}

/** A shelf whose code is loaded at its first use; after a failure the next use tries again. */
export function createLazyShelf(fetchShelf: () => Promise<SearchShelf>): SearchShelf {
  const watchers = new Set<() => void>();
  let fetched: Promise<SearchShelf> | undefined;
  function shelf(): Promise<SearchShelf> {
    fetched ??= fetchShelf().then(found => {
      found.watch(() => {
        for (const told of watchers) told();
      });
      return found;
    });
    fetched.catch(() => {
      fetched = undefined;
    });
    return fetched;
  }
  return {
    list: async catalogue => (await shelf()).list(catalogue),
    listAll: async () => (await shelf()).listAll(),
    put: async change => (await shelf()).put(change),
    remove: async key => (await shelf()).remove(key),
    watch(told) {
      watchers.add(told); // before the first use there is nothing here that another tab could change
      return () => watchers.delete(told);
    },
  };
}
