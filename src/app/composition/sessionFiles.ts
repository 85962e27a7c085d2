import type { CatalogueSource } from '../../contracts/ingest.ts';
import type { Keeping } from '../../features/ingest/recent/openKeeping.ts';
import type { Session } from '../../session/session.ts';
import type { ViewStore } from '../view.ts';

/** Sessions as files. */
interface SessionFiles {
  /** Puts one into this browser. @returns the source of its catalogue @throws UnreadableError where it is none */
  take(file: File): Promise<CatalogueSource>;
  /** Hands the person the open catalogue, with all that belongs to it, as one. */
  save(): Promise<void>;
}

interface SessionFilesParts {
  session: Session;
  view: ViewStore;
  openKeeping(): Promise<Keeping>;
  /** Manifest of the embedded sky. */
  skyUrl: string;
}

/** Loads what sessions need at the first call. */
export function createSessionFiles({ session, view, openKeeping, skyUrl }: SessionFilesParts): SessionFiles {
  async function parts() {
    const [files, { recordShelves }, keeping] = await Promise.all([
      import('../../features/ingest/sessions/sessionFiles.ts'),
      import('../../features/ingest/sessions/sessionRecords.ts'),
      openKeeping(),
    ]);
    const shelves = recordShelves();
    return [files, { session, keeping, shelves, room: () => view.getState().room }] as const;
  }
  return {
    async take(file) {
      const [{ takeSession }, needed] = await parts();
      const { catalogue, hasCatalogue, missing } = await takeSession(needed, file, Date.now());
      if (missing.length > 0) {
        session.notices
          .getState()
          .complain(
            `${file.name} was opened without ${missing.join(', ')}: that is damaged or missing in it.`,
          );
      }
      return hasCatalogue ? { kind: 'kept', ...catalogue } : { kind: 'baked', manifestUrl: skyUrl };
    },
    async save() {
      const [[{ sessionFileOf }, needed], { saveFile }] = await Promise.all([
        parts(),
        import('../../ui/files/saveFile.ts'),
      ]);
      const saved = await sessionFileOf(needed, Date.now());
      if (saved) saveFile(saved.name, saved.file);
    },
  };
}
