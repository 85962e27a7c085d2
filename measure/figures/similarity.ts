import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { Column } from '../../src/contracts/column.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { defaultWeights } from '../../src/data/weights/shelf/shippedWeights.ts';
import { knnGraph } from '../../src/maths/neighbours/knn.ts';
import { neighbourPurity } from '../../src/maths/neighbours/neighbourPurity.ts';
import { splitOf } from '../../src/maths/statistics/split.ts';
import {
  componentsOf,
  type GalaxyCatalogue,
  openGalaxies,
  pixelsOfRows,
  representationsOfRows,
} from '../sources/galaxyCatalogue.ts';

/** Balanced share of the 10 nearest that have the same label, 0–1, by what the galaxies are compared with. */
interface Purity {
  /** The weights the app opens with. */
  shipped: number;
  /** Seeded random weights of the same architecture. */
  random: number;
  /** 40 principal components of raw pixels. */
  pixels: number;
}

const nearest = 10;
const pixelComponents = 40;
const pixelView = { sidePx: 64, cropFraction: 1 }; // a galaxy's arms still show; 12,288 numbers

/**
 * How often a galaxy's neighbours are of its kind, on the test split of two catalogues. Neighbours are Euclidean in the
 * whole representation: what the weights themselves know. The app's 64 components find the shipped weights' neighbours
 * as well (within 0.01, galaxies outside the test split), but would flatter random weights by what they leave out.
 *
 * Galaxy Zoo 1: elliptical, spiral (both senses), edge_on, merger; the 1–2 % "dont_know" are left out, for that
 * is no shape. Galaxy Zoo 2: odd (Class6.1 > 0.5) or not.
 */
export async function measureSimilarity(): Promise<{ gz1: Purity; gz2: Purity }> {
  await startNodeBackend(() => performance.now());
  return {
    gz1: await purityOf(await openGalaxies('gz1-sdss.parquet'), 'class', spiralsAsOne),
    gz2: await purityOf(await openGalaxies('gz2-voted.parquet'), 'Class6.1', oddOrNot),
  };
}

function spiralsAsOne(column: Column, row: number): string | null {
  if (column.kind !== 'category') throw new Error(`need ${column.name} as words; got ${column.kind}`);
  const name = column.categories[column.codes[row]];
  if (name === undefined || name === 'dont_know') return null;
  return name.startsWith('spiral') ? 'spiral' : name;
}

function oddOrNot(column: Column, row: number): string | null {
  if (column.kind !== 'number') throw new Error(`need ${column.name} as numbers; got ${column.kind}`);
  const share = column.values[row];
  return Number.isNaN(share) ? null : share > 0.5 ? 'odd' : 'not odd';
}

async function purityOf(
  galaxies: GalaxyCatalogue,
  columnName: string,
  labelOf: (column: Column, row: number) => string | null,
): Promise<Purity> {
  const { ids, columns } = galaxies.opened;
  const column = columns.find(({ name }) => name === columnName);
  if (!column) throw new Error(`need a column ${columnName} in ${galaxies.opened.name}; got none`);
  const labels = Array.from(ids, (id, row) => (splitOf(id) === 'test' ? labelOf(column, row) : null));
  const rows = Uint32Array.from(labels.keys()).filter(row => labels[row] !== null);
  const kinds = [...new Set(labels)];
  const classes = Array.from(rows, row => kinds.indexOf(labels[row]));
  const purity = (matrix: Matrix) =>
    neighbourPurity(
      knnGraph(matrix.values, matrix.columns, matrix.columns, nearest, 'euclidean').indices,
      nearest,
      classes,
    );
  return {
    shipped: purity(await representationsOfRows(galaxies, rows, defaultWeights)),
    random: purity(await representationsOfRows(galaxies, rows, 'random')),
    pixels: purity(componentsOf(await pixelsOfRows(galaxies, rows, pixelView), pixelComponents)),
  };
}
