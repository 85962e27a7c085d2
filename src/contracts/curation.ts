import type { PixelView } from './ingest.ts';

/** How one class is found among a catalogue's galaxies. */
export interface ClassRecipe {
  name: string;
  /** A rule over columns (maths/catalogue/columnRule.ts) that members fulfil: "`Class8.1` > 0.3". */
  rule: string;
  /** Columns whose product says how sure a member is, the surest taken first; none: drawn by the hash of the ids. */
  confidence: string[];
}

/** How a balanced set is chosen. A galaxy that fulfils several rules belongs to the class that stands first. */
export interface CurationRecipe {
  /** "Eight shapes of Galaxy Zoo 2" */
  title: string;
  classes: ClassRecipe[];
  /** Most galaxies a class to train on; the smallest class bounds it, for the set is balanced. Default and range: maths/distillation/settings/settingsTable.ts. */
  perClass: number;
  /** `curationTable` of the same file says which sides there are. */
  view: PixelView;
}

/** Galaxies of one part of a curated set, class by class, as many of each. */
export interface CuratedRows {
  /** (n) rows of the catalogue */
  rows: Uint32Array;
  /** (n) 0 … classes − 1 */
  labels: Uint8Array;
}

/** Which galaxies a recipe chooses, before any pixel is read: what the room shows and counts. */
export interface CuratedChoice {
  recipe: CurationRecipe;
  /** By the project's split (maths/statistics/split.ts): of the ids alone, so that no test galaxy is ever trained on. */
  train: CuratedRows;
  validation: CuratedRows;
  test: CuratedRows;
  /** (classes) galaxies that fulfil each rule and no earlier one, in all parts. */
  found: Uint32Array;
  /** (classes) Of those, how many the project's split leaves to train on: the fewest bound the set. */
  toTrain: Uint32Array;
}

/** A part with its pixels. */
export interface CuratedPart extends CuratedRows {
  /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
}

/** A balanced set and what its pixels are standardised by: (value − mean) / deviation. */
export interface CuratedSet {
  title: string;
  classes: string[];
  view: PixelView;
  /** (3) of the train part's channels, 0–255 */
  mean: number[];
  /** (3) likewise, > 0 */
  deviation: number[];
  train: CuratedPart;
  validation: CuratedPart;
  test: CuratedPart;
}
