import type { PrototypeLibrary } from './gallery/shippedPrototypes.ts';
import type { RunClients } from './run/runClients.ts';

/** The workers and files this room speaks to; tests pass fakes. */
export interface DistilClients extends RunClients {
  library: PrototypeLibrary;
}
