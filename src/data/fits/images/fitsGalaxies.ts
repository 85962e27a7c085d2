import type { FitsFile } from '../fitsFile.ts';
import type { FitsHdu } from '../fitsHdu.ts';
import { bandOfName, bandOfWord, bandsOfCube, fromBlueToRed } from './bandNames.ts';
import { planeCount } from './imagePixels.ts';

/** One band of a galaxy: a plane of an image of a file. */
interface FitsBand {
  /** In lower case; "1", "2" … where it has no name. */
  band: string;
  /** Which of the files, and which of its extensions. */
  file: number;
  hdu: number;
  plane: number;
}

/** A galaxy and its bands from blue to red. */
export interface FitsGalaxy {
  name: string;
  bands: FitsBand[];
}

const mostBands = 6; // a cube of more planes is taken for as many galaxies
const sideData = /^(err|dq|wht|weight|invvar|ivar|mask|maskbits|var|sigma|psf|ctx|con|samp|time)/i;

/**
 * The galaxies in files: bands in files of their own, named alike, belong together; a cube of few planes is one galaxy in as
 * many bands, of many planes one galaxy each; extensions named after bands are bands, others are galaxies.
 *
 * @param files with their paths, in the order of `FitsBand.file`
 */
export function fitsGalaxies(files: readonly { path: string; opened: FitsFile }[]): FitsGalaxy[] {
  const alone: FitsGalaxy[] = [];
  const together = new Map<string, FitsGalaxy & { stem: string }>();
  for (const [file, { path, opened }] of files.entries()) {
    const stem = path.replace(/\.((fits?|fts)(\.gz|\.fz)?|asdf)$/i, '');
    const images = imagesOf(opened);
    const named = bandOfName(stem);
    if (named && images.length === 1 && planeCount(images[0]) === 1) {
      const galaxy = together.get(named.stem) ?? { name: named.stem, bands: [], stem };
      together.set(named.stem, galaxy);
      galaxy.bands.push({ band: named.band, file, hdu: images[0].index, plane: 0 });
    } else alone.push(...galaxiesOfFile(stem, file, images));
  }
  const grouped = [...together.values()].map(({ name, bands, stem }) =>
    bands.length === 1 ? { name: stem, bands } : { name, bands: fromBlueToRed(bands) },
  );
  return [...alone, ...grouped].toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** Images of two axes or more that are no weights, masks or errors, unless there are no others. */
function imagesOf({ hdus }: FitsFile): FitsHdu[] {
  const images = hdus.filter(
    ({ kind, shape, isWhole }) =>
      (kind === 'image' || kind === 'tiledImage') &&
      isWhole &&
      shape.length >= 2 &&
      shape.slice(-2).every(side => side > 1) &&
      planeCount({ shape }) > 0,
  );
  const main = images.filter(({ name }) => !sideData.test(name));
  return main.length > 0 ? main : images;
}

function galaxiesOfFile(stem: string, file: number, images: FitsHdu[]): FitsGalaxy[] {
  const extensionBands = images.map(({ name }) => bandOfWord(name));
  const areBands = new Set(extensionBands).size === images.length; // twice the same are two galaxies
  if (images.length > 1 && areBands && extensionBands.every(band => band !== undefined)) {
    const bands = images.map(({ index }, i) => ({ band: extensionBands[i]!, file, hdu: index, plane: 0 }));
    return [{ name: stem, bands: fromBlueToRed(bands) }];
  }
  return images.flatMap((hdu, i) => {
    const name =
      images.length === 1 ? stem : `${stem} ${hdu.name && isOnlyName(images, hdu.name) ? hdu.name : i + 1}`;
    return galaxiesOfImage(name, file, hdu);
  });
}

function isOnlyName(images: FitsHdu[], name: string): boolean {
  return images.filter(each => each.name === name).length === 1;
}

function galaxiesOfImage(name: string, file: number, hdu: FitsHdu): FitsGalaxy[] {
  const planes = planeCount(hdu);
  const named = bandsOfCube(hdu.header, planes);
  const parts = Array.from({ length: planes }, (_, plane) => ({
    band: named?.[plane] ?? `${plane + 1}`,
    file,
    hdu: hdu.index,
    plane,
  }));
  if (named) return [{ name, bands: fromBlueToRed(parts) }];
  if (planes <= mostBands) return [{ name, bands: parts }];
  return parts.map((part, plane) => ({ name: `${name} ${plane + 1}`, bands: [{ ...part, band: '1' }] }));
}
