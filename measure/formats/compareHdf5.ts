import { nodeLzf } from '../../bake/nodeCodecs.ts';
import { UnreadableError } from '../../src/data/bytes/unreadable.ts';
import type { PixelArray } from '../../src/data/fits/pixelArray.ts';
import { type Hdf5Values, openHdf5 } from '../../src/data/hdf5/hdf5File.ts';
import { arrayDifference } from './arrayFacts.ts';
import type { ExpectedArray } from './expectedFacts.ts';

/** A dataset as h5py read it. */
interface ExpectedDataset extends Partial<ExpectedArray> {
  path: string;
  first?: unknown;
  error?: string;
}

/**
 * How an HDF5 file differs from what h5py read in it, or null.
 *
 * @throws UnreadableError where it is refused, or none of its datasets can be read
 */
export async function hdf5Difference(file: File, datasets: ExpectedDataset[]): Promise<string | null> {
  const opened = await openHdf5(file, file.name, nodeLzf);
  try {
    const paths = opened.datasets.map(each => each.path);
    const missing = datasets.find(({ path }) => !paths.includes(path));
    if (missing) return `no dataset ${missing.path}`;
    const refusals: string[] = [];
    for (const expected of datasets) {
      let values: Hdf5Values;
      try {
        values = opened.read(expected.path);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        refusals.push(error.message);
        continue;
      }
      const { shape, type } = opened.datasets.find(({ path }) => path === expected.path)!;
      if (Array.isArray(values)) {
        const wanted = flat(expected.first);
        const got = flat(values[0]);
        if (expected.dtype?.startsWith('(')) got.length = 1; // of arrays in cells, the first number is listed
        if (got.join() !== wanted.join()) return `${expected.path}: ${got}, not ${wanted}`;
        continue;
      }
      if (expected.error) return `${expected.path}: read, where h5py refuses it`;
      const array = { shape, values: values as PixelArray };
      const why = arrayDifference(array, expected as ExpectedArray, type);
      if (why) return `${expected.path}: ${why}`;
    }
    // A file counts as refused where a dataset of it is.
    if (refusals.length > 0) throw new UnreadableError(refusals[0]);
    return null;
  } finally {
    opened.close();
  }
}

/** The values of a cell one after another: "(1+2j)" as 1 and 2, singles as numpy prints them. */
function flat(value: unknown): string[] {
  if (typeof value === 'string') {
    const complex = /^\((-?[\d.e+-]*\d)([+-][\d.e+-]*)j\)$/.exec(value);
    return complex ? [complex[1], complex[2]].map(part => single(Number(part))) : [value.replace(/\0+$/, '')];
  }
  if (typeof value === 'number') return [single(value)];
  if (value === undefined || value === null) return [];
  return typeof value === 'object' ? [...(value as Iterable<unknown>)].flatMap(flat) : [String(value)];
}

function single(value: number): string {
  return String(Math.fround(value));
}
