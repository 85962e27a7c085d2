import type { Column } from '../../src/contracts/column.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import type { SurveyGalaxies } from './syntheticSurvey.ts';

const columns = 64;
const clumps = 200;
const spectrum = 0.7; // standard deviation of component j: j ** −0.7, about as steep as of real galaxies

/** Made-up galaxies in clumps, without any real one: what a test of a bake needs, made in seconds. */
export function clumpedGalaxies(rows: number, seed: number): Omit<SurveyGalaxies, 'embeddedPerSecond'> {
  const random = createRandom(seed);
  const widths = Float32Array.from({ length: columns }, (_, j) => (1 + j) ** -spectrum);
  const centres = Float32Array.from(
    { length: clumps * columns },
    (_, i) => 2 * widths[i % columns] * random.normal(),
  );
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = random.integer(clumps) * columns;
    for (let j = 0; j < columns; j++)
      values[row * columns + j] = centres[from + j] + widths[j] * random.normal();
  }
  const number = (name: string, value: () => number): Column => ({
    ...{ kind: 'number', name, source: 'file' },
    values: Float64Array.from({ length: rows }, value),
  });
  return {
    ...{ values, columns },
    ids: Array.from({ length: rows }, (_, row) => `J${row}`),
    table: [
      number('ra', () => 360 * random.uniform()),
      number('dec', () => 90 * (2 * random.uniform() - 1)),
      number('redshift', () => 0.25 * random.uniform()),
    ],
  };
}
