import type {
  ClusterPictures,
  CoveredPicture,
  PictureRecipe,
} from '../../src/contracts/clustering/clusterStudies.ts';
import type { PixelBatch } from '../../src/contracts/ingest.ts';
import { greyOf, swappedGreyWeights } from '../../src/maths/clustering/clusterKinds.ts';
import { pictureNumbers } from '../../src/maths/clustering/clusterShape.ts';
import { nuisanceCount, nuisancesOf } from '../../src/maths/clustering/nuisances.ts';
import { standardisePicture, stretched } from '../../src/maths/segmentation/standardisePicture.ts';

/** Galaxies of a batch made alike, and what was measured of them on the way. @yields after each galaxy */
export function* clusterPictures(batch: PixelBatch, recipe: PictureRecipe): Generator<void, ClusterPictures> {
  const { sidePx, colours = 1 } = recipe;
  const numbers = pictureNumbers({ sidePx, colours });
  const uncovered = new Set(recipe.uncovered);
  const pictures = new Uint8Array(batch.rows.length * numbers);
  const nuisances = new Float32Array(batch.rows.length * nuisanceCount);
  for (const [i, row] of batch.rows.entries()) {
    const grey = greyOfGalaxy(batch, i, recipe.swapped);
    const alike = recipe.mask || recipe.turn;
    const mask = recipe.mask && !uncovered.has(row);
    if (!alike && batch.sidePx !== sidePx) {
      throw new RangeError(`need pictures of ${sidePx} px to leave as they are; got ${batch.sidePx} px`);
    }
    const coloured = colours === 3 ? coloursOfGalaxy(batch, i) : undefined;
    const made = alike
      ? standardisePicture(grey, batch.sidePx, { outPx: sidePx, mask, turn: recipe.turn, coloured })
      : { picture: stretched(coloured ?? grey), found: undefined };
    pictures.set(inBytes(made.picture), i * numbers);
    nuisances.set(nuisancesOf(grey, batch.sidePx, made.found), i * nuisanceCount);
    yield;
  }
  return { pictures, nuisances };
}

/** The same of a few galaxies, to be looked at. @yields after each galaxy */
export function* coveredPictures(
  batch: PixelBatch,
  recipe: PictureRecipe,
): Generator<void, CoveredPicture[]> {
  const uncovered = new Set(recipe.uncovered);
  const all: CoveredPicture[] = [];
  for (const [i, row] of batch.rows.entries()) {
    const grey = greyOfGalaxy(batch, i);
    const mask = recipe.mask && !uncovered.has(row);
    const options = { outPx: recipe.sidePx, mask, turn: recipe.turn };
    const { picture, covered } = standardisePicture(grey, batch.sidePx, options);
    const [before, after] = [inBytes(stretched(grey)), inBytes(picture)];
    all.push({ sidePx: batch.sidePx, before, covered, after, outPx: recipe.sidePx });
    yield;
  }
  return all;
}

/** (sidePx², 3) of one galaxy of a batch. */
function coloursOfGalaxy({ pixels, sidePx }: PixelBatch, place: number): Float32Array {
  const size = sidePx ** 2 * 3;
  return Float32Array.from(pixels.subarray(place * size, (place + 1) * size));
}

/** (sidePx²) of one galaxy of a batch, grey. @param batch pixels (m, sidePx, sidePx, 3) */
export function greyOfGalaxy({ pixels, sidePx }: PixelBatch, place: number, swapped = false): Float32Array {
  const size = sidePx ** 2 * 3;
  const own = pixels.subarray(place * size, (place + 1) * size);
  return swapped ? greyOf(own, swappedGreyWeights) : greyOf(own);
}

const inBytes = (picture: Float32Array) => Uint8Array.from(picture, value => Math.round(255 * value));
