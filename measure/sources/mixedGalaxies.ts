import type { Matrix } from '../../src/contracts/matrix.ts';
import type { KnnGraph } from '../../src/maths/neighbours/knn.ts';
import type { Random } from '../../src/maths/statistics/random.ts';

/** Vectors made of real ones, and of which. */
interface MixedGalaxies {
  /** (n, columns) row-major */
  values: Float32Array;
  /** (n, 2) row-major: the two real galaxies each is a mixture of */
  parents: Int32Array;
}

/**
 * More galaxies than there are: each is a random mixture of two of a real galaxy's nearest, and noise as large as the distance
 * of the farthest of these from it.
 *
 * @param real (n, columns)
 * @param nearest of the real galaxies
 * @param count how many are made
 */
export function mixedGalaxies(real: Matrix, nearest: KnnGraph, count: number, random: Random): MixedGalaxies {
  const { columns, rows, values } = real;
  const { k, indices, distances } = nearest;
  const mixed: MixedGalaxies = {
    values: new Float32Array(count * columns),
    parents: new Int32Array(2 * count),
  };
  for (let i = 0; i < count; i++) {
    const centre = random.integer(rows);
    const [a, b] = [0, 1].map(() => indices[centre * k + random.integer(k)]);
    const share = random.uniform();
    const radius = distances[centre * k + k - 1];
    const noise = radius / Math.sqrt(columns);
    for (let j = 0; j < columns; j++) {
      const between = share * values[a * columns + j] + (1 - share) * values[b * columns + j];
      mixed.values[i * columns + j] = between + noise * random.normal();
    }
    mixed.parents.set([a, b], 2 * i);
  }
  return mixed;
}

/**
 * Share of neighbours that have a parent in common, 0–1: how far neighbours are artefacts of the mixing.
 *
 * @param indices (n, k) row-major neighbours of each
 */
export function shareWithCommonParent(indices: Int32Array, k: number, { parents }: MixedGalaxies): number {
  let common = 0;
  for (let e = 0; e < indices.length; e++) {
    const own = parents.subarray(2 * Math.floor(e / k), 2 * Math.floor(e / k) + 2);
    const other = indices[e];
    if (own.includes(parents[2 * other]) || own.includes(parents[2 * other + 1])) common++;
  }
  return common / indices.length;
}
