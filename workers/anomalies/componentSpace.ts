import type { Ratings } from '../../src/contracts/anomalies.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import type { LearntModel } from '../../src/maths/interest/predictBlock.ts';
import { whiten } from '../../src/maths/linear/whiten.ts';
import { InterestModel, type KnownRatings } from './interestModel.ts';

const componentsKept = 40; // Walmsley et al. 2022, §5

/** What is ranked. */
export interface Held {
  version: number;
  /** (n) catalogue rows, ascending */
  rows: Uint32Array;
  /** (n, columns) whitened */
  points: Float32Array;
  columns: number;
  /** Place of each catalogue row. */
  places: Map<number, number>;
  interest: InterestModel;
  /** Of the last ranking that ended. */
  model?: LearntModel;
}

/** @throws RangeError where shapes do not fit */
export function holdComponents(matrix: Matrix, rows: Uint32Array, version: number): Held {
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
    places: new Map(Array.from(rows, (row, i) => [row, i])),
    interest: new InterestModel(points, kept),
  };
}

export function placeOf(places: Map<number, number>, row: number): number {
  const place = places.get(row);
  if (place === undefined) {
    throw new RangeError(`need a galaxy that has a representation; got row ${row}, which has none yet`);
  }
  return place;
}

/** @throws RangeError on lengths that differ, a row rated twice, or a score outside 0–5 */
export function knownRatings(
  { places }: Held,
  { rows, scores }: Ratings,
): { known: KnownRatings; leftOut: number } {
  if (rows.length !== scores.length) {
    throw new RangeError(`need a score a row; got ${rows.length} rows, ${scores.length} scores`);
  }
  if (new Set(rows).size !== rows.length) throw new RangeError('need each row rated once; got one twice');
  const bad = scores.find(score => !(score >= 0 && score <= 5));
  if (bad !== undefined) throw new RangeError(`need scores of 0 … 5; got ${bad}`);
  const kept = [...rows.keys()].filter(i => places.has(rows[i]));
  return {
    known: {
      indices: Uint32Array.from(kept, i => placeOf(places, rows[i])),
      scores: Float64Array.from(kept, i => scores[i]),
    },
    leftOut: rows.length - kept.length,
  };
}

/** Places that may be asked about, ascending. */
export function eligibleIn({ rows, places }: Held, known: KnownRatings, leaveOut?: Uint32Array): Uint32Array {
  const out = new Uint8Array(rows.length);
  for (const index of known.indices) out[index] = 1;
  for (const row of leaveOut ?? []) {
    const place = places.get(row);
    if (place !== undefined) out[place] = 1;
  }
  return Uint32Array.from(rows.keys()).filter(i => out[i] === 0);
}
