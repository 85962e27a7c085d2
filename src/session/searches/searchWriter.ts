import { StorageFullError, savingError } from '../../data/bytes/databaseWriter.ts';
import { reasonOf } from '../../data/bytes/unreadable.ts';
import type { InterestSearch } from '../../data/searches/interestSearch.ts';
import { mergedSearch, type SearchChange } from '../../data/searches/mergedSearch.ts';
import { ratingsKept, type SearchShelf } from '../../data/searches/searchShelf.ts';

/** Whether every change is on disk; a sentence where one could not be written. */
export type SaveState = 'yes' | 'saving' | { failure: string };

/** Writes changes of searches to the shelf, one write of a search after another; changes that wait are joined. */
export interface SearchWriter {
  /** Writes a change as soon as the one before it is written. */
  put(change: SearchChange): void;
  /** Deletes a search from the shelf, with its changes that still wait. */
  remove(search: InterestSearch): void;
  /** Hands every change that waits or failed to the shelf at once, because the page may close before its turn. */
  flush(): void;
  /** Resolves once nothing waits or is being written; what failed does not count. */
  whenIdle(): Promise<void>;
  /** To be called before the shelf is read, so that no change made meanwhile is missing from what is read. */
  beginReading(): Reading;
}

/** A reading of the shelf that is under way. */
interface Reading {
  /** What the list of a catalogue would be if every change had reached the shelf before it was read. Ends the reading. */
  amend(catalogue: string, listed: readonly InterestSearch[]): InterestSearch[];
}

/** A change not yet on the shelf. */
type Change = SearchChange & { gone: boolean };

/**
 * A change that could not be written is kept and tried again with the next change of any search.
 *
 * @param onState called whenever the state may have changed
 */
export function createSearchWriter(shelf: SearchShelf, onState: (saved: SaveState) => void): SearchWriter {
  const waiting = new Map<string, Change>();
  const writing = new Map<string, Change>();
  const failed = new Map<string, Change>();
  const readings = new Set<Map<string, Change>>(); // changes that each reading has to be amended by
  const idlers: (() => void)[] = [];
  let failure = '';

  const isBusy = () => waiting.size + writing.size > 0;

  function report(): void {
    if (isBusy()) {
      onState('saving');
      return;
    }
    onState(failed.size > 0 ? { failure } : 'yes');
    for (const resolve of idlers.splice(0)) resolve();
  }

  function send({ gone, ...change }: Change): Promise<void> {
    return gone ? shelf.remove(change.search.key) : shelf.put(change);
  }

  async function write(key: string): Promise<void> {
    const change = waiting.get(key);
    if (!change || writing.has(key)) return; // the write under way continues with it
    waiting.delete(key);
    writing.set(key, change);
    report();
    try {
      await send(change);
    } catch (error) {
      const later = waiting.get(key);
      if (later) waiting.set(key, joined(change, later));
      else failed.set(key, change);
      failure = failureOf(error);
    }
    writing.delete(key);
    report();
    await write(key);
  }

  function add(change: Change): void {
    for (const [key, earlier] of failed) waiting.set(key, earlier);
    failed.clear();
    for (const changes of [waiting, ...readings]) addTo(changes, change);
    for (const key of waiting.keys()) void write(key);
  }

  return {
    put: change => add({ ...change, gone: false }),
    remove: search => add({ search, galaxies: [], renamed: false, gone: true }),
    flush() {
      // They keep their turn: if the page stays open, the same change is written once more.
      for (const change of [...failed.values(), ...waiting.values()]) void send(change).catch(() => {});
    },
    whenIdle: () => (isBusy() ? new Promise(resolve => idlers.push(resolve)) : Promise.resolve()),
    beginReading() {
      const unread = new Map<string, Change>();
      for (const changes of [failed, writing, waiting]) {
        for (const change of changes.values()) addTo(unread, change);
      }
      readings.add(unread);
      return {
        amend(catalogue, listed) {
          readings.delete(unread);
          const searches = new Map(listed.map(search => [search.key, search]));
          for (const [key, { gone, ...change }] of unread) {
            if (gone) searches.delete(key);
            else if (change.search.catalogue === catalogue) {
              searches.set(key, mergedSearch(searches.get(key), change));
            }
          }
          return [...searches.values()].sort((a, b) => b.changedMs - a.changedMs);
        },
      };
    },
  };
}

function addTo(changes: Map<string, Change>, change: Change): void {
  const { key } = change.search;
  const earlier = changes.get(key);
  changes.set(key, earlier ? joined(earlier, change) : change);
}

/** Two changes of one search as one. */
function joined(earlier: Change, later: Change): Change {
  if (earlier.gone || later.gone) return later; // a change that restores a deleted search contains all of it
  const galaxies = [...new Set([...earlier.galaxies, ...later.galaxies])];
  return { ...later, galaxies, renamed: earlier.renamed || later.renamed };
}

function failureOf(error: unknown): string {
  const told = savingError(error, ratingsKept);
  if (told instanceof StorageFullError) return told.message;
  return `Your ratings could not be saved (${reasonOf(error)}): export them before you close the page.`;
}

/** Why searches of earlier visits are missing, as a sentence. */
export function readFailureSentence(error: unknown): string {
  return `Searches of earlier visits could not be read (${reasonOf(error)}): export what you rate before you close the page.`;
}
