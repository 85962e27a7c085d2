import { type Remote, transfer } from 'comlink';
import type { JobControl } from '../../contracts/job.ts';
import type { Components, LayoutWorker } from '../../contracts/layout.ts';
import type { Basis, Matrix } from '../../contracts/matrix.ts';
import type { WorkerClient } from '../../rpc/client.ts';
import { createRevivingClient } from '../../rpc/revivingClient.ts';

/** A layout worker that has the representations of one catalogue by one network, and their principal components. */
export interface ComponentsClient {
  /** Forgets what it has and waits for representations of `dimension` numbers, to be kept as `components` components. */
  begin(dimension: number, components: number): Promise<void>;
  /** Adds representations, (rows.length, dimension) row-major, which are handed over. */
  add(rows: Uint32Array, vectors: Float32Array): Promise<void>;
  /** Components of everything added so far. */
  components(control: JobControl): Promise<Components>;
  /** Takes the basis of components made elsewhere, so that `project` works for them. */
  setBasis(basis: Basis): Promise<void>;
  /** Components of vectors from outside under the last basis: (m, dimension) → (m, k). */
  project(vectors: Float32Array): Promise<Matrix>;
  /** Ends it with all it has. */
  end(): void;
}

/**
 * The representations added to a worker are lost with it, because nobody else has them: `add` and `components` then reject
 * with a sentence until the next `begin`. `project` only needs the last basis, which a new worker is given.
 *
 * @param open starts a layout worker for this alone, so that components never wait for a map that is settling
 */
export function createComponentsClient(open: () => WorkerClient<LayoutWorker>): ComponentsClient {
  /** What a new worker is told. */
  let basis: Basis | null = null;
  /** The worker that has the representations added since `begin`. */
  let filled: Remote<LayoutWorker> | null = null;
  const client = createRevivingClient(open, {
    prepare: async api => basis && api.setBasis(basis.mean, basis.axes),
  });

  function checkFilled(api: Remote<LayoutWorker>): void {
    if (api !== filled)
      throw new Error('The worker that had the representations stopped: embed the galaxies again.');
  }

  return {
    begin: (dimension, components) =>
      client.call(async api => {
        basis = null;
        await api.begin(dimension, components);
        filled = api;
      }),
    add: (rows, vectors) =>
      client.call(async api => {
        checkFilled(api);
        await api.add(rows, transfer(vectors, [vectors.buffer]));
      }),
    components: control =>
      client.job(control, async (api, port) => {
        checkFilled(api);
        const found = await api.components(port);
        basis = found.basis;
        return found;
      }),
    setBasis: next =>
      client.call(async api => {
        await api.setBasis(next.mean, next.axes);
        basis = next;
        filled = null;
      }),
    project: vectors => client.call(api => api.project(vectors)),
    end: client.end,
  };
}
