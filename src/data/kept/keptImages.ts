import type { OriginalSource } from '../../contracts/ingest.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { catalogueKey } from '../catalogues/catalogueKey.ts';
import type { ReadableCatalogue, StoredImage } from '../images/storedImage.ts';
import type { KeptManifest, KeptPictures } from './keptManifest.ts';
import type { Fetching, PieceRef } from './pieces.ts';

/** Rows of a kept catalogue whose pictures are in the same files. */
interface PictureBlock {
  name: string;
  /** First of its rows in the catalogue, and how many it has. */
  first: number;
  count: number;
  /** Which rows of the catalogue in the files they are; absent: all of them, in order. */
  rows?: PieceRef<'u32'>;
  /** Opens the files, and says where they hold other galaxies by now; null where they are not here. */
  open: (() => Promise<ReadableCatalogue>) | null;
  /** Lets go of the files, where they were opened. */
  close(): void;
}

/** The pictures of a kept catalogue: its own, and those of galaxies that were added to it. */
interface KeptImages {
  /** Whether any picture is here. */
  hasAny: boolean;
  read(rows: Uint32Array): Promise<StoredImage[]>;
  /** Lets go of the files that were opened. */
  close(): void;
}

/**
 * Files are opened when the first picture in them is asked for.
 *
 * @param pieceOf a copy of a file
 * @param openSource opens the files in which pictures are
 */
export function createKeptImages(
  manifest: KeptManifest,
  pieceOf: (name: string) => Promise<Blob | undefined>,
  fetch: Fetching,
  openSource: (source: OriginalSource) => Promise<ReadableCatalogue>,
): KeptImages {
  const { name, key, rowCount, pictures, additions = [] } = manifest;
  const ownRows = rowCount - additions.reduce((sum, each) => sum + each.rowCount, 0);
  const blocks: PictureBlock[] = [];
  let first = 0;
  const add = (of: string, from: string, where: KeptPictures, count: number, rows?: PieceRef<'u32'>) => {
    blocks.push({ name: of, first, count, rows, ...openerOf(of, from, where) });
    first += count;
  };
  function openerOf(of: string, from: string, where: KeptPictures): Pick<PictureBlock, 'open' | 'close'> {
    const source = sourceOfPictures(where, pieceOf);
    if (!source) return { open: null, close: () => {} };
    let opened: Promise<ReadableCatalogue> | undefined;
    return {
      open() {
        opened ??= source()
          .then(openSource)
          .then(found => sameGalaxies(found, of, from))
          .catch(error => {
            opened = undefined; // so that the next call tries again
            throw error;
          });
        return opened;
      },
      close: () =>
        void opened?.then(
          found => found.close?.(),
          () => {}, // nothing was opened
        ),
    };
  }
  add(name, key, pictures, ownRows);
  for (const each of additions) add(each.name, each.from, each.pictures, each.rowCount, each.rows);

  async function readBlock(block: PictureBlock, rows: Uint32Array): Promise<StoredImage[]> {
    if (!block.open) return Array.from(rows, row => ({ row, problem: 'has no picture here' }));
    const [catalogue, own] = await Promise.all([block.open(), block.rows && fetch(block.rows)]);
    const asked = rows.map(row => own?.[row - block.first] ?? row - block.first);
    const found = await catalogue.readImages(asked);
    return found.map((image, i) => ({ ...image, row: rows[i] }));
  }

  return {
    hasAny: blocks.some(({ open }) => open !== null),
    async read(rows) {
      const images = new Array<StoredImage>(rows.length);
      for (const block of blocks) {
        const places = [...rows.keys()].filter(
          i => rows[i] >= block.first && rows[i] < block.first + block.count,
        );
        if (places.length === 0) continue;
        const found = await readBlock(
          block,
          Uint32Array.from(places, i => rows[i]),
        );
        for (const [k, i] of places.entries()) images[i] = found[k];
      }
      return images;
    },
    close() {
      for (const block of blocks) block.close();
    },
  };
}

function sameGalaxies(found: ReadableCatalogue, name: string, key: string): ReadableCatalogue {
  if (catalogueKey(name, found.contents.ids) === key) return found;
  found.close?.();
  throw new UnreadableError(`The pictures of ${name} are of other galaxies now: open it again.`);
}

/** How the files with the pictures are found; null where they are not here. */
function sourceOfPictures(
  pictures: KeptPictures,
  piece: (name: string) => Promise<Blob | undefined>,
): (() => Promise<OriginalSource>) | null {
  if (pictures.kind === 'none' || pictures.kind === 'away') return null;
  if (pictures.kind === 'url') return async () => pictures;
  if (pictures.kind === 'remote') return async () => ({ ...pictures, kind: 'many' });
  const { of, name, files, table, rendering, dataset } = pictures;
  async function fileOf({ piece: wanted, path }: { piece: string; path: string }): Promise<File> {
    const bytes = await piece(wanted);
    if (!bytes) throw new UnreadableError(`${path} is gone from this browser’s storage: open ${name} again.`);
    return new File([bytes], path.slice(path.lastIndexOf('/') + 1));
  }
  return async () => {
    const held = await Promise.all(files.map(fileOf));
    if (of === 'file') return { kind: 'file', file: held[0] };
    if (of === 'hdf5') return { kind: 'hdf5', file: held[0], images: dataset };
    if (of === 'table') return { kind: 'table', name, file: held[0] };
    if (of === 'many') return { kind: 'many', name, parts: held.map(file => ({ kind: 'file', file })) };
    const images = held.map((file, i) => ({ path: files[i].path, file }));
    const beside = table && (await fileOf(table));
    if (of === 'fits') return { kind: 'fits', name, files: images, table: beside, rendering };
    return { kind: 'images', name, images, table: beside };
  };
}
