import type { Remote } from 'comlink';
import type { Column } from '../../contracts/column.ts';
import type { CatalogueSource, IngestWorker, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import { PackedIds } from '../../data/bytes/packedIds.ts';
import { PackedTexts } from '../../data/bytes/packedTexts.ts';
import type { WorkerClient } from '../../rpc/client.ts';
import { createRevivingClient } from '../../rpc/revivingClient.ts';

/** The ingest worker with handles that outlive it: a new worker opens a catalogue again when it is next asked about it. */
export interface IngestClient extends Omit<IngestWorker, 'open'> {
  /** Columns first; no pixel is read. Rejects with one sentence if nothing of it can be read. */
  open(source: CatalogueSource, control: JobControl): Promise<OpenedCatalogue>;
}

/** A catalogue that is open, by the handle the app knows it by. */
interface Entry {
  name: string;
  source: CatalogueSource;
  rowCount: number;
  hasImages: boolean;
  /** The worker that has it open; null where that failed, and where nothing is left to ask of it. */
  worker: Remote<IngestWorker> | null;
  /** What that worker calls it. */
  workerHandle: Promise<number>;
}

const restMs = 3000;

/**
 * Stop ends an opening at once or, where the worker is deep in a file and does not hear it, ends the worker: what else
 * was asked is asked of a new one, which opens the catalogues again that it needs. Where no catalogue has images or answers to
 * give, the worker is ended, with what reading left behind: a hundred megabytes after a million galaxies.
 *
 * @param open starts an ingest worker
 * @param stopWithinMs how long a worker may go on after Stop, in milliseconds. Default 1,000
 */
export function createIngestClient(
  open: () => WorkerClient<IngestWorker>,
  stopWithinMs = 1000,
): IngestClient {
  const mayRest = () => [...entries.values()].every(({ worker }) => worker === null);
  const client = createRevivingClient(open, { restMs, mayRest });
  const entries = new Map<number, Entry>();
  let lastHandle = 0;

  /** @throws Error with a sentence where the files have changed since the catalogue was opened */
  async function openAgain(api: Remote<IngestWorker>, entry: Entry): Promise<number> {
    const { handle, rowCount } = await api.open(entry.source);
    if (rowCount === entry.rowCount) return handle;
    void api.close(handle);
    throw new Error(
      `${entry.name} has changed since it was opened (${entry.rowCount} rows, now ${rowCount}): open it again.`,
    );
  }

  /** Makes a call about a catalogue, which a worker that was started since opens first. */
  function about<T>(
    handle: number,
    make: (api: Remote<IngestWorker>, workerHandle: number) => Promise<T>,
  ): Promise<T> {
    return client.call(async api => {
      const entry = entries.get(handle);
      if (!entry)
        throw new RangeError(`need an open catalogue; got handle ${handle}, which is closed or unknown`);
      if (entry.worker !== api) {
        const opening = openAgain(api, entry);
        entry.worker = api;
        entry.workerHandle = opening;
        opening.catch(() => {
          if (entry.workerHandle === opening) entry.worker = null; // the next question tries again
        });
      }
      return make(api, await entry.workerHandle);
    });
  }

  /** Makes a call which, once stopped, ends the worker if that does not stop by itself. */
  async function stoppable<T>({ signal }: JobControl, call: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onStop = () => {
      timer = setTimeout(client.restart, stopWithinMs);
    };
    if (signal?.aborted) onStop();
    else signal?.addEventListener('abort', onStop);
    try {
      return await call;
    } finally {
      signal?.removeEventListener('abort', onStop);
      clearTimeout(timer);
    }
  }

  return {
    open: (source, control) => {
      const opening = client.job(control, async (worker, port) => {
        const opened = await worker.open(source, port);
        const { name, rowCount } = opened;
        const handle = ++lastHandle;
        const workerHandle = Promise.resolve(opened.handle);
        const isAsked = opened.hasImages || opened.head !== undefined;
        if (!isAsked) await worker.close(opened.handle);
        const { hasImages } = opened;
        entries.set(handle, {
          name,
          source,
          rowCount,
          hasImages,
          worker: isAsked ? worker : null,
          workerHandle,
        });
        return { ...revived(opened), handle };
      });
      return stoppable(control, opening);
    },
    images: async (handle, rows) =>
      entries.get(handle)?.hasImages === false ? [] : about(handle, (api, own) => api.images(own, rows)),
    pixels: (handle, rows, view) => about(handle, (api, own) => api.pixels(own, rows, view)),
    pixelsOfFile: (file, view) => client.call(api => api.pixelsOfFile(file, view)),
    thumbnails: (handle, rows, sidePx) => about(handle, (api, own) => api.thumbnails(own, rows, sidePx)),
    fitsPixels: (handle, row) => about(handle, (api, own) => api.fitsPixels(own, row)),
    preview: (handle, path) => about(handle, (api, own) => api.preview(own, path)),
    answers: handle => about(handle, (api, own) => api.answers(own)),
    async close(handle) {
      const entry = entries.get(handle);
      entries.delete(handle);
      if (!entry?.worker) return;
      await client.call(async api => {
        if (entry.worker === api) await api.close(await entry.workerHandle); // another worker never had it
      });
    },
  };
}

/** Ids and texts as they were before they came from the worker: their methods stayed there. */
function revived(opened: OpenedCatalogue): OpenedCatalogue {
  const { restored } = opened;
  return {
    ...opened,
    columns: opened.columns.map(withTexts),
    ids: new PackedIds(opened.ids as PackedIds),
    ...(restored && { restored: { ...restored, published: restored.published.map(withTexts) } }),
  };
}

function withTexts(column: Column): Column {
  return column.kind === 'text' && !Array.isArray(column.values)
    ? { ...column, values: new PackedTexts(column.values as PackedTexts) }
    : column;
}
