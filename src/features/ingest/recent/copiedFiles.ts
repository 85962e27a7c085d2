import type { CatalogueSource, FitsRendering } from '../../../contracts/ingest.ts';
import type { KeptFile, KeptPictures } from '../../../data/kept/keptManifest.ts';
import type { Piece } from '../../../data/kept/keptShelf.ts';

const mostBytes = 256_000_000; // copies of larger files would take a disk's space that nobody gave

/** Where the pictures of a source will be, and the files to be copied for that. */
interface Copied {
  pictures: KeptPictures;
  copies: Piece[];
}

/**
 * Decides what is copied of what a person opened: files up to 256 MB in all, so that their pictures are there tomorrow; larger
 * ones are asked for again by their name.
 *
 * @param newName a name no piece has yet
 */
export function copiedFiles(source: CatalogueSource, newName: () => string): Copied {
  const copies: Piece[] = [];
  function copied(file: File, path = file.name): KeptFile {
    const piece = newName();
    copies.push({ name: piece, bytes: file });
    return { piece, path, bytes: file.size };
  }
  const away = (name: string): Copied => ({
    pictures: { kind: 'away', name, bytes: sizeOf(filesOf(source)), ...chosenOf(source) },
    copies: [],
  });
  switch (source.kind) {
    case 'url':
      return { pictures: source, copies };
    case 'file':
      if (source.file.size > mostBytes) return away(source.file.name);
      return { pictures: kept('file', source.file.name, [copied(source.file)]), copies };
    case 'hdf5': {
      if (source.file.size > mostBytes) return away(source.file.name);
      const { images: dataset, file } = source;
      return { pictures: { ...kept('hdf5', file.name, [copied(file)]), dataset }, copies };
    }
    case 'table':
      if (source.file.size > mostBytes) return away(source.name);
      return { pictures: kept('table', source.name, [copied(source.file)]), copies };
    case 'many': {
      const remote = source.parts.filter(part => part.kind === 'url');
      if (remote.length === source.parts.length)
        return { pictures: { kind: 'remote', name: source.name, parts: remote }, copies };
      const files = source.parts.flatMap(part => (part.kind === 'file' ? [part.file] : []));
      if (files.length < source.parts.length || sizeOf(files) > mostBytes) return away(source.name);
      return {
        pictures: kept(
          'many',
          source.name,
          files.map(file => copied(file)),
        ),
        copies,
      };
    }
    case 'images':
    case 'fits': {
      const { name, table } = source;
      const images = source.kind === 'fits' ? source.files : source.images;
      const rendering = source.kind === 'fits' ? source.rendering : undefined;
      if (sizeOf(images.map(({ file }) => file)) > mostBytes) return away(name);
      const files = images.map(({ file, path }) => copied(file, path));
      const pictures = { ...kept(source.kind, name, files), table: table && copied(table), rendering };
      return { pictures, copies };
    }
    default:
      return { pictures: { kind: 'none' }, copies };
  }
}

/** Whether what is opened is, by the sizes of its files and how they are rendered, what was kept before. */
export function isSameSource(source: CatalogueSource, pictures: KeptPictures): boolean {
  if (pictures.kind === 'url') return source.kind === 'url' && source.url === pictures.url;
  if (pictures.kind === 'remote') {
    const parts = source.kind === 'many' ? source.parts : [];
    const isThere = ({ url }: { url: string }) => parts.some(part => part.kind === 'url' && part.url === url);
    return parts.length === pictures.parts.length && pictures.parts.every(isThere);
  }
  if (pictures.kind === 'none') return false;
  const { rendering, dataset } = chosenOf(source);
  if (JSON.stringify(rendering) !== JSON.stringify(pictures.rendering) || dataset !== pictures.dataset)
    return false;
  if (pictures.kind === 'away') return sizeOf(filesOf(source)) === pictures.bytes;
  const sizes = (of: readonly number[]) => of.toSorted((a, b) => a - b).join();
  const { files, table } = pictures;
  const before = [...files, ...(table ? [table] : [])].map(({ bytes }) => bytes);
  return sizes(filesOf(source).map(({ size }) => size)) === sizes(before);
}

/** What a person chose of the files: how FITS images are rendered, and which dataset of an HDF5 file holds them. */
function chosenOf(source: CatalogueSource): { rendering?: FitsRendering; dataset?: string } {
  return {
    ...(source.kind === 'fits' && source.rendering && { rendering: source.rendering }),
    ...(source.kind === 'hdf5' && source.images !== undefined && { dataset: source.images }),
  };
}

function filesOf(source: CatalogueSource): File[] {
  switch (source.kind) {
    case 'file':
    case 'hdf5':
    case 'table':
      return [source.file];
    case 'many':
      return source.parts.flatMap(part => (part.kind === 'file' ? [part.file] : []));
    case 'images':
    case 'fits': {
      const placed = source.kind === 'fits' ? source.files : source.images;
      return [...placed.map(({ file }) => file), ...(source.table ? [source.table] : [])];
    }
    default:
      return [];
  }
}

/** The name of what a person opened, which is asked for where nothing was copied. */
export function awayInstead(pictures: KeptPictures): KeptPictures {
  if (pictures.kind !== 'copies') return pictures;
  const bytes = [...pictures.files, ...(pictures.table ? [pictures.table] : [])].reduce(
    (sum, each) => sum + each.bytes,
    0,
  );
  const { name, rendering, dataset } = pictures;
  return { kind: 'away', name, bytes, rendering, dataset };
}

function kept(of: 'file' | 'many' | 'images' | 'fits' | 'hdf5' | 'table', name: string, files: KeptFile[]) {
  return { kind: 'copies' as const, of, name, files };
}

function sizeOf(files: readonly File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
