import { createStore, type StoreApi } from 'zustand/vanilla';
import { setAsideSentence } from '../../../data/bytes/setAside.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import type { KeptShelf } from '../../../data/kept/keptShelf.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { createPendingDeletions, type PendingDeletions } from '../../../session/pendingDeletions.ts';
import type { Session } from '../../../session/session.ts';

/** State of {@link createRecentStore}. */
interface RecentState {
  /** The last seen first; null until they are read. */
  catalogues: readonly KeptManifest[] | null;
  rename(key: string, title: string): void;
  /** Deletes after ten seconds; a notice offers to undo it. */
  remove(key: string): void;
}

/** Holds the list of kept catalogues. */
export type RecentStore = StoreApi<RecentState>;

interface RecentParts {
  session: Session;
  shelf: KeptShelf;
  /** Writes the open one; it is told when it is gone. */
  keeper: { forget(key: string): void };
  deletions?: PendingDeletions;
}

const mostLetters = 60; // of a name

/** The catalogues kept in this browser, read at once and whenever another tab changes them. */
export function createRecentStore({
  session,
  shelf,
  keeper,
  deletions = createPendingDeletions(),
}: RecentParts): RecentStore {
  const complain = (error: unknown) => session.notices.getState().complain(sentenceOf(error));
  return createStore<RecentState>((set, get) => {
    async function read(): Promise<void> {
      const { items, setAside } = await shelf.list();
      set({ catalogues: items.filter(({ key }) => !deletions.has(key)) });
      if (setAside > 0)
        session.notices.getState().complain(setAsideSentence(setAside, 'catalogue', 'catalogues'));
    }
    const readAgain = () => void read().catch(() => undefined); // what is listed stays
    shelf.watch(readAgain);
    queueMicrotask(() => {
      read().catch(error => {
        set({ catalogues: [] });
        complain(error);
      });
    });
    return {
      catalogues: null,
      rename(key, title) {
        const found = get().catalogues?.find(each => each.key === key);
        const wanted = title.trim().slice(0, mostLetters);
        if (!found || wanted === '') return;
        const named = wanted === found.name ? undefined : wanted;
        set({
          catalogues: get().catalogues?.map(each => (each === found ? { ...each, title: named } : each)),
        });
        shelf.entitle(key, named).catch(complain);
      },
      remove(key) {
        const found = get().catalogues?.find(each => each.key === key);
        if (!found) return;
        deletions.add(key, () => {
          keeper.forget(key);
          shelf.remove(key).catch(complain);
        });
        set({ catalogues: get().catalogues?.filter(each => each !== found) });
        session.notices
          .getState()
          .say(`What was kept of “${found.title ?? found.name}” was deleted; its file was not touched.`, {
            undo: () => {
              if (deletions.restore(key)) readAgain();
            },
          });
      },
    };
  });
}
