import { hasRow, type RowMask } from '../../../maths/catalogue/rowMask.ts';
import type { Painting } from './pointColours.ts';

const dim = 0.14; // of the opacity: there to be seen, never before what is filtered in

/**
 * A painting in which what is filtered out steps back beneath the others, or is not seen at all.
 *
 * @param passing null where nothing is filtered: the painting itself
 */
export function filteredPainting(painting: Painting, passing: RowMask | null, hides: boolean): Painting {
  if (!passing) return painting;
  const rgba = painting.rgba.slice();
  const under = painting.under.slice();
  const share = hides ? 0 : dim;
  for (let row = 0; row < under.length; row++) {
    if (hasRow(passing, row)) continue;
    under[row] = 1;
    rgba[4 * row + 3] *= share;
  }
  return { ...painting, rgba, under };
}

/** Colours of some rows in their order, as they are handed to the graphics card. @param rgba (n, 4) row-major @returns (rows.length, 4) */
export function orderedColours(rows: Uint32Array, rgba: Uint8Array): Uint8Array {
  const from = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4); // a colour at a time
  const colours = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) colours[i] = from[rows[i]];
  return new Uint8Array(colours.buffer);
}
