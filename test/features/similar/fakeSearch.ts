import type { JobPort } from '../../../src/contracts/job.ts';
import type { Neighbours, SearchOptions, SearchWorker } from '../../../src/contracts/search.ts';
import { createSearchClient } from '../../../src/features/similar/searchClient.ts';
import type { JobMessage } from '../../../src/rpc/jobPort.ts';
import type { Session } from '../../../src/session/session.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';

/** A search under way, to be ended by the test. */
interface PendingSearch {
  kind: 'row' | 'vector' | 'distances';
  row: number;
  options: SearchOptions;
  /** True once its cancel has arrived over the port. */
  cancelled: boolean;
  resolve(value: never): void;
  reject(error: Error): void;
}

/** A search in the session's representation, by a worker that answers when the test says so. */
export function createFakeSearch(session: Session) {
  const pending: PendingSearch[] = [];
  const held: number[] = [];

  function begin<T>(
    kind: PendingSearch['kind'],
    row: number,
    options: SearchOptions,
    port?: JobPort,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const search: PendingSearch = {
        kind,
        row,
        options,
        cancelled: false,
        resolve: resolve as (value: never) => void,
        reject,
      };
      pending.push(search);
      if (!port) return;
      port.onmessage = (event: MessageEvent<JobMessage>) => {
        if (event.data.kind === 'cancel') search.cancelled = true;
      };
    });
  }

  const worker: SearchWorker = {
    async begin(rows) {
      held.push(rows.length);
    },
    add: async values => values,
    async adopt(rows) {
      held.push(rows.length);
    },
    nearestToRow: (row, options, port) => begin('row', row, options, port),
    nearestToVector: (vector, options, port) => begin('vector', vector[0], options, port),
    distancesToRow: (row, options, port) => begin('distances', row, options, port),
  };
  const search = createSearchClient(() => workerClientOf(worker), session.representation.getState);
  return { search, pending, /** Rows of every matrix given. */ held };
}

/** Neighbours at the distances 1, 2, …. */
export function neighboursOf(...rows: number[]): Neighbours {
  return {
    rows: Uint32Array.from(rows),
    distances: Float64Array.from(rows, (_, i) => i + 1),
    nearestQuantile: 0.01,
    typicalDistance: 9,
  };
}
