import type { Filter } from '../maths/filters/filter.ts';
import type { Column } from './column.ts';
import type { HeadCard } from './decisionTree.ts';
import type { MapFacts } from './layoutSettings.ts';
import type { Matrix } from './matrix.ts';

/** What a person sees of a catalogue besides its data, and finds again. Nothing of it is needed to open the catalogue. */
export interface KeptView {
  /** Column the map is painted by; null: none. */
  painted: string | null;
  filters: readonly Filter[];
  /** True where what is filtered out is not drawn at all. */
  hides: boolean;
  /** Id of the chosen galaxy. */
  galaxy: string | null;
  /** Several galaxies that are selected: ascending rows, and how they came together. */
  rows: Uint32Array;
  words: string;
  /** Middle of the screen on the map, and log₂ of pixels per unit; null where the whole map is on screen. */
  camera: MapCamera | null;
  /** Name of the open room; null: none. */
  room: string | null;
}

/** What part of the map is on screen: the world point in the middle, and log₂ of CSS pixels per world unit. */
export interface MapCamera {
  x: number;
  y: number;
  zoom: number;
}

/** What a kept catalogue brings besides what its file did. */
export interface RestoredCatalogue {
  /** Columns that rooms had published. */
  published: Column[];
  view: KeptView | null;
  /** (components.count) ascending rows of those that have components; absent where all have. */
  componentRows?: Uint32Array;
  /** What a head says of every galaxy, (n, columns), where the worker cannot be asked for it. */
  answers?: { head: HeadCard; matrix: Matrix };
  /** Where the map it was kept with comes from; absent where nobody noted it. */
  map?: MapFacts;
  /** Name of the file or folder that holds the full pictures, where they are not here. */
  picturesIn?: string;
}

/** A catalogue kept in this browser, by its key. */
export interface KeptSource {
  kind: 'kept';
  key: string;
  name: string;
}
