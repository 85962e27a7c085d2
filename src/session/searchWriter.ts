import { reasonOf } from '../data/bytes/unreadable.ts';
import type { InterestSearch } from '../data/searches/interestSearch.ts';
import type { SearchShelf } from '../data/searches/searchShelf.ts';

/** Whether every change is on disk; a sentence where one could not be written. */
export type SaveState = 'yes' | 'saving' | { failure: string };

/** Writes searches to the shelf: the newest state of each, one write after another. */
export interface SearchWriter {
  put(search: InterestSearch): void;
  remove(search: InterestSearch): void;
  /** Hands every change that waits or failed to the shelf at once, for the page may go before its turn comes. */
  flush(): void;
  /** What a catalogue's list on the shelf would be if every change had reached it. */
  amend(catalogue: string, listed: readonly InterestSearch[]): InterestSearch[];
}

/** A change not yet on the shelf. */
interface Change {
  search: InterestSearch;
  gone: boolean;
}

/**
 * A change that could not be written is kept and tried again with the next change of any search.
 *
 * @param onState told whenever it may have changed
 */
export function createSearchWriter(shelf: SearchShelf, onState: (saved: SaveState) => void): SearchWriter {
  const waiting = new Map<string, Change>();
  const writing = new Map<string, Change>();
  const failed = new Map<string, Change>();
  let failure = '';

  function report(): void {
    if (waiting.size + writing.size > 0) onState('saving');
    else onState(failed.size > 0 ? { failure } : 'yes');
  }

  function send({ search, gone }: Change): Promise<void> {
    return gone ? shelf.remove(search.key) : shelf.put(search);
  }

  async function write(key: string): Promise<void> {
    const change = waiting.get(key);
    if (!change || writing.has(key)) return; // the write under way sees to it when it is done
    waiting.delete(key);
    writing.set(key, change);
    report();
    try {
      await send(change);
    } catch (error) {
      failed.set(key, change);
      failure = failureOf(error);
    }
    writing.delete(key);
    if (waiting.has(key)) failed.delete(key); // superseded
    report();
    await write(key);
  }

  function add(search: InterestSearch, gone: boolean): void {
    for (const [key, change] of failed) waiting.set(key, change);
    failed.clear();
    waiting.set(search.key, { search, gone });
    for (const key of waiting.keys()) void write(key);
  }

  return {
    put: search => add(search, false),
    remove: search => add(search, true),
    flush() {
      // They keep their turn: should the page stay, the same state is written once more.
      for (const change of [...failed.values(), ...waiting.values()]) void send(change).catch(() => {});
    },
    amend(catalogue, listed) {
      const searches = new Map(listed.map(search => [search.key, search]));
      for (const { search, gone } of [...failed.values(), ...writing.values(), ...waiting.values()]) {
        if (gone) searches.delete(search.key);
        else if (search.catalogue === catalogue) searches.set(search.key, search);
      }
      return [...searches.values()].sort((a, b) => b.changedMs - a.changedMs);
    },
  };
}

function failureOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'Your ratings could not be saved, for the disk or this browser’s share of it is full: free some space, or export them before you close the page.';
  }
  return `Your ratings could not be saved (${reasonOf(error)}): export them before you close the page.`;
}

/** Why searches of earlier visits are missing, as a sentence. */
export function readFailureSentence(error: unknown): string {
  return `Searches of earlier visits could not be read (${reasonOf(error)}): export what you rate before you close the page.`;
}
