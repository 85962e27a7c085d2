import { renameSync, rmSync } from 'node:fs';
import { fileWriter } from 'hyparquet-writer';
import type { Column } from '../src/contracts/column.ts';
import type { HeadCard } from '../src/contracts/decisionTree.ts';
import type { IngestProblem, IngestWorker, OpenedCatalogue } from '../src/contracts/ingest.ts';
import type { Progress } from '../src/contracts/job.ts';
import type { Matrix } from '../src/contracts/matrix.ts';
import { type CatalogueToWrite, writeCatalogue } from '../src/data/catalogues/catalogueWriter.ts';
import { freeNames } from '../src/data/catalogues/freeNames.ts';
import { takeRows } from '../src/data/tiles/takeRows.ts';
import { writeTiled } from '../src/data/tiles/tiledWriter.ts';
import { formatGalaxies } from '../src/ui/text/quantity.ts';
import type { BakeArguments } from './bakeArguments.ts';
import { fileSourceOf } from './inputSource.ts';
import { type BakedMap, mapOf } from './mapOf.ts';
import { loadNodeEncoder, startNodeBackend } from './nodeEncoder.ts';
import { nodeIngest } from './nodeIngest.ts';
import { type Representations, representationsOf } from './representations.ts';
import { folderOnDisk } from './tiled/tiledFolder.ts';
import { tiledOrder } from './tiled/tiledOrder.ts';

const mostTiled = 1_000_000; // all of them lie in memory

/** Where a bake reports to: the terminal, or a list in tests. */
export interface BakeReporter {
  show(progress: Progress): void;
  say(sentence: string): void;
}

/**
 * Bakes a catalogue: representations, components, map, and one Parquet file that carries them with every input column.
 *
 * @returns rows written
 * @throws Error with a sentence where nothing can be baked; an output that was begun is deleted
 */
export async function bakeCatalogue(
  options: BakeArguments,
  reporter: BakeReporter,
  clock: () => number,
): Promise<number> {
  const report = (progress: Progress) => reporter.show(progress);
  const ingest = nodeIngest(report);
  const catalogue = await ingest.open(await fileSourceOf(options.input));
  tell(catalogue.problems, reporter);
  const count = Math.min(catalogue.rowCount, options.limit);
  const { rows, matrix, weights, weightsSha256, answers, head } = await represent(catalogue, count, {
    ...{ options, ingest, reporter, clock },
  });
  const map = await mapOf(matrix, options.pca, report, clock);

  const columns = freeNames(catalogue.columns.map(column => takeRows(column, rows)));
  tellRenamed(catalogue.columns, columns, reporter);
  const baked: BakedRows = {
    ids: Array.from(rows, row => catalogue.ids.at(row)),
    columns,
    embedding: matrix,
    map,
    predicted: answers,
    images: options.images && catalogue.hasImages ? imagesOf(catalogue, rows, ingest) : undefined,
    notes: {
      name: catalogue.name,
      weights,
      weightsSha256,
      head,
      simulated: catalogue.simulated,
      credit: catalogue.credit,
    },
  };
  await (options.static ? writeTiles : writeTable)(options.output, baked, report);
  return rows.length;
}

/** What a bake has made, row by row. */
interface BakedRows extends Required<Pick<CatalogueToWrite, 'ids' | 'columns' | 'embedding'>> {
  map: BakedMap;
  predicted?: Matrix;
  images?: CatalogueToWrite['images'];
  notes: CatalogueToWrite['notes'];
}

/** One Parquet file. */
async function writeTable(
  output: string,
  baked: BakedRows,
  report: (progress: Progress) => void,
): Promise<void> {
  const partial = `${output}.partial`;
  try {
    report({ phase: `Writing ${output}`, done: 0, total: baked.ids.length, unit: 'galaxies' });
    const { ids, columns, embedding, map, predicted, images, notes } = baked;
    await writeCatalogue(fileWriter(partial), {
      ...{ ids, columns, embedding, predicted, images },
      pca: map.components.matrix,
      positions: map.positions,
      notes: { ...notes, basis: map.basis },
    });
    renameSync(partial, output); // a reader never sees half a file
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** A folder for a static host. */
async function writeTiles(
  output: string,
  baked: BakedRows,
  report: (progress: Progress) => void,
): Promise<void> {
  const { ids, columns, map, predicted, images, notes } = baked;
  if (ids.length > mostTiled) {
    throw new Error(`need at most ${mostTiled} galaxies for --static; got ${ids.length}: give --limit.`);
  }
  const vectors = map.components.matrix;
  const order = await tiledOrder(vectors, report);
  report({ phase: `Writing ${output}`, done: 0, total: ids.length, unit: 'galaxies' });
  const { basis, positions } = map;
  await writeTiled(
    folderOnDisk(output),
    { ids, columns, vectors, basis, positions, predicted, images, notes },
    order,
  );
}

/** What a bake works with. */
interface BakeTools {
  options: BakeArguments;
  ingest: IngestWorker;
  reporter: BakeReporter;
  /** Milliseconds. */
  clock: () => number;
}

/** From the images; from the file's own representations where it has no images. */
async function represent(
  catalogue: OpenedCatalogue,
  count: number,
  { options, ingest, reporter, clock }: BakeTools,
): Promise<
  Omit<Representations, 'problems'> & { weights?: string; weightsSha256?: string; head?: HeadCard }
> {
  if (!catalogue.hasImages) {
    if (!catalogue.embedding) {
      throw new Error(`need images or a column "embedding" in ${options.input}; got neither.`);
    }
    const { columns, values } = catalogue.embedding;
    const all = catalogue.embeddingRows ?? Uint32Array.from({ length: catalogue.rowCount }, (_, i) => i);
    const rows = all.filter(row => row < count);
    reporter.say(`${options.input} has no images: its own representations are mapped.`);
    return {
      rows,
      matrix: { rows: rows.length, columns, values: values.slice(0, rows.length * columns) },
      weights: catalogue.weights ?? catalogue.formerWeights,
      weightsSha256: catalogue.weightsSha256,
    };
  }
  const { reason, overridden } = await startNodeBackend(clock);
  reporter.say(overridden ? 'Computing with WebAssembly.' : reason);
  const encoder = await loadNodeEncoder(options.weights);
  const show = (progress: Progress) => reporter.show(progress);
  const { rows, matrix, answers, problems } = await representationsOf(
    ingest,
    catalogue.handle,
    count,
    encoder,
    show,
  );
  encoder.encoder.dispose();
  tell(problems, reporter);
  if (rows.length === 0) throw new Error(`need one readable image in ${options.input}; got none.`);
  const without = count - rows.length;
  if (without > 0) {
    const are = without === 1 ? 'is' : 'are';
    reporter.say(`${without} of ${formatGalaxies(count)} ${are} left out: without a readable image.`);
  }
  const { name: weights, sha256: weightsSha256 } = encoder.manifest;
  return { rows, matrix, answers, weights, weightsSha256, head: encoder.head?.card };
}

function tellRenamed(before: readonly Column[], after: readonly Column[], reporter: BakeReporter): void {
  for (const [i, { name }] of before.entries()) {
    if (after[i].name !== name) {
      reporter.say(
        `Column ${name} is kept as "${after[i].name}", because the output has a column ${name} of its own.`,
      );
    }
  }
}

const mostSentences = 20; // a folder of ten thousand broken files need not fill the screen

function tell(problems: readonly IngestProblem[], reporter: BakeReporter): void {
  for (const { sentence } of problems.slice(0, mostSentences)) reporter.say(sentence);
  if (problems.length > mostSentences)
    reporter.say(`… and ${problems.length - mostSentences} more like these.`);
}

function imagesOf(
  { handle, ids }: OpenedCatalogue,
  rows: Uint32Array,
  ingest: IngestWorker,
): NonNullable<CatalogueToWrite['images']> {
  return async (start, end) => {
    const wanted = rows.slice(start, end);
    const found = new Map((await ingest.images(handle, wanted)).map(image => [image.row, image]));
    return Array.from(wanted, row => {
      const image = found.get(row);
      return image
        ? { bytes: image.bytes, path: `${ids.at(row)}.${image.type.slice('image/'.length)}` }
        : null;
    });
  };
}
