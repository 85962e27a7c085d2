import type { DistilWorker } from '../../contracts/distil.ts';
import type { PixelBatch, PixelView } from '../../contracts/ingest.ts';
import type { TensorWorker } from '../../contracts/tensor.ts';
import type { DistilShelf } from '../../data/runs/distilRuns.ts';
import type { WorkerClient } from '../../rpc/client.ts';
import type { Later } from '../../session/pendingDeletions.ts';
import type { Session } from '../../session/session.ts';
import type { PrototypeLibrary } from './gallery/shippedPrototypes.ts';

/** What this room asks of its own instance of the tensor worker. */
export type DistilCalls = Pick<TensorWorker, 'chooseBackend'> & DistilWorker;

/** The workers and files this room speaks to; tests pass fakes. */
export interface DistilClients {
  session: Session;
  /** A new instance of the tensor worker: a distillation runs for hours, and the map must not wait for it. */
  openWorker(): WorkerClient<DistilCalls>;
  library: PrototypeLibrary;
  /** Where runs lie between visits; the worker writes there too. */
  shelf: DistilShelf;
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** A fresh name for a run. */
  newKey(): string;
  /** Does something after a while; absent: by the browser's timer. */
  later?: Later;
}
