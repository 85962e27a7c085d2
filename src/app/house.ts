import type { ComponentType } from 'react';
import type { Figure } from '../contracts/figure.ts';
import type { IngestWorker } from '../contracts/ingest.ts';
import type { Explore } from '../features/explore/openExplore.ts';
import type { AddingStore } from '../features/ingest/adding/addingStore.ts';
import type { IngestStore } from '../features/ingest/ingestStore.ts';
import type { AwayPictures } from '../features/ingest/OpenCatalogue.tsx';
import type { RecentStore } from '../features/ingest/recent/recentStore.ts';
import type { SurveyTilesStore } from '../features/ingest/tiles/surveyTilesStore.ts';
import type { MapStore } from '../features/map/mapStore.ts';
import type { LibraryStore } from '../features/models/libraryStore.ts';
import type { ModelsStore } from '../features/models/modelsStore.ts';
import type { SearchClient } from '../features/similar/searchClient.ts';
import type { SimilarStore } from '../features/similar/similarState.ts';
import type { HouseServices } from '../session/houseServices.ts';
import type { FigureFile, ReadNotes } from '../ui/files/FileServices.tsx';
import type { ViewStore } from './view.ts';

/** What a room may need: the services, and the stores that are made at the start. */
export interface RoomHouse extends HouseServices {
  ingest: IngestStore;
  similar: SimilarStore;
  /** Searches the second open catalogue. */
  searchSecond: SearchClient;
  /** The catalogues kept in this browser; its code is loaded at the first call. */
  openRecent(): Promise<RecentStore>;
  /** Reads pictures of a kept catalogue again that were too large to be kept. */
  awayPictures: AwayPictures;
  /** Hands the person the open catalogue, with all that belongs to it, as one file. */
  saveSession(): Promise<void>;
  /** Adds galaxies to the open catalogue; its code is loaded at the first call. */
  openAdding(): Promise<AddingStore>;
  /** Filters and kept sets; their code is loaded at the first call. */
  openExplore(): Promise<Explore>;
}

/** Everything the page stands on, put together once. */
export interface House extends RoomHouse {
  view: ViewStore;
  models: ModelsStore;
  map: MapStore;
  /** Reads more of the survey of which the open catalogue is a part; its code is loaded at the first call. */
  openTiles(): Promise<SurveyTilesStore>;
  /** Weights that do not ship with the app; its code is loaded at the first call. */
  openLibrary(): Promise<LibraryStore>;
  /** Loads a room by name at its first call; after a failure the next call tries again. */
  openRoom(name: string): Promise<ComponentType>;
  /** Images of the open catalogue as their files hold them. */
  readImages(rows: Uint32Array): ReturnType<IngestWorker['images']>;
  /** Copies what was done in prose, with the papers to cite; says so in a notice, or why not. Never rejects. */
  copyMethods(): Promise<void>;
  /** Hands a figure to the person as a file. Rejects with a sentence where it cannot be written. */
  saveFigure(figure: Figure, as: FigureFile, notes: ReadNotes): Promise<void>;
  /** An image from outside as the query: the Similar room answers. */
  askWithImage(file: File): void;
  /** (rows.length, sidePx, sidePx, 3) RGB: squares for the map, black where there is no image. */
  fetchThumbnails(rows: Uint32Array, sidePx: number): Promise<Uint8Array>;
}
