import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { StorageFullError } from '../../../data/bytes/databaseWriter.ts';
import { UnreadableError } from '../../../data/bytes/unreadable.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import type { Dropped, PlacedFile } from '../sourceOf.ts';

/** What was dropped as one source, what became of it where it belongs to the open galaxies, or why it is neither; never rejects. */
export async function readDropped(
  session: Session,
  given: PlacedFile[] | Promise<PlacedFile[]>,
  takeSession: ((file: File) => Promise<CatalogueSource>) | undefined,
): Promise<Dropped | { taken: { sentence: string; details: string[] } }> {
  try {
    const { isSession, mayBeSpectra, sourceOf, withUnpacked } = await import('../sourceOf.ts'); // the embedded sky opens without it
    const files = await given;
    if (!takeSession || !isSession(files)) {
      const { files: all, problems } = await withUnpacked(files);
      const taken = mayBeSpectra(all) && (await spectraAmong(session, all));
      if (taken) return { taken };
      return { ...sourceOf(all), problems };
    }
    return { source: await takeSession(files[0].file), leftOut: [] };
  } catch (error) {
    if (error instanceof UnreadableError || error instanceof StorageFullError)
      return { sentence: error.message };
    return { sentence: `The files could not be read from the disk. ${sentenceOf(error)}` };
  }
}

/** Spectra belong to the galaxies that are open and open nothing themselves. @returns what became of them; null where there are none */
export async function spectraAmong(session: Session, files: readonly PlacedFile[]) {
  const { takeSpectra } = await import('../../../session/spectra/takeSpectra.ts');
  return takeSpectra(
    session,
    files.map(({ file }) => file),
  );
}
