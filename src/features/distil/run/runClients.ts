import type { DistilShelf } from '../../../data/runs/distilRuns.ts';
import type { RunLocks } from '../../../data/runs/runLocks.ts';
import type { WorkerClient } from '../../../rpc/client.ts';
import type { Later } from '../../../session/pendingDeletions.ts';
import type { CurationClients } from '../curate/curationClients.ts';
import type { DistilCalls } from './distilClient.ts';

/** The worker and the storage that runs speak to. */
export interface RunClients extends CurationClients {
  /** A new instance of the tensor worker: a distillation runs for hours, and the map must not wait for it. */
  openWorker(): WorkerClient<DistilCalls>;
  /** Where runs lie between visits; the worker writes there too. */
  shelf: DistilShelf;
  /** One tab at a time works on a run. */
  locks: RunLocks;
  /** Does something after a while; absent: by the browser's timer. */
  later?: Later;
}
