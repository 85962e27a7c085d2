import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import { type Split, splitOf } from '../../src/maths/statistics/split.ts';
import {
  componentsOf,
  openGalaxies,
  pixelsOfRows,
  representationsOfRows,
} from '../sources/galaxyCatalogue.ts';
import { type Labelled, labelledRows } from '../statistics/linearProbe.ts';

const pixelView = { sidePx: 64, cropFraction: 1 }; // a galaxy's arms still show; 12,288 numbers
const pixelComponents = 40;

/** Galaxies of a catalogue as one source sees them. */
interface Represented {
  opened: OpenedCatalogue;
  /** (m) the catalogue's rows that were asked for */
  rows: Uint32Array;
  /** Numbers a galaxy. */
  columns: number;
  /** (m, columns) row-major */
  values: Float32Array;
}

/**
 * Representations of a catalogue's galaxies, or the leading components of their pixels.
 *
 * @param file name in ../shared/galaxies
 * @param source weights by their name, "random" for untrained ones, or "pixels"
 * @param wanted rows; default: {@link fittedOrJudged}
 */
export async function represent(
  file: string,
  source: string,
  wanted: (opened: OpenedCatalogue) => ArrayLike<number> = fittedOrJudged,
): Promise<Represented> {
  const galaxies = await openGalaxies(file);
  const { opened } = galaxies;
  const rows = Uint32Array.from(wanted(opened));
  const { columns, values } =
    source === 'pixels'
      ? componentsOf(await pixelsOfRows(galaxies, rows, pixelView), pixelComponents)
      : await representationsOfRows(galaxies, rows, source);
  return { opened, rows, columns, values };
}

/** Rows of the train and the test split: nothing here looks at validation galaxies, by which the weights were chosen. */
export function fittedOrJudged({ ids }: OpenedCatalogue): number[] {
  return [...Array(ids.length).keys()].filter(row => splitOf(ids.at(row)) !== 'validation');
}

/**
 * The galaxies of a split that have a label.
 *
 * @param labelOf a catalogue's row → its label, or NaN where the question was not put
 */
export function labelledOf(
  { opened, rows, columns, values }: Represented,
  labelOf: (row: number) => number,
  split: Split,
): Labelled {
  const labels = Array.from(rows, labelOf);
  const which = [...rows.keys()].filter(
    i => splitOf(opened.ids.at(rows[i])) === split && !Number.isNaN(labels[i]),
  );
  return labelledRows({ rows: values, labels }, columns, which);
}

/** The galaxies of both, one after the other. */
export function together(a: Labelled, b: Labelled): Labelled {
  const rows = new Float32Array(a.rows.length + b.rows.length);
  rows.set(a.rows);
  rows.set(b.rows, a.rows.length);
  return { rows, labels: [...Array.from(a.labels), ...Array.from(b.labels)] };
}
