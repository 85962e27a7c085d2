import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileSourceOf } from '../../bake/inputSource.ts';
import { loadNodeEncoder } from '../../bake/nodeEncoder.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import type { IngestWorker, OpenedCatalogue, PixelView } from '../../src/contracts/ingest.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import { ComponentStream } from '../../workers/layout/componentStream.ts';

/** Principal components that the figures keep. */
export const mapComponents = 64; // as many as the app draws its map and its neighbours from

const readTogether = 128; // images decoded at a time: 6 MB at 128 px

/** A catalogue of real galaxies that a figure is computed on. */
export interface GalaxyCatalogue {
  ingest: IngestWorker;
  opened: OpenedCatalogue;
}

/**
 * Opens one of the catalogues beside the repository.
 *
 * @param file name in ../shared/galaxies
 * @throws Error if it is not there
 */
export async function openGalaxies(file: string): Promise<GalaxyCatalogue> {
  const path = fileURLToPath(new URL(`../../../shared/galaxies/${file}`, import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`need the real galaxies of ../shared/galaxies/${file}; got none: put the file there.`);
  }
  const ingest = nodeIngest();
  return { ingest, opened: await ingest.open(await fileSourceOf(path)) };
}

/** A column of words, by row. @throws Error where there is none of that name and kind */
export function categoryReader({ columns, name }: OpenedCatalogue, wanted: string): (row: number) => string {
  const column = columns.find(each => each.name === wanted);
  if (column?.kind !== 'category') throw new Error(`need a column ${wanted} of words in ${name}; got none`);
  return row => column.categories[column.codes[row]] ?? '';
}

/** A column of numbers, by row; NaN where it is empty. @throws Error where there is none of that name and kind */
export function numberReader({ columns, name }: OpenedCatalogue, wanted: string): (row: number) => number {
  const column = columns.find(each => each.name === wanted);
  if (column?.kind !== 'number') throw new Error(`need a column ${wanted} of numbers in ${name}; got none`);
  return row => column.values[row];
}

/**
 * Representations of rows, (rows.length, dimension), by the weights of a name ("random": the untrained baseline).
 *
 * @param show changes images (n, sidePx, sidePx, 3) before the network sees them
 */
export async function representationsOfRows(
  { ingest, opened }: GalaxyCatalogue,
  rows: Uint32Array,
  weights: string,
  show: (pixels: Uint8Array, sidePx: number) => Uint8Array = pixels => pixels,
): Promise<Matrix> {
  const { encoder, manifest } = await loadNodeEncoder(weights);
  const { dimension } = encoder;
  const { view } = manifest;
  const values = new Float32Array(rows.length * dimension);
  await eachBatch(ingest, opened.handle, rows, view, async (pixels, start) => {
    values.set(await embedPixels(encoder, show(pixels, view.sidePx), view.sidePx), start * dimension);
    console.error(`${weights}: ${start} of ${rows.length} galaxies of ${opened.name}`);
  });
  encoder.dispose();
  return { rows: rows.length, columns: dimension, values };
}

/** Raw pixels of rows as vectors of numbers 0–255, (rows.length, sidePx · sidePx · 3). */
export async function pixelsOfRows(
  { ingest, opened }: GalaxyCatalogue,
  rows: Uint32Array,
  view: PixelView,
): Promise<Matrix> {
  const columns = view.sidePx * view.sidePx * 3;
  const values = new Float32Array(rows.length * columns);
  await eachBatch(ingest, opened.handle, rows, view, async (pixels, start) =>
    values.set(pixels, start * columns),
  );
  return { rows: rows.length, columns, values };
}

/** Principal components (n, count) of the rows of a matrix (n, d), by the code of the layout worker. */
export function componentsOf(matrix: Matrix, count: number): Matrix {
  const stream = new ComponentStream(matrix.columns, count);
  for (const _ of stream.addSteps(
    Uint32Array.from({ length: matrix.rows }, (_, i) => i),
    matrix.values,
  ));
  const steps = stream.componentsSteps();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.matrix;
  }
}

async function eachBatch(
  ingest: IngestWorker,
  handle: number,
  rows: Uint32Array,
  view: PixelView,
  take: (pixels: Uint8Array, start: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += readTogether) {
    const batch = await ingest.pixels(handle, rows.slice(start, start + readTogether), view);
    // A figure is of all its galaxies or it is none.
    if (batch.problems.length > 0) throw new Error(`need every image; got: ${batch.problems[0].sentence}`);
    await take(batch.pixels, start);
  }
}
