import { createMemorySearches, type SearchShelf } from '../data/searches/searchShelf.ts';
import { type CatalogueStore, createCatalogueStore } from './catalogue.ts';
import { type ColumnsStore, createColumnsStore } from './columns.ts';
import { createFiltersStore, type FiltersStore } from './filters.ts';
import { createImageCache, type ImageCache } from './images.ts';
import { createJobsStore, type JobsStore } from './jobs.ts';
import type { LabelsStore } from './labels.ts';
import { createLabelsStore } from './labelsStore.ts';
import { type CameraStore, createCameraStore } from './map/camera.ts';
import { createHoveredStore, type HoveredStore } from './map/hovered.ts';
import { createMapsStore, type MapsStore } from './map/maps.ts';
import { createNeighboursStore, type NeighboursStore } from './map/neighbours.ts';
import { createNoticesStore, type NoticesStore } from './notices.ts';
import { createRenderingStore, type RenderingStore } from './pictures/rendering.ts';
import { createPositionsStore, type PositionsStore } from './positions.ts';
import { createPredictionsStore, type PredictionsStore } from './predictions.ts';
import { createPreferencesStore, type PreferencesStore } from './preferences.ts';
import { createRepresentationStore, type RepresentationStore } from './representation.ts';
import { createSecondStore, type SecondStore } from './secondCatalogue.ts';
import { createSelectionStore, type SelectionStore } from './selection.ts';
import { createHandoverStore, type HandoverStore } from './sets/handover.ts';
import { createSpectraStore, type SpectraStore } from './spectra/spectra.ts';

/** What rooms share. No store knows another; rooms connect them. */
export interface Session {
  catalogue: CatalogueStore;
  second: SecondStore;
  representation: RepresentationStore;
  predictions: PredictionsStore;
  positions: PositionsStore;
  maps: MapsStore;
  columns: ColumnsStore;
  selection: SelectionStore;
  neighbours: NeighboursStore;
  hovered: HoveredStore;
  camera: CameraStore;
  filters: FiltersStore;
  handover: HandoverStore;
  labels: LabelsStore;
  jobs: JobsStore;
  notices: NoticesStore;
  preferences: PreferencesStore;
  images: ImageCache;
  rendering: RenderingStore;
  spectra: SpectraStore;
}

/**
 * A new session with empty stores.
 *
 * @param now clock in milliseconds
 * @param storage where preferences are kept
 * @param shelf where searches are kept; in memory by default
 */
export function createSession(
  now: () => number,
  storage?: Storage,
  shelf: SearchShelf = createMemorySearches(),
): Session {
  return {
    catalogue: createCatalogueStore(),
    second: createSecondStore(),
    representation: createRepresentationStore(),
    predictions: createPredictionsStore(),
    positions: createPositionsStore(),
    maps: createMapsStore(),
    columns: createColumnsStore(),
    selection: createSelectionStore(),
    neighbours: createNeighboursStore(),
    hovered: createHoveredStore(),
    camera: createCameraStore(),
    filters: createFiltersStore(),
    handover: createHandoverStore(),
    labels: createLabelsStore(shelf, () => Date.now(), randomKey),
    jobs: createJobsStore(now),
    notices: createNoticesStore(),
    preferences: createPreferencesStore(storage),
    images: createImageCache(),
    rendering: createRenderingStore(),
    spectra: createSpectraStore(),
  };
}

/** 128 random bits: no two searches share them, on whatever machine they were begun. */
function randomKey(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, word => word.toString(16).padStart(8, '0')).join('');
}
