import type { IngestWorker } from '../contracts/ingest.ts';
import type { LayoutWorker } from '../contracts/layout.ts';
import type { SearchWorker } from '../contracts/search.ts';
import { openWorker } from '../rpc/client.ts';
import type { TensorJobs } from '../rpc/tensorClient.ts';

// Vite finds a worker's script only where `new Worker(new URL(…))` is spelt out. These are the workers that several rooms
// share; a room with one of its own starts it in its own folder.

/** Starts a worker that reads files and catalogues. */
export const openIngest = () =>
  openWorker<IngestWorker>(
    () =>
      new Worker(new URL('../../workers/ingest.worker.ts', import.meta.url), {
        type: 'module',
        name: 'ingest',
      }),
  );

/** Starts a worker that computes components and maps. */
export const openLayout = () =>
  openWorker<LayoutWorker>(
    () =>
      new Worker(new URL('../../workers/layout.worker.ts', import.meta.url), {
        type: 'module',
        name: 'layout',
      }),
  );

/** Starts a worker that finds neighbours. */
export const openSearch = () =>
  openWorker<SearchWorker>(
    () =>
      new Worker(new URL('../../workers/search.worker.ts', import.meta.url), {
        type: 'module',
        name: 'search',
      }),
  );

/** Starts a worker that runs networks with tfjs; a long training gets one of its own. */
export const openTensor = () =>
  openWorker<TensorJobs>(
    () =>
      new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), {
        type: 'module',
        name: 'tensor',
      }),
  );
