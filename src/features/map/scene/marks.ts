import type { ShownNeighbours } from '../../../session/map/neighbours.ts';

/** Which galaxies carry a mark. */
export interface Marks {
  selected: number | null;
  /** Under the pointer, or where the arrow keys have come. */
  pointed: number | null;
  /** Several chosen at once, lightly ringed; ascending. */
  rows: Uint32Array;
  /** The galaxies most like what is asked about, and what that is; null where nothing is. */
  neighbours: ShownNeighbours | null;
}
