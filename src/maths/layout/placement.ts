import { distance } from '../neighbours/distance.ts';
import { Nearest } from '../neighbours/nearest.ts';

/** Nearest placed points that say where a new one goes (contracts/layout.ts). */
export const guides = 5;

/**
 * Map positions for points that are not in the map: the mean of the positions of their 5 nearest placed points
 * (Euclidean), each weighted by the inverse of its distance (Shepard 1968). A point that coincides with placed ones
 * goes to the mean of those. Placed points without a position (NaN) give no guidance.
 *
 * @param placed (n, columns) row-major
 * @param positions (n, 2) row-major
 * @param added (m, columns) row-major
 * @yields points done, after each
 * @returns (m, 2) row-major; NaN only where no placed point has a position
 */
export function* placeSteps(
  placed: Float32Array,
  positions: Float32Array,
  added: Float32Array,
  columns: number,
): Generator<number, Float32Array> {
  const n = positions.length / 2;
  const m = added.length / columns;
  if (placed.length !== n * columns || !Number.isInteger(m)) {
    throw new RangeError(
      `need ${columns} numbers for each of ${n} positions; got ${placed.length} numbers, and ${added.length} to add`,
    );
  }
  const out = new Float32Array(2 * m);
  for (let i = 0; i < m; i++) {
    const nearest = new Nearest(guides);
    for (let j = 0; j < n; j++) {
      if (Number.isNaN(positions[2 * j])) continue;
      nearest.offer(j, distance('euclidean', added, i * columns, placed, j * columns, columns));
    }
    const { indices, distances } = nearest.take();
    out.set(meanOfGuides(indices, distances, positions), 2 * i);
    yield i + 1;
  }
  return out;
}

/**
 * Where a point goes by its guides: the mean of their positions, weighted by the inverse of their distances; of those at
 * distance 0 alone, where there are any.
 *
 * @param indices (guides) by rising distance
 * @param distances (guides)
 * @param positions (n, 2) row-major
 * @returns NaN without guides
 */
export function meanOfGuides(
  indices: ArrayLike<number>,
  distances: ArrayLike<number>,
  positions: ArrayLike<number>,
): [number, number] {
  const coincides = distances[0] === 0;
  let x = 0;
  let y = 0;
  let total = 0;
  for (let r = 0; r < indices.length; r++) {
    if (coincides && distances[r] > 0) break;
    const weight = coincides ? 1 : distances[0] / distances[r]; // times distances[0]: no overflow for tiny distances
    x += weight * positions[2 * indices[r]];
    y += weight * positions[2 * indices[r] + 1];
    total += weight;
  }
  return [x / total, y / total];
}
