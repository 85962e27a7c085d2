import type { Matrix } from '../../src/contracts/matrix.ts';
import { nearestOfOthersSteps } from '../../src/kernels/graph/nearestOfOthers.ts';
import { guides, meanOfGuides, placeSteps } from '../../src/maths/layout/placement.ts';
import { orPlainly } from './orPlainly.ts';

const byDefinitionBelow = 2000; // placed galaxies: comparing with all is then as quick
const listsSearched = 16; // of some √n; real galaxies find some 97 % of their guides so

/**
 * Places of galaxies that are not in the map: `placeSteps` of maths/layout, whose guides are found by inverted lists where
 * many galaxies are placed already.
 *
 * @param positions (placed.rows, 2) row-major; NaN where a galaxy has no place and gives no guidance
 * @yields galaxies done, after some milliseconds
 * @returns (added.rows, 2) row-major
 */
export function placeAmongSteps(
  placed: Matrix,
  positions: Float32Array,
  added: Matrix,
): Generator<number, Float32Array> {
  const { columns } = placed;
  const plainly = () => placeSteps(placed.values, positions, added.values, columns);
  const standing = withPlaces(placed, positions);
  if (standing.positions.length / 2 < byDefinitionBelow) return plainly();
  return orPlainly(() => placeByListsSteps(standing, added), plainly);
}

function* placeByListsSteps(standing: Standing, added: Matrix): Generator<number, Float32Array> {
  const { columns } = added;
  const out = new Float32Array(2 * added.rows);
  const points = { values: standing.values, columns };
  for (const step of nearestOfOthersSteps(points, added.values, { k: guides, lists: listsSearched })) {
    if (typeof step === 'number') {
      yield Math.floor(step * added.rows);
      continue;
    }
    const { first, k, indices, distances } = step;
    for (let i = 0; i < indices.length / k; i++) {
      const own = [i * k, (i + 1) * k] as const;
      const place = meanOfGuides(indices.subarray(...own), distances.subarray(...own), standing.positions);
      out.set(place, 2 * (first + i));
    }
  }
  return out;
}

/** Galaxies that stand somewhere: they are the guides. */
interface Standing {
  /** (n, columns) row-major */
  values: Float32Array;
  /** (n, 2) row-major */
  positions: Float32Array;
}

function withPlaces({ columns, values }: Matrix, positions: Float32Array): Standing {
  const rows = Array.from({ length: positions.length / 2 }, (_, i) => i).filter(
    i => !Number.isNaN(positions[2 * i]),
  );
  if (rows.length === positions.length / 2) return { values, positions };
  const kept = {
    values: new Float32Array(rows.length * columns),
    positions: new Float32Array(2 * rows.length),
  };
  rows.forEach((row, i) => {
    kept.values.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
    kept.positions.set(positions.subarray(2 * row, 2 * row + 2), 2 * i);
  });
  return kept;
}
