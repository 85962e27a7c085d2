import { folderOnDisk } from '../../bake/tiled/tiledFolder.ts';
import { tiledOrder } from '../../bake/tiled/tiledOrder.ts';
import type { Column } from '../../src/contracts/column.ts';
import { writeTiled } from '../../src/data/tiles/tiledWriter.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { createRandom, type Random } from '../../src/maths/statistics/random.ts';
import { finished } from '../sources/finished.ts';
import { mixedGalaxies } from '../sources/mixedGalaxies.ts';
import { realVectors } from '../sources/realVectors.ts';
import { cpuSecondsOf } from '../statistics/cpuSeconds.ts';
import type { SurveyVectors } from './surveyOnDisk.ts';

const columns = 64; // as the app keeps
const mixedOf = 15; // nearest of a real galaxy, as in the figure `graph`

/** Made-up galaxies of a survey. */
export interface SurveyGalaxies extends SurveyVectors {
  table: Column[];
  /** Real galaxies embedded a second of one core. */
  embeddedPerSecond: number;
}

/**
 * Makes galaxies up: mixtures of real galaxies' components, as in the figure `graph`, with six columns of noise.
 *
 * @param real galaxies that are mixed
 */
export async function syntheticGalaxies(rows: number, real: number): Promise<SurveyGalaxies> {
  const embedding = await cpuSecondsOf(() => realVectors(real, columns));
  const vectors = embedding.result;
  console.error(`${vectors.rows} real galaxies in ${embedding.seconds.toFixed(0)} CPU seconds`);
  const nearest = finished(exactGraphSteps({ values: vectors.values, columns }, mixedOf));
  const random = createRandom(1);
  const { values } = mixedGalaxies(vectors, nearest, rows, random);
  const ids = Array.from({ length: rows }, (_, row) => `1237648${String(row * 977).padStart(12, '0')}`);
  const table = tableOf(values, rows, random);
  return { values, columns, ids, table, embeddedPerSecond: vectors.rows / embedding.seconds };
}

function tableOf(values: Float32Array, rows: number, random: Random): Column[] {
  const number = (name: string, value: (row: number) => number): Column => ({
    ...{ kind: 'number', name, source: 'file' },
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  return [
    number('ra', () => 360 * random.uniform()),
    number('dec', () => 90 * (2 * random.uniform() - 1)),
    number('redshift', () => 0.25 * random.uniform()),
    number('petro_r50', () => 2 + 6 * random.uniform()),
    number('third component', row => values[row * columns + 2]),
    {
      ...{ kind: 'category', name: 'shape', source: 'file', categories: ['smooth', 'featured', 'odd'] },
      codes: Uint8Array.from({ length: rows }, () => random.integer(3)),
    },
  ];
}

/** Writes a survey as the bake in Node does; its map are the first two components. @returns galaxies a second of one core */
export async function writeSyntheticSurvey(
  folder: string,
  { values, ids, table }: SurveyGalaxies,
): Promise<number> {
  const rows = ids.length;
  const positions = Float32Array.from({ length: 2 * rows }, (_, i) => values[(i >> 1) * columns + (i % 2)]);
  const matrix = { rows, columns, values };
  const report = ({ phase, done }: { phase: string; done: number }) => done === 0 && console.error(phase);
  const writing = await cpuSecondsOf(async () => {
    const order = await tiledOrder(matrix, report);
    console.error(JSON.stringify({ lists: order.lists.starts.length - 1, recall: order.recall }));
    const notes = { name: 'A made-up survey', simulated: true };
    await writeTiled(folderOnDisk(folder), { ids, columns: table, vectors: matrix, positions, notes }, order);
  });
  console.error(`written in ${writing.seconds.toFixed(0)} CPU seconds`);
  return rows / writing.seconds;
}
