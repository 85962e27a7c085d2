import type { CatalogueSource, FitsRendering } from '../../../contracts/ingest.ts';
import { crc32 } from '../../../data/bytes/crc32.ts';
import type { PlacedFile } from '../sourceOf.ts';

/** The files of this machine that a catalogue is opened from, the table beside images last; none of a site or of the shelf. */
export function filesOf(source: CatalogueSource): PlacedFile[] {
  const placed = (file: File) => ({ path: file.name, file });
  switch (source.kind) {
    case 'file':
    case 'hdf5':
    case 'table':
      return [placed(source.file)];
    case 'many':
      return source.parts.flatMap(part => (part.kind === 'file' ? [placed(part.file)] : []));
    case 'images':
    case 'fits': {
      const images = source.kind === 'fits' ? source.files : source.images;
      return source.table ? [...images, placed(source.table)] : [...images];
    }
    default:
      return [];
  }
}

/** What a person chose of the files: how FITS images are rendered, and which dataset of an HDF5 file holds them. */
export function chosenOf(source: CatalogueSource): { rendering?: FitsRendering; dataset?: string } {
  return {
    ...(source.kind === 'fits' && source.rendering && { rendering: source.rendering }),
    ...(source.kind === 'hdf5' && source.images !== undefined && { dataset: source.images }),
  };
}

/** Bytes of all files together. */
export function bytesOfFiles(files: readonly PlacedFile[]): number {
  return files.reduce((sum, { file }) => sum + file.size, 0);
}

/** In the order of their paths: a folder is walked through in another order each time. */
export function byPath<Placed extends { path: string }>(files: readonly Placed[]): Placed[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

const probeBytes = 4096; // more than a FITS header's one block
const mostProbed = 256; // of a folder's files, evenly spread: reading more takes a busy disk seconds

/**
 * A fingerprint of files, hexadecimal: their sizes, and the checksums of the first, the middle and the last bytes of up to 256 of
 * them. Names and dates do not count: a copy of a folder is the same.
 *
 * @throws DOMException where a file cannot be read
 */
export async function filesFingerprint(given: readonly PlacedFile[]): Promise<string> {
  const files = byPath(given);
  const step = Math.max(1, files.length / mostProbed);
  const probed = Array.from(
    { length: Math.min(files.length, mostProbed) },
    (_, i) => files[Math.floor(i * step)],
  );
  const found = await Promise.all(probed.map(({ file }) => probe(file)));
  const words = [...files.map(({ file }) => file.size), ...found.flat()];
  return crc32(new Uint8Array(Float64Array.from(words).buffer))
    .toString(16)
    .padStart(8, '0');
}

async function probe(file: Blob): Promise<number[]> {
  const last = Math.max(0, file.size - probeBytes);
  const starts = [0, Math.floor(last / 2), last];
  return Promise.all(
    starts.map(async from => crc32(new Uint8Array(await file.slice(from, from + probeBytes).arrayBuffer()))),
  );
}
