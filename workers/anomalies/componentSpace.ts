import type { Ratings } from '../../src/contracts/anomalies.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import type { LearntModel } from '../../src/maths/interest/predictBlock.ts';
import { whiten } from '../../src/maths/linear/whiten.ts';
import { InterestModel, type KnownRatings } from './interestModel.ts';

const componentsKept = 40; // Walmsley et al. 2022, §5

/** The galaxies that are ranked, as points of whitened components; a place is the index of a galaxy among them. */
export interface ComponentSpace {
  /** Given with the components; comes back with every answer. */
  version: number;
  /** (n) catalogue row of each place, ascending */
  rows: Uint32Array;
  /** (n, columns) row-major, each column of unit variance */
  points: Float32Array;
  /** At most 40. */
  columns: number;
  /** Place of each catalogue row. */
  places: Map<number, number>;
  interest: InterestModel;
  /** The model of the last ranking that ended; absent before one, and while the next changes it. */
  model?: LearntModel;
}

/**
 * Whitens the leading components.
 *
 * @param matrix (n, ≥ 1) row-major, by falling variance
 * @param rows (n) catalogue row of each matrix row, ascending
 * @throws RangeError where shapes do not fit
 */
export function createComponentSpace(matrix: Matrix, rows: Uint32Array, version: number): ComponentSpace {
  const { columns } = matrix;
  if (rows.length !== matrix.rows || matrix.values.length !== matrix.rows * columns || columns < 1) {
    throw new RangeError(
      `need ${matrix.rows} rows of ${columns} ≥ 1 components; got ${rows.length} rows, ${matrix.values.length} numbers`,
    );
  }
  const points = whiten(matrix.values, columns, componentsKept);
  const kept = Math.min(columns, componentsKept);
  return {
    version,
    rows,
    points,
    columns: kept,
    places: new Map(Array.from(rows, (row, place) => [row, place])),
    interest: new InterestModel(points, kept),
  };
}

/** @throws RangeError for a catalogue row that is not among the galaxies */
export function placeOfGalaxy({ places }: ComponentSpace, row: number): number {
  const place = places.get(row);
  if (place === undefined) {
    throw new RangeError(`need a galaxy that has a representation; got row ${row}, which has none yet`);
  }
  return place;
}

/**
 * Ratings by place, in their order; those of rows without components are counted and left out.
 *
 * @throws RangeError on lengths that differ, a row rated twice, or a score outside 0–5
 */
export function knownRatings(
  space: ComponentSpace,
  { rows, scores }: Ratings,
): { known: KnownRatings; leftOut: number } {
  if (rows.length !== scores.length) {
    throw new RangeError(`need a score for each row; got ${rows.length} rows, ${scores.length} scores`);
  }
  if (new Set(rows).size !== rows.length) throw new RangeError('need each row rated once; got one twice');
  const bad = scores.find(score => !(score >= 0 && score <= 5));
  if (bad !== undefined) throw new RangeError(`need scores of 0 … 5; got ${bad}`);
  const kept = [...rows.keys()].filter(i => space.places.has(rows[i]));
  return {
    known: {
      indices: Uint32Array.from(kept, i => placeOfGalaxy(space, rows[i])),
      scores: Float64Array.from(kept, i => scores[i]),
    },
    leftOut: rows.length - kept.length,
  };
}

/**
 * Places that may be asked about, ascending.
 *
 * @param rated (m) places that have a rating
 * @param leaveOut (k) catalogue rows not to be asked about
 * @returns (≤ n − m)
 */
export function eligiblePlaces(
  { rows, places }: ComponentSpace,
  rated: Uint32Array,
  leaveOut: Uint32Array = new Uint32Array(0),
): Uint32Array {
  const out = new Uint8Array(rows.length);
  for (const place of rated) out[place] = 1;
  for (const row of leaveOut) {
    const place = places.get(row);
    if (place !== undefined) out[place] = 1;
  }
  return Uint32Array.from(rows.keys()).filter(place => out[place] === 0);
}
