import { type CatalogueStore, createCatalogueStore } from './catalogue.ts';
import { type ColumnsStore, createColumnsStore } from './columns.ts';
import { createImageCache, type ImageCache } from './images.ts';
import { createJobsStore, type JobsStore } from './jobs.ts';
import { createNoticesStore, type NoticesStore } from './notices.ts';
import { createPositionsStore, type PositionsStore } from './positions.ts';
import { createPredictionsStore, type PredictionsStore } from './predictions.ts';
import { createPreferencesStore, type PreferencesStore } from './preferences.ts';
import { createRepresentationStore, type RepresentationStore } from './representation.ts';
import { createSelectionStore, type SelectionStore } from './selection.ts';

/** What rooms share. Each store knows nothing of the others; rooms bring them together. */
export interface Session {
  catalogue: CatalogueStore;
  representation: RepresentationStore;
  predictions: PredictionsStore;
  positions: PositionsStore;
  columns: ColumnsStore;
  selection: SelectionStore;
  jobs: JobsStore;
  notices: NoticesStore;
  preferences: PreferencesStore;
  images: ImageCache;
}

/**
 * @param now clock in milliseconds
 * @param storage where preferences are kept
 */
export function createSession(now: () => number, storage?: Storage): Session {
  return {
    catalogue: createCatalogueStore(),
    representation: createRepresentationStore(),
    predictions: createPredictionsStore(),
    positions: createPositionsStore(),
    columns: createColumnsStore(),
    selection: createSelectionStore(),
    jobs: createJobsStore(now),
    notices: createNoticesStore(),
    preferences: createPreferencesStore(storage),
    images: createImageCache(),
  };
}
