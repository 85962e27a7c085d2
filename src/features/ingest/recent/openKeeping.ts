import type { CatalogueSource, OpenedCatalogue } from '../../../contracts/ingest.ts';
import { createKeptDatabase } from '../../../data/kept/keptDatabase.ts';
import type { EmbeddedChunk, KeptShelf } from '../../../data/kept/keptShelf.ts';
import type { Session } from '../../../session/session.ts';
import type { IngestClient } from '../ingestClient.ts';
import { cataloguePicture } from './cataloguePicture.ts';
import { createKeeper } from './keeper.ts';
import type { Keeper } from './keeperState.ts';
import { rememberLast } from './lastCatalogue.ts';
import { orderOf } from './orderOf.ts';

/** The shelf of catalogues and what writes to it. */
export interface Keeping {
  shelf: KeptShelf;
  keeper: Keeper;
  /** A log for the embedding of a catalogue with weights of this SHA-256; null where the catalogue is not kept. */
  logOf(
    catalogue: OpenedCatalogue,
    weightsSha256: string,
  ): Promise<{
    former: AsyncIterable<EmbeddedChunk>;
    add(rows: Uint32Array, vectors: Float32Array): void;
  } | null>;
  /** Another catalogue has opened. */
  begin(source: CatalogueSource, catalogue: OpenedCatalogue): void;
}

interface KeepingParts {
  session: Session;
  thumbnails: IngestClient['thumbnails'];
  /** Name of the open room. */
  room(): string | null;
  storage: Storage | undefined;
  page: Pick<Window, 'document' | 'addEventListener'>;
}

/** Begins to keep catalogues in this browser's database; follows the session from then on. */
export function openKeeping({ session, thumbnails, room, storage, page }: KeepingParts): Keeping {
  const shelf = createKeptDatabase();
  const keeper = createKeeper({
    session,
    shelf,
    room,
    clock: () => Date.now(),
    newName: () => crypto.randomUUID(),
    pictureOf: catalogue => cataloguePicture(catalogue, thumbnails),
    onKept(last) {
      rememberLast(storage, last);
      shelf.putLast(last).catch(() => {}); // local storage has it, or the next visit begins with the sky: the list has the catalogue
    },
  });
  const { positions, representation, predictions, columns, selection, filters, camera } = session;
  representation.subscribe(({ representation: now }, { representation: before }) => {
    if (now?.complete && now !== before)
      keeper.flush(); // minutes of work, and the page may close in the next second
    else keeper.changed();
  });
  predictions.subscribe(keeper.changed);
  positions.subscribe(({ settling }) => !settling && keeper.changed());
  columns.subscribe((now, before) => {
    if (now.columns !== before.columns) keeper.changed();
    if (now.painted !== before.painted) keeper.viewChanged();
  });
  for (const store of [selection, filters, camera]) store.subscribe(keeper.viewChanged);
  page.addEventListener('pagehide', keeper.flush);
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') keeper.flush();
  });
  return {
    shelf,
    keeper,
    async logOf(catalogue, weightsSha256) {
      await keeper.whenCleared(catalogue);
      const key = keeper.keyOf(catalogue);
      if (key === null) return null;
      const made = `${weightsSha256} ${orderOf(catalogue.ids)}`; // chunks name rows: in another order they are other galaxies
      return {
        former: readable(shelf.chunks(key, made)),
        add(rows, vectors) {
          const chunk = { rows: rows.slice(), vectors: vectors.slice() }; // the vectors are handed on to a worker
          if (keeper.keyOf(catalogue) !== key) return; // it was deleted, or left
          shelf.putChunk(key, made, chunk).catch(error => keeper.failed(catalogue, error));
        },
      };
    },
    begin: (source, catalogue) => void keeper.begin(source, catalogue),
  };
}

/** Chunks as far as the shelf gives them: what it does not is computed again. */
async function* readable(chunks: AsyncIterable<EmbeddedChunk>): AsyncIterable<EmbeddedChunk> {
  try {
    yield* chunks;
  } catch {
    // the rest is embedded
  }
}
