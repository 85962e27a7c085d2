import { createWeightsDatabase } from '../../data/weights/shelf/weightsDatabase.ts';
import type { Session } from '../../session/session.ts';
import { createLibraryStore, type LibraryStore } from './libraryStore.ts';

/** The library on this browser's own database. Loaded when weights other than the shipped ones are first asked about. */
export function openLibrary(session: Session, onRemoved: (name: string) => void): LibraryStore {
  return createLibraryStore({ session, shelf: createWeightsDatabase(), onRemoved });
}
