import { createStore } from 'zustand/vanilla';
import { highestScore, type InterestSearch, isScore, type Rating } from '../data/searches/interestSearch.ts';
import type { SearchShelf } from '../data/searches/searchShelf.ts';
import type { LabelsState, LabelsStore } from './labels.ts';
import { createSteps, type Said, type Steps, withRatings, withSkip } from './ratingHistory.ts';
import { createSearchWriter, unread } from './searchWriter.ts';

/**
 * The searches of the open catalogue, each change saved as it is made.
 *
 * @param clock milliseconds since 1970
 * @param newKey a key no search has yet, on any machine
 */
export function createLabelsStore(
  shelf: SearchShelf,
  clock: () => number,
  newKey: () => string,
): LabelsStore {
  const stepsOf = new Map<string, Steps>();
  const removed = new Set<string>();
  const heldMs = new Map<string, number>(); // last change known to this visit
  let openings = 0;

  return createStore<LabelsState>((set, get) => {
    const writer = createSearchWriter(shelf, saved => set({ saved }));

    /** Puts a search first in the list, as the current one, and saves it. */
    function keep(search: InterestSearch): InterestSearch {
      const others = get().searches.filter(each => each.key !== search.key);
      set({ searches: [search, ...others], current: search });
      heldMs.set(search.key, search.changedMs);
      writer.put(search);
      return search;
    }

    function currentSearch(): InterestSearch {
      const { current } = get();
      if (!current) throw new Error('need a search to rate for; got none: begin or choose one first');
      return current;
    }

    function openCatalogue(): string {
      const { catalogue } = get();
      if (catalogue === null) throw new Error('need an open catalogue; got none: open one first');
      return catalogue;
    }

    function searchOf(key: string): InterestSearch {
      const search = get().searches.find(each => each.key === key);
      if (!search) throw new Error(`need the key of a search of the open catalogue; got "${key}"`);
      return search;
    }

    function say(galaxyId: string, after: Said): void {
      const current = currentSearch();
      const { ratings, skipped } = current;
      const steps = stepsOf.get(current.key) ?? createSteps();
      stepsOf.set(current.key, steps);
      steps.add({ galaxyId, before: { ratings, skipped }, after });
      keep({ ...current, ...after, changedMs: clock() });
    }

    function step(way: 'back' | 'forth'): string | null {
      const { current } = get();
      const taken = current && stepsOf.get(current.key)?.[way]();
      if (!taken) return null;
      keep({ ...current, ...(way === 'back' ? taken.before : taken.after), changedMs: clock() });
      return taken.galaxyId;
    }

    function rateAll(ratings: readonly Rating[]): void {
      const current = currentSearch();
      const known = new Map(current.ratings.map(rating => [rating.galaxyId, rating.score]));
      const skipped = new Set(current.skipped);
      for (const { galaxyId, score } of ratings) checkRating(galaxyId, score);
      const fresh = ratings.filter(
        ({ galaxyId, score }) => known.get(galaxyId) !== score || skipped.has(galaxyId),
      );
      const last = fresh.at(-1);
      if (last) say(last.galaxyId, withRatings(current, ratings));
    }

    return {
      catalogue: null,
      searches: [],
      current: null,
      saved: 'yes',
      async open(catalogue) {
        const opening = ++openings;
        if (get().catalogue !== catalogue) set({ catalogue, searches: [], current: null });
        let listed: InterestSearch[] = [];
        let failure: string | undefined;
        try {
          listed = await shelf.list(catalogue);
        } catch (error) {
          failure = unread(error);
        }
        if (opening !== openings) return; // another catalogue was opened meanwhile
        if (failure !== undefined) {
          listed = [...get().searches]; // what this visit knows stays
          set({ saved: { failure } });
        }
        const known = new Map(get().searches.map(search => [search.key, search]));
        const searches = writer.amend(catalogue, listed).map(search => {
          if (heldMs.get(search.key) !== search.changedMs) stepsOf.delete(search.key); // by another tab: not ours to take back
          const same = known.get(search.key);
          return same?.changedMs === search.changedMs ? same : search;
        });
        const key = get().current?.key;
        set({ searches, current: searches.find(each => each.key === key) ?? searches[0] ?? null });
      },
      begin(name, start, seed) {
        return keep({
          key: newKey(),
          catalogue: openCatalogue(),
          name: checkName(name),
          seed,
          start,
          ratings: [],
          skipped: [],
          changedMs: clock(),
        });
      },
      choose: key => set({ current: searchOf(key) }),
      rename(key, name) {
        const { current } = get();
        const chosen = keep({ ...searchOf(key), name: checkName(name), changedMs: clock() });
        if (current && current.key !== chosen.key) set({ current });
      },
      remove(key) {
        const search = get().searches.find(each => each.key === key);
        if (!search) return null;
        const searches = get().searches.filter(each => each !== search);
        const { current } = get();
        set({ searches, current: current?.key === key ? (searches[0] ?? null) : current });
        removed.add(key);
        writer.remove(search);
        return search;
      },
      restore(search) {
        const catalogue = openCatalogue();
        const own = removed.delete(search.key);
        if (search.catalogue === catalogue && search.key !== '') keep(search);
        else if (own)
          writer.put(search); // removed from a catalogue left since: it goes back to that one
        else keep({ ...search, key: newKey(), catalogue, changedMs: clock() });
      },
      rate: (galaxyId, score) => rateAll([{ galaxyId, score }]),
      rateAll,
      skip(galaxyId) {
        const current = currentSearch();
        if (!current.skipped.includes(galaxyId)) say(galaxyId, withSkip(current, galaxyId));
      },
      undo: () => step('back'),
      redo: () => step('forth'),
    };
  });
}

function checkRating(galaxyId: string, score: number): void {
  if (galaxyId === '') throw new Error('need the id of a galaxy; got an empty one');
  if (!isScore(score)) throw new Error(`need a score of 0 to ${highestScore}; got ${score}`);
}

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new Error('need a name for the search; got an empty one');
  return trimmed;
}
