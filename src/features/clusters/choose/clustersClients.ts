import type { ClusterStudiesWorker } from '../../../contracts/clustering/clusterStudies.ts';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { LayoutSettings } from '../../../contracts/layoutSettings.ts';
import type { BackendName } from '../../../contracts/tensor.ts';
import type { ClusterShelf } from '../../../data/runs/clusterRuns.ts';
import type { RunLocks } from '../../../data/runs/runLocks.ts';
import type { KeptSet } from '../../../data/sets/keptSet.ts';
import type { WorkerClient } from '../../../rpc/client.ts';
import type { TensorJobs } from '../../../rpc/tensorClient.ts';
import type { Later } from '../../../session/pendingDeletions.ts';
import type { Session } from '../../../session/session.ts';

/** A network that represents images. */
export interface MapNetwork {
  title: string;
  sidePx: number;
  /** @param pixels (m, sidePx, sidePx, 3) 0–255 @returns (m, dimension) row-major */
  embed(pixels: Uint8Array): Promise<Float32Array>;
}

/** The workers and files this room speaks to; tests pass fakes. */
export interface ClustersClients {
  session: Session;
  /** A new instance of the tensor worker: a clustering trains for minutes, and the map must not wait for it. */
  openWorker(): WorkerClient<TensorJobs>;
  openStudies(): WorkerClient<ClusterStudiesWorker>;
  pixels: IngestWorker['pixels'];
  /** The network of the map. */
  mapNetwork(control: JobControl): Promise<MapNetwork>;
  shelf: ClusterShelf;
  /** Sets that a person keeps of a catalogue, by its key. */
  setsOf(catalogue: string): Promise<KeptSet[]>;
  locks: RunLocks;
  /** Opens a room by its name. */
  enter(room: string): void;
  /** Draws the map another way. */
  drawMap(settings: LayoutSettings): void;
  /** The backend that is best here. */
  backend(): Promise<BackendName>;
  newKey(): string;
  /** Does something after a while; absent: by the browser's timer. */
  later?: Later;
}
