import type { AnomaliesStore } from '../features/anomalies/state/anomaliesState.ts';
import type { DistilStore } from '../features/distil/distilStore.ts';
import type { Finetune } from '../features/finetune/finetune.ts';
import type { IngestStore } from '../features/ingest/ingestStore.ts';
import type { MapStore } from '../features/map/mapStore.ts';
import type { LibraryStore } from '../features/models/libraryStore.ts';
import type { ModelsStore } from '../features/models/modelsStore.ts';
import type { NetworkStore } from '../features/network/networkStore.ts';
import type { SimilarStore } from '../features/similar/similarStore.ts';
import type { Session } from '../session/session.ts';
import type { ViewStore } from './view.ts';

/** Everything the page stands on, put together once. */
export interface House {
  session: Session;
  view: ViewStore;
  ingest: IngestStore;
  models: ModelsStore;
  /** Weights that do not ship with the app; its code comes at the first call. */
  openLibrary(): Promise<LibraryStore>;
  map: MapStore;
  similar: SimilarStore;
  /** Its code comes at the first call. */
  openNetwork(): Promise<NetworkStore>;
  /** Its code comes at the first call. */
  openAnomalies(): Promise<AnomaliesStore>;
  /** Its code comes at the first call. */
  openFinetune(): Promise<Finetune>;
  /** Its code comes at the first call. */
  openDistil(): Promise<DistilStore>;
  /** An image from outside as the query: the Similar room answers. */
  askWithImage(file: File): void;
  /** Squares for the map: (rows.length, sidePx, sidePx, 3) */
  fetchThumbnails(rows: Uint32Array, sidePx: number): Promise<Uint8Array>;
}
