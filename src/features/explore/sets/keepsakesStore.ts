import { createStore, type StoreApi } from 'zustand/vanilla';
import { setAsideSentence } from '../../../data/bytes/setAside.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import type { KeepsakeShelf } from '../../../data/sets/keepsakeShelf.ts';
import type { Keepsake, KeptFilters, KeptSet } from '../../../data/sets/keptSet.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';

/** State of {@link createKeepsakesStore}. */
interface KeepsakesState {
  /** Of the open catalogue, the last changed first. */
  sets: readonly KeptSet[];
  filters: readonly KeptFilters[];
  /** Keeps the selection under a name, by default its words. @returns null where nothing is selected */
  keepSelection(name?: string): KeptSet | null;
  /** Keeps the filters that are applied. */
  keepFilters(name: string): void;
  rename(key: string, name: string): void;
  /** Deletes; a notice offers to undo it. */
  remove(key: string): void;
  /** @returns (m) ascending rows of a set's galaxies that this catalogue has */
  rowsOf(set: KeptSet): Uint32Array;
}

/** Holds what is kept with the open catalogue. */
export type KeepsakesStore = StoreApi<KeepsakesState>;

interface KeepsakesParts {
  session: Session;
  shelf: KeepsakeShelf;
  /** Milliseconds since 1970. */
  clock(): number;
  /** A key no set has yet, on any machine. */
  newKey(): string;
}

const mostLetters = 60; // of a name

/** Sets and filters kept with the open catalogue; every change is saved, and seen by other tabs. */
export function createKeepsakesStore({ session, shelf, clock, newKey }: KeepsakesParts): KeepsakesStore {
  const { catalogue, selection, filters, notices } = session;
  let key: string | null = null;

  return createStore<KeepsakesState>((set, get) => {
    const all = (): Keepsake[] => [...get().sets, ...get().filters];

    function show(items: readonly Keepsake[]): void {
      set({
        sets: items.filter(each => each.kind === 'set'),
        filters: items.filter(each => each.kind === 'filters'),
      });
    }
    const complain = (error: unknown) => notices.getState().complain(sentenceOf(error));

    async function read(): Promise<void> {
      const wanted = key;
      const { items, setAside } = wanted === null ? { items: [], setAside: 0 } : await shelf.list(wanted);
      if (key !== wanted) return;
      show(items);
      if (setAside > 0) notices.getState().complain(setAsideSentence(setAside, 'kept set', 'kept sets'));
    }
    function follow(): void {
      const { catalogue: open } = catalogue.getState();
      key = open ? keyOfCatalogue(open) : null;
      show([]);
      read().catch(complain);
    }
    function put(keepsake: Keepsake): void {
      if (keepsake.catalogue === key) show([keepsake, ...all().filter(each => each.key !== keepsake.key)]);
      shelf.put(keepsake).catch(complain);
    }

    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) follow();
    });
    shelf.watch(() => void read().catch(() => undefined)); // what this visit knows stays
    queueMicrotask(follow); // after the store has its first state

    return {
      sets: [],
      filters: [],
      keepSelection(name) {
        const { catalogue: open } = catalogue.getState();
        const { rows, words } = selection.getState();
        if (!open || key === null || rows.length === 0) return null;
        const taken = get().sets.map(each => each.name);
        const kept: KeptSet = {
          key: newKey(),
          kind: 'set',
          catalogue: key,
          name: freeSetName(name ?? words, taken),
          words,
          ids: Array.from(rows, row => open.ids.at(row)),
          changedMs: clock(),
        };
        put(kept);
        return kept;
      },
      keepFilters(name) {
        const { filters: applied } = filters.getState();
        if (key === null || applied.length === 0) return;
        const taken = get().filters.map(each => each.name);
        const own = { key: newKey(), catalogue: key, name: freeSetName(name, taken), changedMs: clock() };
        put({ ...own, kind: 'filters', filters: applied });
      },
      rename(of, name) {
        const kept = all().find(each => each.key === of);
        if (kept && name.trim() !== '')
          put({ ...kept, name: name.trim().slice(0, mostLetters), changedMs: clock() });
      },
      remove(of) {
        const kept = all().find(each => each.key === of);
        if (!kept) return;
        show(all().filter(each => each !== kept));
        shelf.remove(of).catch(complain);
        const what = kept.kind === 'set' ? 'set' : 'filters';
        notices
          .getState()
          .say(`The ${what} “${kept.name}” ${kept.kind === 'set' ? 'was' : 'were'} deleted.`, {
            undo: () => put(kept),
          });
      },
      rowsOf({ ids }) {
        const { rowOf } = catalogue.getState();
        const rows = ids.map(rowOf).filter(row => row !== undefined);
        return Uint32Array.from(rows).sort();
      },
    };
  });
}

/** "rings", else "rings 2": no two have one name. */
function freeSetName(wanted: string, taken: readonly string[]): string {
  const name = wanted.trim().slice(0, mostLetters) || 'set';
  if (!taken.includes(name)) return name;
  let n = 2;
  while (taken.includes(`${name} ${n}`)) n++;
  return `${name} ${n}`;
}
