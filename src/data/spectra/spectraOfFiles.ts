import { bytesOfFile } from '../bytes/byteSource.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import type { SpectraFile } from './spectraFile.ts';

/** Spectra of the files a person dropped, and what of them is something else. */
interface FoundSpectra {
  files: SpectraFile[];
  /** Names of files that hold no spectrum. */
  others: string[];
}

const mostPackedBytes = 20e6; // a gzipped file is unpacked to look into it, and spectra are smaller
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

/**
 * Undefined where the file holds no spectrum.
 *
 * @param sure true where a damaged file is told of, false where it may be something else, which others read and tell
 */
async function spectraOf(file: File, sure: boolean): Promise<SpectraFile | undefined> {
  if (/\.gz$/i.test(file.name) && file.size > mostPackedBytes) return undefined;
  const bytes = bytesOfFile(file, file.name);
  try {
    if (/\.parq(uet)?$/i.test(file.name)) {
      const { parquetSpectra } = await import('./parquetSpectra.ts');
      return toldOf(await parquetSpectra(bytes));
    }
    const { fitsSpectra } = await import('./fitsSpectra.ts');
    return toldOf(await fitsSpectra(bytes));
  } catch (error) {
    if (error instanceof UnreadableError && /row group/.test(error.message)) throw error; // these are spectra
    if (sure) throw damaged(file.name, error);
    return undefined;
  }
}

/** The same file, whose damage is told in a sentence. */
function toldOf(file: SpectraFile | undefined): SpectraFile | undefined {
  if (!file) return undefined;
  return {
    ...file,
    read: entry =>
      file.read(entry).catch(error => {
        throw damaged(file.name, error);
      }),
  };
}

function damaged(name: string, error: unknown): UnreadableError {
  if (error instanceof UnreadableError) return error;
  return new UnreadableError(`${name} is damaged (${reasonOf(error)}): fetch it again.`);
}
