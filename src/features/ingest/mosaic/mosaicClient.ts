import type { JobControl } from '../../../contracts/job.ts';
import type { MosaicBox, MosaicFacts, MosaicSources, MosaicWorker } from '../../../contracts/mosaic.ts';
import { openWorker, type WorkerClient } from '../../../rpc/client.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';

/** What of a large image is searched, and where what is found goes. */
interface Search {
  facts: Pick<MosaicFacts, 'parts' | 'isHeldWhole'>;
  /** Numbers of the parts to be searched, ascending. */
  wanted: readonly number[];
  onPart(part: number, sources: MosaicSources): void;
}

/** Finds galaxies in a large image, in workers that are started at the first call. */
export interface MosaicClient {
  open(file: File, control: JobControl): Promise<MosaicFacts>;
  /** Parts come as they are ready, in any order. */
  detect(file: File, search: Search, signal: AbortSignal): Promise<void>;
  cut(file: File, boxes: readonly MosaicBox[], control: JobControl): Promise<Uint8Array<ArrayBuffer>[]>;
}

const restMs = 60_000; // a large JPEG stays decoded meanwhile; then its memory goes
const mostWorkers = 3; // each holds a band of rows and a part: some 250 MB of an image of 200 megapixels

/**
 * @param open starts a worker; tests give their own
 * @param cores of the machine
 */
export function createMosaicClient(
  open: () => WorkerClient<MosaicWorker> = openMosaicWorker,
  cores: number = navigator.hardwareConcurrency,
): MosaicClient {
  const clients = Array.from({ length: Math.max(1, Math.min(mostWorkers, cores)) }, () =>
    createRevivingClient(open, { restMs }),
  );
  const [first] = clients;
  return {
    open: (file, control) => first.job(control, (api, port) => api.open(file, port)),
    async detect(file, { facts, wanted, onPart }, signal) {
      const failed = new AbortController(); // one worker's failure ends the others' work
      const control = { signal: AbortSignal.any([signal, failed.signal]) };
      const rows = Array.from({ length: facts.parts.down }, (_, row) =>
        wanted.filter(part => Math.floor(part / facts.parts.across) === row),
      );
      const searchers = (facts.isHeldWhole ? [first] : clients).map(async client => {
        for (let row = rows.shift(); row; row = rows.shift()) {
          for (const part of row) {
            onPart(part, await client.job(control, (api, port) => api.detect(file, part, port)));
          }
        }
      });
      try {
        await Promise.all(searchers);
      } catch (error) {
        failed.abort();
        await Promise.allSettled(searchers);
        throw error;
      }
    },
    cut: (file, boxes, control) => first.job(control, (api, port) => api.cut(file, boxes, port)),
  };
}

function openMosaicWorker(): WorkerClient<MosaicWorker> {
  return openWorker<MosaicWorker>(
    () =>
      new Worker(new URL('../../../../workers/mosaic.worker.ts', import.meta.url), {
        type: 'module',
        name: 'mosaic',
      }),
  );
}
