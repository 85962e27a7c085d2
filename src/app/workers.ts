import type { AnomaliesWorker } from '../contracts/anomalies.ts';
import type { DistilWorker } from '../contracts/distil.ts';
import type { IngestWorker } from '../contracts/ingest.ts';
import type { LayoutWorker } from '../contracts/layout.ts';
import type { SearchWorker } from '../contracts/search.ts';
import type { TensorWorker } from '../contracts/tensor.ts';
import { openWorker } from '../rpc/client.ts';

// Vite finds a worker's script only where `new Worker(new URL(…))` is spelt out.

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
  openWorker<TensorWorker & DistilWorker>(
    () =>
      new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), {
        type: 'module',
        name: 'tensor',
      }),
  );

export const openAnomaliesWorker = () =>
  openWorker<AnomaliesWorker>(
    () =>
      new Worker(new URL('../../workers/anomalies.worker.ts', import.meta.url), {
        type: 'module',
        name: 'anomalies',
      }),
  );
