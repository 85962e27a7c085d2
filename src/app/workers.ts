import type { IngestWorker } from '../contracts/ingest.ts';
import type { LayoutWorker } from '../contracts/layout.ts';
import type { SearchWorker } from '../contracts/search.ts';
import { openWorker } from '../rpc/client.ts';
import type { TensorJobs } from '../rpc/tensorClient.ts';

// Vite finds a worker's script only where `new Worker(new URL(…))` is spelt out. These are the workers that several rooms
// share; a room with one of its own starts it in its own folder.

export const openIngest = () =>
  openWorker<IngestWorker>(
    () =>
      new Worker(new URL('../../workers/ingest.worker.ts', import.meta.url), {
        type: 'module',
        name: 'ingest',
      }),
  );

export const openLayout = () =>
  openWorker<LayoutWorker>(
    () =>
      new Worker(new URL('../../workers/layout.worker.ts', import.meta.url), {
        type: 'module',
        name: 'layout',
      }),
  );

export const openSearch = () =>
  openWorker<SearchWorker>(
    () =>
      new Worker(new URL('../../workers/search.worker.ts', import.meta.url), {
        type: 'module',
        name: 'search',
      }),
  );

export const openTensor = () =>
  openWorker<TensorJobs>(
    () =>
      new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), {
        type: 'module',
        name: 'tensor',
      }),
  );
