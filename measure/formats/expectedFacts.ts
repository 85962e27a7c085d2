import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What astropy, h5py or asdf found in an image or array: shape, type, extremes and four values in C order. */
export interface ExpectedArray {
  shape: number[];
  /** As numpy names it: ">i2", "float32". */
  dtype: string;
  min: number | null;
  max: number | null;
  nan: number;
  mean: number | null;
  pixels?: Record<'first' | 'second' | 'middle' | 'last', number | null>;
}

/** A file of ../shared/formats and what other readers read in it. */
export interface ExpectedFile {
  what: string;
  /** HDUs, datasets or arrays; of a VOTable its rows and columns. */
  expected?: unknown;
  /** Why the other reader refused it. */
  reader_error?: string;
}

const folder = new URL('../../../shared/formats/', import.meta.url);

/** Whether the folder of files to compare with is there; it is not part of the project. */
export const hasFormats = existsSync(fileURLToPath(new URL('expected.json', folder)));

/** Every file by name, in the list's order. @throws Error where the folder is missing */
export function expectedFiles(): Map<string, ExpectedFile> {
  if (!hasFormats)
    throw new Error('need the files of ../shared/formats beside the project; they are not there');
  const text = readFileSync(new URL('expected.json', folder), 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, ExpectedFile>));
}

/** A file of the folder. */
export function formatsFile(name: string): File {
  return new File([readFileSync(new URL(name, folder))], name);
}
