import { bytesOfFile } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { SpectraFile } from './spectraFile.ts';

/** Spectra of the files a person dropped, and what of them is something else. */
interface FoundSpectra {
  files: SpectraFile[];
  /** Names of files that hold no spectrum. */
  others: string[];
}

const looksLikeSpectra = /\.((fits?|fts)(\.gz)?|parq(uet)?)$/i;

/**
 * Reads the files that hold spectra. The first file decides: where it holds none, the others are not looked at.
 *
 * @returns undefined where these are no spectra
 * @throws UnreadableError where a file of spectra is damaged
 */
export async function spectraOfFiles(files: readonly File[]): Promise<FoundSpectra | undefined> {
  const found: FoundSpectra = { files: [], others: [] };
  for (const file of files) {
    const spectra = looksLikeSpectra.test(file.name)
      ? await spectraOf(file, found.files.length > 0)
      : undefined;
    if (spectra) found.files.push(spectra);
    else if (found.files.length === 0) return undefined;
    else found.others.push(file.name);
  }
  return found.files.length > 0 ? found : undefined;
}

/** @param sure true where a damaged file is told of, false where it may be something else, which others read and tell */
async function spectraOf(file: File, sure: boolean): Promise<SpectraFile | undefined> {
  const bytes = bytesOfFile(file, file.name);
  try {
    if (/\.parq(uet)?$/i.test(file.name)) {
      const { parquetSpectra } = await import('./parquetSpectra.ts');
      return await parquetSpectra(bytes);
    }
    const { fitsSpectra } = await import('./fitsSpectra.ts');
    return await fitsSpectra(bytes);
  } catch (error) {
    if (sure || !(error instanceof UnreadableError) || /row group/.test(error.message)) throw error;
    return undefined;
  }
}
