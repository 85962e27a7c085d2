import type { OriginalSource } from '../../contracts/ingest.ts';
import type { KeptSource } from '../../contracts/kept.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { catalogueKey } from '../catalogues/catalogueKey.ts';
import type { ReadableCatalogue, StoredImage } from '../images/storedImage.ts';
import { originOf } from '../weights/shelf/shippedHashes.ts';
import type { KeptManifest, KeptPictures } from './keptManifest.ts';
import { usableMap } from './keptMap.ts';
import type { KeptShelf } from './keptShelf.ts';
import { createFetching } from './pieces.ts';
import { unpackCatalogue } from './unpackCatalogue.ts';

/**
 * Opens a kept catalogue: all its numbers at once, its pictures when the first is asked for.
 *
 * @param openSource opens the files in which the pictures are
 * @throws UnreadableError where it is not kept here any more, or its ids are gone
 */
export async function openKept(
  { key, name }: KeptSource,
  shelf: Pick<KeptShelf, 'manifest' | 'piece' | 'view'>,
  openSource: (source: OriginalSource) => Promise<ReadableCatalogue>,
): Promise<ReadableCatalogue> {
  const manifest = await shelf.manifest(key);
  if (!manifest) throw new UnreadableError(`${name} is no longer kept in this browser: open its file again.`);
  const fetch = createFetching(async piece => (await shelf.piece(key, piece))?.arrayBuffer());
  const [{ contents, published, componentRows, missing }, view] = await Promise.all([
    unpackCatalogue(manifest, fetch).catch(error => {
      throw new UnreadableError(
        `${name} is damaged in this browser’s storage (${error instanceof Error ? error.message : error}): open its file again.`,
      );
    }),
    shelf.view(key).catch(() => undefined),
  ]);
  const { answers, representation, pictures, rowCount } = manifest;
  const { asksForMap, simulated, credit } = manifest.contents;
  const source = sourceOfPictures(pictures, piece => shelf.piece(key, piece));
  let opened: Promise<ReadableCatalogue> | undefined;
  return {
    contents: {
      ...contents,
      ...{ name: manifest.name, rowCount, asksForMap, simulated, credit },
      hasImages: source !== null,
      ...originOf(representation?.weights, representation?.weightsSha256),
      tiled: manifest.contents.tiled,
      head: answers?.head,
      restored: {
        published,
        view: view ?? null,
        componentRows,
        map: contents.positions && usableMap(manifest.map),
        picturesIn: pictures.kind === 'away' ? pictures.name : undefined,
      },
      problems: missing.map(what => ({
        sentence: `${what[0].toUpperCase()}${what.slice(1)} could not be read from this browser’s storage; open the file again to have it.`,
      })),
    },
    readAnswers:
      answers &&
      (async (): Promise<Matrix> => {
        const values = await fetch(answers.values);
        return { rows: rowCount, columns: answers.columns, values };
      }),
    async readImages(rows): Promise<StoredImage[]> {
      if (!source) return Array.from(rows, row => ({ row, problem: 'has no picture here' }));
      opened ??= source()
        .then(openSource)
        .then(found => sameGalaxies(found, manifest))
        .catch(error => {
          opened = undefined; // so that the next call tries again
          throw error;
        });
      return (await opened).readImages(rows);
    },
  };
}

function sameGalaxies(found: ReadableCatalogue, { name, key }: KeptManifest): ReadableCatalogue {
  if (catalogueKey(name, found.contents.ids) === key) return found;
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
