import { type Column, nullCode } from '../../../contracts/column.ts';
import type { Hdf5Source, IngestProblem } from '../../../contracts/ingest.ts';
import { singleBandGreys } from '../../../maths/colours/singleBand.ts';
import type { PixelImage } from '../../../maths/images/resize.ts';
import { firstFew, reasonOf, UnreadableError } from '../../bytes/unreadable.ts';
import { type Hdf5Dataset, type Hdf5File, type Hdf5Values, openHdf5 } from '../../hdf5/hdf5File.ts';
import { writePng } from '../../images/pngWriter.ts';
import type { ReadableCatalogue, StoredImage } from '../../images/storedImage.ts';
import { wordColumn } from '../../tables/columnTyping.ts';
import { findIds } from '../galaxyIds.ts';
import { findSkyPositions } from '../skyPosition.ts';

const rowsTogether = 16; // a gzipped chunk of several images is unpacked once for all of them

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
 * Opens an HDF5 file whose images lie in one dataset, a row each, as a catalogue; datasets of one number or text a row become
 * columns. Images are read some rows at a time, so that the file may be larger than the memory.
 *
 * @throws UnreadableError where no dataset can be images
 */
export async function openHdf5Images(source: Hdf5Source): Promise<ReadableCatalogue> {
  const { file } = source;
  const opened = await openHdf5(file, file.name);
  const images = imagesOf(opened, source.images);
  const rowCount = images.shape[0];
  const problems: IngestProblem[] = [];
  const columns = columnsOf(opened, images, problems);
  const found = findIds(columns, rowCount);
  const sky = findSkyPositions(columns);
  const others = opened.datasets.filter(each => each !== images && canBeImages(each) && !each.refusal);
  if (others.length > 0) {
    problems.push({
      sentence: `The images are those of ${images.path}; ${file.name} has others in ${firstFew(others.map(({ path }) => path))}.`,
    });
  }
  return {
    contents: {
      name: file.name.replace(/\.(h5|hdf5?)$/i, ''),
      rowCount,
      ids: found.ids,
      columns: columns.filter(({ name }) => name !== found.column),
      raDeg: sky?.raDeg,
      decDeg: sky?.decDeg,
      hasImages: true,
      simulated: false,
      problems: [...problems, ...(sky?.problems ?? [])],
    },
    readImages: rows => readImages(opened, images, rows),
  };
}

/** The dataset of images that is meant. @throws UnreadableError where there is none, or it cannot be read */
function imagesOf({ name, datasets }: Hdf5File, wanted: string | undefined): Hdf5Dataset {
  const possible = datasets.filter(canBeImages);
  const bySize = possible.toSorted((a, b) => countOf(b.shape) - countOf(a.shape));
  const chosen =
    possible.find(({ path }) => path === wanted) ??
    possible.find(({ path }) => /(^|\/)images?$/i.test(path)) ??
    bySize.find(({ refusal }) => !refusal) ??
    bySize[0];
  if (!chosen) {
    const list = datasets.map(({ path, shape }) => `${path} (${shape.join(' × ')})`);
    throw new UnreadableError(
      `${name} has no dataset of images: one of shape rows × height × width, or with 3 colours behind, is needed; it has ${firstFew(list) || 'none'}.`,
    );
  }
  if (chosen.refusal) throw new UnreadableError(`Dataset ${chosen.path} of ${name} ${chosen.refusal}.`);
  return chosen;
}

const leastSidePx = 8;

/** (rows, height, width), with or without one, three or four colours behind. */
function canBeImages({ shape, type }: Hdf5Dataset): boolean {
  if (!/^[uif]\d$/.test(type)) return false;
  const isColour = shape.length === 4 && [1, 3, 4].includes(shape[3]);
  return (
    (shape.length === 3 || isColour) && shape[0] > 0 && shape[1] >= leastSidePx && shape[2] >= leastSidePx
  );
}

function countOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** One value a row: numbers and texts, Galaxy10's answers by name. */
function columnsOf(file: Hdf5File, images: Hdf5Dataset, problems: IngestProblem[]): Column[] {
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

async function readImages(file: Hdf5File, images: Hdf5Dataset, rows: Uint32Array): Promise<StoredImage[]> {
  const found: StoredImage[] = [];
  let held: { first: number; values: Hdf5Values; count: number } | undefined;
  for (const row of rows) {
    try {
      const first = row - (row % rowsTogether);
      if (held?.first !== first) {
        const end = Math.min(images.shape[0], first + rowsTogether);
        held = { first, values: file.read(images.path, [first, end]), count: end - first };
      }
      const each = held.values.length / held.count;
      const at = (row - first) * each;
      const values = (held.values as Uint8Array).subarray(at, at + each);
      found.push({ row, bytes: await writePng(pictureOf(values, images)) });
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      found.push({ row, problem: `has an image that cannot be read (${reasonOf(error)})` });
    }
  }
  return found;
}

/** Bytes are colours already; other numbers are one band, stretched. */
function pictureOf(values: Uint8Array | Float32Array, { shape, type }: Hdf5Dataset): PixelImage {
  const [, heightPx, widthPx, channels = 1] = shape;
  if (type === 'u1' && channels >= 3) {
    return { widthPx, heightPx, channels: channels as 3 | 4, pixels: values as Uint8Array };
  }
  const grey = channels === 1 ? values : values.filter((_, i) => i % channels === 0);
  if (type === 'u1') {
    const pixels = Uint8Array.from({ length: 3 * widthPx * heightPx }, (_, i) => grey[Math.floor(i / 3)]);
    return { widthPx, heightPx, channels: 3, pixels };
  }
  const numbers = Float64Array.from(grey as ArrayLike<number | bigint>, Number);
  return singleBandGreys(numbers, widthPx, heightPx, { lowPercent: 0, highPercent: 99.7, softness: 5 });
}
