import type { InterestSearch } from './interestSearch.ts';

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

/** Searches kept as long as the page. */
export function createMemorySearches(): SearchShelf {
  const searches = new Map<string, InterestSearch>();
  const listAll = async () => [...searches.values()].sort((a, b) => b.changedMs - a.changedMs);
  return {
    listAll,
    list: async catalogue => (await listAll()).filter(each => each.catalogue === catalogue),
    async put(search) {
      searches.set(search.key, search);
    },
    async remove(key) {
      searches.delete(key);
    },
  };
}

/** A shelf whose code is fetched at its first use, and again where that failed. */
export function createLazyShelf(fetchShelf: () => Promise<SearchShelf>): SearchShelf {
  let fetched: Promise<SearchShelf> | undefined;
  function shelf(): Promise<SearchShelf> {
    fetched ??= fetchShelf();
    fetched.catch(() => {
      fetched = undefined;
    });
    return fetched;
  }
  return {
    list: async catalogue => (await shelf()).list(catalogue),
    listAll: async () => (await shelf()).listAll(),
    put: async search => (await shelf()).put(search),
    remove: async key => (await shelf()).remove(key),
  };
}
