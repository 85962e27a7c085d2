/** Positions of one list, as degrees; NaN where unknown. */
export interface SkyPlaces {
  /** (n) */
  raDeg: ArrayLike<number>;
  /** (n) */
  decDeg: ArrayLike<number>;
}

/** Which rows of one list lie at the galaxies of another. */
interface PositionMatch {
  /** (n) row at each galaxy, −1 where none lies within the separation. No row is given twice. */
  rowOf: Int32Array;
  /** (n) how far it is from the galaxy; NaN where there is none. */
  separationArcsec: Float64Array;
  /** Galaxies with more than one row within the separation. */
  galaxiesWithSeveral: number;
  /** Rows within the separation of more than one galaxy. */
  rowsWithSeveral: number;
  /** Rows within the separation of a galaxy that are given to none. */
  rowsLeftOver: number;
}

const leastCell = 1e-4; // of the unit sphere: 20″, so that the number of a cell stays a whole number below 2⁵³
const cellsPerSide = 4e4; // more than 2 / leastCell

/**
 * Pairs galaxies and rows that lie within a separation of each other, the nearest pairs first, each galaxy and each row once.
 *
 * @param maxArcsec the separation, 0 < maxArcsec ≤ 3600
 * @throws RangeError where the separation is out of range
 */
export function matchPositions(galaxies: SkyPlaces, rows: SkyPlaces, maxArcsec: number): PositionMatch {
  if (!(maxArcsec > 0 && maxArcsec <= 3600)) {
    throw new RangeError(`need a separation above 0″ and up to 3600″; got ${maxArcsec}`);
  }
  const maxChord = 2 * Math.sin((maxArcsec * radPerArcsec) / 2);
  const cell = Math.max(leastCell, maxChord);
  const places = unitVectors(rows);
  const cells = cellsOf(places, cell);
  const targets = unitVectors(galaxies);
  const n = targets.length / 3;
  const pairs: { galaxy: number; row: number; chord: number }[] = [];
  const galaxiesOfRow = new Map<number, number>();
  let galaxiesWithSeveral = 0;
  for (let galaxy = 0; galaxy < n; galaxy++) {
    const at = 3 * galaxy;
    if (Number.isNaN(targets[at])) continue;
    let found = 0;
    for (const row of rowsAround(cells, targets, at, cell)) {
      const chord = Math.hypot(
        targets[at] - places[3 * row],
        targets[at + 1] - places[3 * row + 1],
        targets[at + 2] - places[3 * row + 2],
      );
      if (chord > maxChord) continue;
      pairs.push({ galaxy, row, chord });
      galaxiesOfRow.set(row, (galaxiesOfRow.get(row) ?? 0) + 1);
      found++;
    }
    if (found > 1) galaxiesWithSeveral++;
  }
  const rowOf = new Int32Array(n).fill(-1);
  const separationArcsec = new Float64Array(n).fill(Number.NaN);
  const given = new Set<number>();
  pairs.sort((a, b) => a.chord - b.chord || a.galaxy - b.galaxy || a.row - b.row);
  for (const { galaxy, row, chord } of pairs) {
    if (rowOf[galaxy] >= 0 || given.has(row)) continue;
    rowOf[galaxy] = row;
    separationArcsec[galaxy] = (2 * Math.asin(chord / 2)) / radPerArcsec;
    given.add(row);
  }
  const rowsWithSeveral = [...galaxiesOfRow.values()].filter(count => count > 1).length;
  const rowsLeftOver = galaxiesOfRow.size - given.size;
  return { rowOf, separationArcsec, galaxiesWithSeveral, rowsWithSeveral, rowsLeftOver };
}

const radPerArcsec = Math.PI / 180 / 3600;

/** (n, 3) on the unit sphere; NaN where the position is unknown. */
function unitVectors({ raDeg, decDeg }: SkyPlaces): Float64Array {
  const vectors = new Float64Array(3 * raDeg.length);
  for (let i = 0; i < raDeg.length; i++) {
    const [alpha, delta] = [(raDeg[i] * Math.PI) / 180, (decDeg[i] * Math.PI) / 180];
    vectors[3 * i] = Math.cos(delta) * Math.cos(alpha); // NaN where either angle is
    vectors[3 * i + 1] = Math.cos(delta) * Math.sin(alpha);
    vectors[3 * i + 2] = Math.sin(delta);
  }
  return vectors;
}

/** Rows by the cube of space they lie in, whose sides are at least the separation. */
function cellsOf(places: Float64Array, cell: number): Map<number, number[]> {
  const cells = new Map<number, number[]>();
  for (let row = 0; row < places.length / 3; row++) {
    if (Number.isNaN(places[3 * row])) continue;
    const key = keyOf(places, 3 * row, cell, [0, 0, 0]);
    const held = cells.get(key);
    if (held) held.push(row);
    else cells.set(key, [row]);
  }
  return cells;
}

const offsets = [-1, 0, 1].flatMap(x => [-1, 0, 1].flatMap(y => [-1, 0, 1].map(z => [x, y, z] as const)));

/** Rows of a galaxy's cell and of those around it. */
function* rowsAround(
  cells: ReadonlyMap<number, number[]>,
  targets: Float64Array,
  at: number,
  cell: number,
): Generator<number> {
  for (const offset of offsets) yield* cells.get(keyOf(targets, at, cell, offset)) ?? [];
}

function keyOf(vectors: Float64Array, at: number, cell: number, [x, y, z]: readonly number[]): number {
  const side = (axis: number, offset: number) => Math.floor((vectors[at + axis] + 1) / cell) + 1 + offset;
  return (side(0, x) * cellsPerSide + side(1, y)) * cellsPerSide + side(2, z);
}
