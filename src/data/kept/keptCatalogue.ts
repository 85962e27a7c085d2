import type { AddedGalaxies, OriginalSource } from '../../contracts/ingest.ts';
import type { KeptSource } from '../../contracts/kept.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { ReadableCatalogue } from '../images/storedImage.ts';
import { originOf } from '../weights/shelf/shippedHashes.ts';
import { createKeptImages } from './keptImages.ts';
import type { KeptAddition } from './keptManifest.ts';
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
  const { additions = [] } = manifest;
  const images = createKeptImages(manifest, piece => shelf.piece(key, piece), fetch, openSource);
  return {
    contents: {
      ...contents,
      ...{ name: manifest.name, rowCount, asksForMap, simulated, credit },
      ...(additions.length > 0 && { key, added: additions.map(addedOf) }),
      hasImages: images.hasAny,
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
    readImages: images.read,
    close: images.close,
  };
}

function addedOf({ name, rowCount, columns, credit }: KeptAddition): AddedGalaxies {
  return { name, rowCount, columns, credit };
}
