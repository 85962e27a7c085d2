import type { RowMask } from '../maths/catalogue/rowMask.ts';
import type { CellIndex } from '../maths/density/cellIndex.ts';
import type { MapFrame } from '../maths/density/mapFrame.ts';
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

/**
 * workers/map.worker.ts: how a map is drawn besides its points. `positions` are (n, 2) row-major, NaN where a galaxy has
 * no place; where none has one the answers are null.
 */
export interface MapWorker {
  density(positions: Float32Array): Promise<MapDensity | null>;
  /** @param allowed rows that may have a picture; null: all */
  pictures(positions: Float32Array, allowed: RowMask | null, job?: JobPort): Promise<MapPictures | null>;
}
