import { UnreadableError } from '../../data/bytes/unreadable.ts';
import type { Session } from '../session.ts';

/** What became of files that hold spectra. */
interface TakenSpectra {
  /** How many were joined, and what to do next. */
  sentence: string;
  /** What was left out, in sentences. */
  details: string[];
}

/**
 * Joins files of spectra to the open galaxies, and publishes their redshifts.
 *
 * @returns undefined where these files are no spectra
 * @throws UnreadableError with a sentence where they are damaged, belong to no galaxy, or nothing is open
 */
export async function takeSpectra(
  session: Session,
  files: readonly File[],
): Promise<TakenSpectra | undefined> {
  const { spectraOfFiles } = await import('../../data/spectra/spectraOfFiles.ts');
  const found = await spectraOfFiles(files);
  if (!found) return undefined;
  const catalogue = session.catalogue.getState().catalogue;
  if (!catalogue) throw new UnreadableError('These are spectra: open the galaxies they belong to first.');
  const { joinSpectra } = await import('../../data/spectra/joinSpectra.ts');
  const { handle, ids, raDeg, decDeg } = catalogue;
  const joined = joinSpectra(found.files, { ids: [...ids], raDeg, decDeg });
  if (session.catalogue.getState().catalogue?.handle !== handle)
    throw new UnreadableError('Another catalogue was opened meanwhile: drop the spectra again.');
  session.spectra.getState().join(handle, joined);
  if (joined.columns.length > 0) session.columns.getState().publishAll(joined.name, joined.columns);
  const columns = joined.columns.map(({ name }) => `“${name}”`).join(' and ');
  const others = found.others.map(name => `${name} holds no spectrum.`);
  return {
    sentence: `${joined.sentence} ${columns && `New columns: ${columns}. `}The files are read where they are, until this page is closed.`,
    details: [...joined.problems, ...others],
  };
}
