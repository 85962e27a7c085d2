import { fileWriter } from 'hyparquet-writer';
import type { Column } from '../../src/contracts/column.ts';
import { writeCatalogue } from '../../src/data/catalogues/catalogueWriter.ts';
import { shippedSha256 } from '../../src/data/weights/shelf/shippedHashes.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const vectorLength = 64;
const clumps = 40; // as many groups as a map of shapes shows

/**
 * Writes a catalogue as the bake does: `rows` galaxies in clumps, with ids of 19 digits, sky positions, a vote share, a
 * category, components of 64 and a map, and no images.
 *
 * @param path of the Parquet file
 * @param hasMap false leaves the map out, which the app then draws from the components. Default true
 */
export async function writeBakedFile(path: string, rows: number, seed: number, hasMap = true): Promise<void> {
  const random = createRandom(seed);
  const ids = Array.from({ length: rows }, (_, row) => `1237648${String(row * 977).padStart(12, '0')}`);
  const centres = Float32Array.from({ length: clumps * vectorLength }, () => 3 * random.normal());
  const pca = new Float32Array(rows * vectorLength);
  const positions = new Float32Array(rows * 2);
  const codes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const clump = Math.floor(random.uniform() * clumps);
    codes[row] = clump % 6;
    for (let i = 0; i < vectorLength; i++) {
      pca[row * vectorLength + i] = centres[clump * vectorLength + i] + random.normal();
    }
    for (let axis = 0; axis < 2; axis++) {
      positions[row * 2 + axis] = 4 * centres[clump * vectorLength + axis] + 2 * random.normal();
    }
  }
  const number = (name: string, value: () => number): Column => ({
    kind: 'number',
    name,
    source: 'file',
    values: Float64Array.from({ length: rows }, value),
  });
  const columns: Column[] = [
    number('ra', () => 360 * random.uniform()),
    number('dec', () => 90 * (2 * random.uniform() - 1)),
    number('smooth-or-featured_featured-or-disk_fraction', () => random.uniform()),
    number('redshift', () => 0.25 * random.uniform()),
    number('petro_r50', () => 2 + 6 * random.uniform()),
    {
      kind: 'category',
      name: 'shape',
      source: 'file',
      categories: ['smooth', 'featured', 'spiral', 'edge-on', 'merger', 'odd'],
      codes,
    },
  ];
  await writeCatalogue(fileWriter(path), {
    ids,
    columns,
    pca: { rows, columns: vectorLength, values: pca },
    ...(hasMap && { positions }),
    notes: {
      name: `${rows} simulated rows`,
      weights: 'galaxy',
      weightsSha256: shippedSha256.galaxy,
      simulated: true,
    },
  });
}
