import { createRandom } from '../../src/maths/statistics/random.ts';

/** What {@link clusteredVectors} makes. */
interface ClusteredVectors {
  rows: number;
  columns: number;
  clusters: number;
  seed: number;
}

/**
 * Vectors that lie as principal components of galaxies do: in clusters of different widths, their spread falling from
 * component to component as 1 / √(1 + j/3).
 *
 * @yields (columns) one row after the other, always in the same array
 */
export function* clusteredVectors({
  rows,
  columns,
  clusters,
  seed,
}: ClusteredVectors): Generator<Float32Array, void> {
  const random = createRandom(seed);
  const spread = Float32Array.from({ length: columns }, (_, j) => 1 / Math.sqrt(1 + j / 3));
  const centres = Array.from({ length: clusters }, () => spread.map(x => 1.5 * x * random.normal()));
  const widths = Array.from({ length: clusters }, () => spread.map(x => x * (0.3 + 0.7 * random.uniform())));
  const row = new Float32Array(columns);
  for (let i = 0; i < rows; i++) {
    const cluster = random.integer(clusters);
    for (let j = 0; j < columns; j++) {
      row[j] = centres[cluster][j] + widths[cluster][j] * random.normal();
    }
    yield row;
  }
}
