import type { CatalogueSource, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Keeping } from '../../features/ingest/recent/openKeeping.ts';
import type { Session } from '../../session/session.ts';
import type { ViewStore } from '../view.ts';

/** Sessions as files. */
interface SessionFiles {
  /** Puts one into this browser. @returns the source of its catalogue @throws UnreadableError where it is none */
  take(file: File): Promise<CatalogueSource>;
  /** The sky with what a session that was taken holds of it; as it came where it was opened otherwise. */
  withSky(opened: OpenedCatalogue, source: CatalogueSource): OpenedCatalogue;
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
  /** What sessions hold of the sky, by the source it opens from. */
  const skies = new WeakMap<
    CatalogueSource,
    (sky: OpenedCatalogue) => { sky: OpenedCatalogue; fits: boolean }
  >();
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
      const { catalogue, hasCatalogue, missing, withSky } = await takeSession(needed, file, Date.now());
      if (missing.length > 0) {
        session.notices
          .getState()
          .complain(
            `${file.name} was opened without ${missing.join(', ')}: that is damaged or missing in it.`,
          );
      }
      if (hasCatalogue) return { kind: 'kept', ...catalogue };
      const source: CatalogueSource = { kind: 'baked', manifestUrl: skyUrl };
      skies.set(source, withSky);
      return source;
    },
    withSky(opened, source) {
      const { sky, fits } = skies.get(source)?.(opened) ?? { sky: opened, fits: true };
      if (!fits)
        session.notices
          .getState()
          .complain(
            'The session was saved with another version of the embedded sky: columns and map that were made of it are left out.',
          );
      return sky;
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
