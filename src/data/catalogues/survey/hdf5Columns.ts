import { type Column, nullCode } from '../../../contracts/column.ts';
import type { IngestProblem } from '../../../contracts/ingest.ts';
import { UnreadableError } from '../../bytes/unreadable.ts';
import type { Hdf5Dataset, Hdf5File, Hdf5Values } from '../../hdf5/hdf5File.ts';
import { wordColumn } from '../../tables/columnTyping.ts';

/** Classes of Galaxy10 DECaLS, 256 px; the older SDSS set of 69 px has others. Source: astroNN's documentation. */
const decalsClasses = [
  'Disturbed',
  'Merging',
  'Round smooth',
  'In-between round smooth',
  'Cigar-shaped smooth',
  'Barred spiral',
  'Unbarred tight spiral',
  'Unbarred loose spiral',
  'Edge-on without bulge',
  'Edge-on with bulge',
];

/**
 * Datasets of one value a row as columns: numbers and texts, Galaxy10's answers by name.
 *
 * @param images the dataset of the pictures, which says how many rows there are
 * @param problems gets a sentence for each dataset that cannot be read
 */
export function hdf5Columns(file: Hdf5File, images: Hdf5Dataset, problems: IngestProblem[]): Column[] {
  const rowCount = images.shape[0];
  const columns: Column[] = [];
  for (const { path, shape, refusal } of file.datasets) {
    if (shape.length !== 1 || shape[0] !== rowCount || path === images.path) continue;
    if (refusal) {
      problems.push({ sentence: `Dataset ${path} ${refusal}; it is left out.` });
      continue;
    }
    try {
      const column = columnOf(path, file, file.read(path), images.shape[1]);
      if (column) columns.push(column);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ sentence: error.message });
    }
  }
  return columns;
}

function columnOf(
  path: string,
  { name: source }: Hdf5File,
  values: Hdf5Values,
  sidePx: number,
): Column | undefined {
  const head = { name: path, source };
  if (Array.isArray(values)) {
    const isText = values.every(each => typeof each === 'string');
    return isText ? wordColumn(head, values as string[]) : undefined;
  }
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const isSafe = values.every(value => Number.isSafeInteger(Number(value)));
    if (!isSafe) return { ...head, kind: 'text', values: Array.from(values, String) };
    return { ...head, kind: 'number', values: Float64Array.from(values, Number) };
  }
  if (path === 'ans' && sidePx === 256 && values.every(value => value < decalsClasses.length)) {
    const codes = Uint8Array.from(values, value => (value >= 0 ? value : nullCode));
    return { ...head, label: 'Galaxy10 class', kind: 'category', categories: decalsClasses, codes };
  }
  return { ...head, kind: 'number', values: Float64Array.from(values) };
}
