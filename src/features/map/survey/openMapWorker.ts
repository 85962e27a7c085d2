import type { MapWorker } from '../../../contracts/map.ts';
import { openWorker, type WorkerClient } from '../../../rpc/client.ts';

/** Starts a worker that surveys maps. */
export function openMapWorker(): WorkerClient<MapWorker> {
  return openWorker<MapWorker>(
    () =>
      new Worker(new URL('../../../../workers/map.worker.ts', import.meta.url), {
        type: 'module',
        name: 'map',
      }),
  );
}
