import type { Hdf5Source, IngestProblem, PictureSet } from '../../../contracts/ingest.ts';
import { firstFew, UnreadableError } from '../../bytes/unreadable.ts';
import { type Hdf5Dataset, type Hdf5File, type LoadLzf, openHdf5 } from '../../hdf5/hdf5File.ts';
import type { ReadableCatalogue } from '../../images/storedImage.ts';
import { findIds } from '../galaxyIds.ts';
import { findSkyPositions } from '../skyPosition.ts';
import { hdf5Columns } from './hdf5Columns.ts';
import { hdf5Pictures, pictureShape } from './hdf5Pictures.ts';

/**
 * Opens an HDF5 file whose images lie in one dataset, a row each, as a catalogue; datasets of one number or text a row become
 * columns. Images are read some rows at a time, so that the file may be larger than the memory. Where several datasets can be
 * images, all are named, and one can be previewed and opened instead.
 *
 * @throws UnreadableError where no dataset can be images
 */
export async function openHdf5Images(source: Hdf5Source, loadLzf?: LoadLzf): Promise<ReadableCatalogue> {
  const opened = await openHdf5(source.file, source.file.name, loadLzf);
  try {
    return catalogueOf(opened, source);
  } catch (error) {
    opened.close();
    throw error;
  }
}

function catalogueOf(opened: Hdf5File, source: Hdf5Source): ReadableCatalogue {
  const { file } = source;
  const sets = opened.datasets.filter(each => pictureShape(each) !== undefined);
  const usual = usualImages(opened, sets);
  const images = sets.find(({ path }) => path === source.images) ?? usual;
  if (images.refusal) {
    throw new UnreadableError(`Dataset ${images.path} of ${file.name} ${images.refusal}.`);
  }
  const rowCount = images.shape[0];
  if (rowCount > file.size) {
    throw new UnreadableError(
      `Dataset ${images.path} of ${file.name} claims ${rowCount} images in a file of ${file.size} bytes: fetch it again.`,
    );
  }
  const problems: IngestProblem[] = [];
  const columns = hdf5Columns(opened, images, problems);
  const found = findIds(columns, rowCount);
  const sky = findSkyPositions(columns);
  const name = file.name.replace(/\.(h5|hdf5?)$/i, '');
  return {
    contents: {
      name: images === usual ? name : `${name} · ${images.path}`,
      rowCount,
      ids: found.ids,
      columns: columns.filter(({ name: each }) => each !== found.column),
      raDeg: sky?.raDeg,
      decDeg: sky?.decDeg,
      hasImages: true,
      simulated: false,
      ...(sets.length > 1 && { pictureSets: { shown: images.path, sets: sets.map(setOf) } }),
      problems: [...problems, ...found.problems, ...(sky?.problems ?? [])],
    },
    readImages: hdf5Pictures(opened, images),
    close: () => opened.close(),
    async readPreview(path) {
      const set = sets.find(each => each.path === path);
      if (!set || set.refusal) return [];
      return hdf5Pictures(
        opened,
        set,
      )(Uint32Array.from({ length: Math.min(previewed, set.shape[0]) }, (_, i) => i));
    },
  };
}

const previewed = 4; // pictures a dataset

function setOf({ path, shape, refusal }: Hdf5Dataset): PictureSet {
  return { path, shape, refusal };
}

/** The dataset that is opened unless a person says otherwise. @throws UnreadableError where there is none */
function usualImages({ name, datasets }: Hdf5File, sets: readonly Hdf5Dataset[]): Hdf5Dataset {
  const bySize = sets.toSorted((a, b) => countOf(b.shape) - countOf(a.shape));
  const chosen =
    sets.find(({ path }) => /(^|\/)images?$/i.test(path)) ??
    bySize.find(({ refusal }) => !refusal) ??
    bySize[0];
  if (chosen) return chosen;
  const list = datasets.map(({ path, shape }) => `${path} (${shape.join(' × ')})`);
  throw new UnreadableError(
    `${name} has no dataset of images: one of shape rows × height × width, or with colours or bands behind or before, is needed; it has ${firstFew(list) || 'none'}.`,
  );
}

function countOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
