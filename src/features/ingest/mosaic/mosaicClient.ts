import type { JobControl } from '../../../contracts/job.ts';
import type { MosaicBox, MosaicFacts, MosaicSources, MosaicWorker } from '../../../contracts/mosaic.ts';
import { openWorker, type WorkerClient } from '../../../rpc/client.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';

/** Finds galaxies in a large image, in a worker that is started at the first call. */
export interface MosaicClient {
  open(file: File, control: JobControl): Promise<MosaicFacts>;
  detect(file: File, control: JobControl): Promise<MosaicSources>;
  cut(file: File, boxes: readonly MosaicBox[], control: JobControl): Promise<Uint8Array<ArrayBuffer>[]>;
}

const restMs = 60_000; // a large JPEG stays decoded meanwhile; then its memory goes

/** @param open starts the worker; tests give their own */
export function createMosaicClient(open: () => WorkerClient<MosaicWorker> = openMosaicWorker): MosaicClient {
  const client = createRevivingClient(open, { restMs });
  return {
    open: (file, control) => client.job(control, (api, port) => api.open(file, port)),
    detect: (file, control) => client.job(control, (api, port) => api.detect(file, port)),
    cut: (file, boxes, control) => client.job(control, (api, port) => api.cut(file, boxes, port)),
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
