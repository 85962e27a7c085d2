import type { AnomaliesWorker } from '../../../contracts/anomalies.ts';
import type { WorkerClient } from '../../../rpc/client.ts';
import type { InterestSearch } from '../../../session/labels.ts';
import type { Session } from '../../../session/session.ts';

/** What the Anomalies room needs of the rest of the app; tests pass their own. */
export interface AnomaliesClients {
  session: Session;
  /** Starts a worker; called again when one has died. */
  openWorker(): WorkerClient<AnomaliesWorker>;
  /** (≤ k) catalogue rows nearest to one, itself left out; rejects where it has no representation. */
  neighboursOf(row: number, k: number, signal: AbortSignal): Promise<Uint32Array>;
  /** The searches of all catalogues. */
  allSearches(): Promise<InterestSearch[]>;
  /** A seed for a new search. */
  newSeed(): number;
}
