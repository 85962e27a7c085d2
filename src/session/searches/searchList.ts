import type { InterestSearch } from '../../data/searches/interestSearch.ts';
import { changedGalaxies, type SearchChange, sameSearch } from '../../data/searches/mergedSearch.ts';
import type { SearchShelf } from '../../data/searches/searchShelf.ts';
import type { LabelsState } from '../labels.ts';
import { readFailureSentence, type SearchWriter } from './searchWriter.ts';

interface SearchListParts {
  get(): LabelsState;
  set(fields: Partial<LabelsState>): void;
  shelf: SearchShelf;
  writer: SearchWriter;
  /** Milliseconds since 1970. */
  clock(): number;
  /** A key no search has yet, on any machine. */
  newKey(): string;
}

interface SearchList
  extends Pick<LabelsState, 'open' | 'begin' | 'choose' | 'rename' | 'remove' | 'restore' | 'flush'> {
  /** Puts a search first in the list, makes it the current one and saves it. */
  keep(search: InterestSearch): InterestSearch;
}

/** The searches of the open catalogue: which there are and which is the current one. */
export function createSearchList(parts: SearchListParts): SearchList {
  const { get, set, shelf, writer, clock, newKey } = parts;
  const removed = new Set<string>();
  let openings = 0;

  function keep(search: InterestSearch): InterestSearch {
    const others = get().searches.filter(each => each.key !== search.key);
    const before = get().searches.find(each => each.key === search.key);
    writer.put(changeOf(before, search)); // before `set`: whoever is told of the change then sees that it is being saved
    set({ searches: [search, ...others], current: search });
    return search;
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

  async function open(catalogue: string): Promise<void> {
    const opening = ++openings;
    if (get().catalogue !== catalogue) set({ catalogue, searches: [], current: null, reading: true });
    const reading = writer.beginReading();
    let listed: readonly InterestSearch[] = [];
    let setAside = 0;
    let failure: string | undefined;
    try {
      ({ items: listed, setAside } = await shelf.list(catalogue));
    } catch (error) {
      failure = readFailureSentence(error);
      listed = get().catalogue === catalogue ? get().searches : []; // what this visit knows stays
    }
    const amended = reading.amend(catalogue, listed);
    if (opening !== openings) return; // another catalogue was opened meanwhile
    if (failure !== undefined) set({ saved: { failure } });
    const known = new Map(get().searches.map(search => [search.key, search]));
    const searches = amended.map(search => {
      const same = known.get(search.key);
      return same && sameSearch(same, search) ? same : search;
    });
    const key = get().current?.key;
    const current = searches.find(each => each.key === key) ?? searches[0] ?? null;
    set({ searches, setAside, current, reading: false });
  }

  /** Takes over what another tab changed, once this tab's own changes are written and are read together with them. */
  async function takeOver(): Promise<void> {
    await writer.whenIdle();
    const { catalogue } = get();
    if (catalogue !== null) await open(catalogue);
  }
  shelf.watch(() => void takeOver());

  return {
    keep,
    open,
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
    flush: writer.flush,
    choose: key => set({ current: searchOf(key) }),
    rename(key, name) {
      const { current } = get();
      const renamed = keep({ ...searchOf(key), name: checkName(name), changedMs: clock() });
      if (current && current.key !== renamed.key) set({ current });
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
        writer.put(changeOf(undefined, search)); // removed while another catalogue was open: it goes back to that one
      else keep({ ...search, key: newKey(), catalogue, changedMs: clock() });
    },
  };
}

/** The difference between two states of a search; all of it where there was no earlier one. */
function changeOf(before: InterestSearch | undefined, search: InterestSearch): SearchChange {
  const galaxies = changedGalaxies(before ?? { ratings: [], skipped: [] }, search);
  return { search, galaxies, renamed: before?.name !== search.name };
}

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new Error('need a name for the search; got an empty one');
  return trimmed;
}
