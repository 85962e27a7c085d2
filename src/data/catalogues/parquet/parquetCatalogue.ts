import type { ByteSource } from '../../bytes/byteSource.ts';
import { imagesByAddress } from '../../images/imageAddresses.ts';
import type { CatalogueContents, ReadableCatalogue } from '../../images/storedImage.ts';
import type { RowRoom } from '../../parquet/vectorSinks.ts';
import { originOf } from '../../weights/shelf/shippedHashes.ts';
import { headNote, isBaked, readNotes } from '../bakedNotes.ts';
import { findIds } from '../galaxyIds.ts';
import { mapColumns } from '../mapPositions.ts';
import { findSkyPositions } from '../skyPosition.ts';
import { openParquetFile } from './parquetFile.ts';
import { ParquetImages } from './parquetImages.ts';
import { answersProblem, readMatrix } from './parquetMatrix.ts';
import { type ReadJob, readParquetTable } from './parquetTable.ts';

/**
 * Opens one Parquet file as a catalogue: columns are read now, images when they are needed.
 *
 * @param room where its components go; default: memory of this thread
 * @param origin of the page, which columns of addresses may name pictures of
 */
export async function openParquet(
  bytes: ByteSource,
  job: ReadJob,
  room?: RowRoom,
  origin?: string,
): Promise<ReadableCatalogue> {
  const file = await openParquetFile(bytes);
  const table = await readParquetTable(file, job, room);
  const images = table.image === undefined ? undefined : new ParquetImages(file, table.image);
  const addressed = images ? undefined : imagesByAddress(table.columns, origin);
  const notes = readNotes(file.notes);
  for (const column of table.columns) {
    const note = notes.columns?.[column.name];
    if (note?.description) column.description = note.description;
    if (note?.unit && column.kind === 'number') column.unit = note.unit;
  }
  const map = mapColumns(table.columns);
  const baked = isBaked(file.notes);
  const taken = new Set<string>(baked ? map?.columns.map(column => column.name) : []);
  const found = findIds(table.columns, file.rowCount);
  const sky = findSkyPositions(table.columns);
  const { answers } = table;
  const headDamaged = notes.damaged.includes(headNote);
  const unusable =
    answers === undefined || headDamaged ? undefined : await answersProblem(file, answers, notes.head);
  const contents: CatalogueContents = {
    name: notes.name ?? file.name.replace(/\.parquet$/i, ''),
    rowCount: file.rowCount,
    ids: found.ids,
    columns: table.columns.filter(column => column.name !== found.column && !taken.has(column.name)),
    raDeg: sky?.raDeg,
    decDeg: sky?.decDeg,
    hasImages: images !== undefined || addressed?.readImages !== undefined,
    embedding: table.embedding,
    embeddingRows: table.embeddingRows,
    components: table.pca,
    basis: table.pca && notes.basis?.axes.rows === table.pca.columns ? notes.basis : undefined,
    ...((table.embedding || table.pca) && originOf(notes.weights, notes.weightsSha256)),
    head: answers === undefined || unusable !== undefined ? undefined : notes.head,
    positions: baked ? map?.positions : undefined,
    asksForMap: map !== undefined && !baked,
    simulated: notes.simulated,
    credit: notes.credit,
    problems: [
      ...table.problems,
      ...found.problems,
      ...(sky?.problems ?? []),
      ...(addressed?.problems ?? []),
      ...(unusable === undefined ? [] : [{ sentence: unusable }]),
      ...notes.damaged.map(what => ({
        sentence: `The note in ${file.name} that holds ${what} is damaged: the file opens without it; bake it again.`,
      })),
    ],
  };
  return {
    contents,
    readImages: async rows =>
      images?.read(rows) ??
      addressed?.readImages?.(rows) ??
      Array.from(rows, row => ({ row, problem: 'has no image' })),
    readAnswers: contents.head && answers ? () => readMatrix(file, answers) : undefined,
  };
}
