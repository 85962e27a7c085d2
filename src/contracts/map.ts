import type { RowMask } from '../maths/catalogue/rowMask.ts';
import type { CellIndex } from '../maths/density/cellIndex.ts';
import type { MapFrame } from '../maths/density/mapFrame.ts';
import type { NamingColumn } from '../maths/density/regionNames.ts';
import type { JobPort } from './job.ts';

/** How dense a map is. */
export interface MapDensity {
  /** 512² cells. */
  frame: MapFrame;
  /** (side²) density as a height from 0 to 1, in 16-bit floats, which every WebGL 2 interpolates */
  heights: Uint16Array;
}

/** Which galaxies of a map stand for it as pictures at which zoom, and where all of them are found. */
export interface MapPictures {
  /** The frame that levels are counted in. */
  frame: MapFrame;
  /** (n) from which level on a galaxy has a picture (src/maths/density/pictureLevels.ts) */
  levels: Uint8Array;
  index: CellIndex;
}

/** A part of the map and what is over-represented there. */
export interface NamedRegion {
  /** 0: of the whole map; 1 and 2: parts that are named when the map is nearer. */
  scale: number;
  /** "spiral", "low redshift" */
  words: string;
  /** How many times as common as on the whole map; null for what is measured. */
  factor: number | null;
  /** Chance of so much by chance alone, of one test. */
  p: number;
  galaxies: number;
  /** World place of its densest cell. */
  x: number;
  y: number;
  /** World rectangle around its galaxies. */
  box: { minX: number; minY: number; maxX: number; maxY: number };
}

/**
 * workers/map.worker.ts: how a map is drawn besides its points. `positions` are (n, 2) row-major, NaN where a galaxy has
 * no place; where none has one the answers are null.
 */
export interface MapWorker {
  density(positions: Float32Array): Promise<MapDensity | null>;
  /** Names regions by the columns given; each has (n) values. */
  names(positions: Float32Array, columns: NamingColumn[], job?: JobPort): Promise<NamedRegion[]>;
  /** @param allowed rows that may have a picture; null: all */
  pictures(positions: Float32Array, allowed: RowMask | null, job?: JobPort): Promise<MapPictures | null>;
}
