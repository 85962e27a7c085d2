import { createKeepsakeDatabase } from '../../data/sets/keepsakeDatabase.ts';
import type { KeepsakeShelf } from '../../data/sets/keepsakeShelf.ts';
import type { Session } from '../../session/session.ts';
import { createFilterPanelStore, type FilterPanelStore } from './filters/filterPanelStore.ts';
import { createKeepsakesStore, type KeepsakesStore } from './sets/keepsakesStore.ts';

/** The stores of the Explore room. */
export interface Explore {
  filters: FilterPanelStore;
  keepsakes: KeepsakesStore;
}

/**
 * Makes the room's stores; they follow the session from then on.
 *
 * @param shelf default: this browser's database
 */
export function openExplore(session: Session, shelf: KeepsakeShelf = createKeepsakeDatabase()): Explore {
  return {
    filters: createFilterPanelStore(session),
    keepsakes: createKeepsakesStore({
      session,
      shelf,
      clock: () => Date.now(),
      newKey: () => crypto.randomUUID(),
    }),
  };
}
