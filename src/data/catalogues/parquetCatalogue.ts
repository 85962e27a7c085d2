import type { NumberColumn } from '../../contracts/column.ts';
import type { ByteSource } from '../bytes/byteSource.ts';
import type { CatalogueContents, HeldCatalogue } from '../images/storedImage.ts';
import { readNotes } from './bakedNotes.ts';
import { findIds } from './galaxyIds.ts';
import { openParquetFile } from './parquetFile.ts';
import { ParquetImages } from './parquetImages.ts';
import { readMatrix } from './parquetMatrix.ts';
import { type ParquetTable, type ReadJob, readParquetTable } from './parquetTable.ts';
import { findSkyPositions } from './skyPosition.ts';

/** Opens one Parquet file as a catalogue: columns now, images when asked for. */
export async function openParquet(bytes: ByteSource, job: ReadJob): Promise<HeldCatalogue> {
  const file = await openParquetFile(bytes);
  const table = await readParquetTable(file, job);
  const images = table.image === undefined ? undefined : new ParquetImages(file, table.image);
  const notes = readNotes(file.notes);
  for (const column of table.columns) {
    const note = notes.columns?.[column.name];
    if (note?.description) column.description = note.description;
    if (note?.unit && column.kind === 'number') column.unit = note.unit;
  }
  const { positions, problems } = takeMapPositions(table, file.name);
  const found = findIds(table.columns, file.rowCount);
  const sky = findSkyPositions(table.columns);
  const { answers } = table;
  const contents: CatalogueContents = {
    name: notes.name ?? file.name.replace(/\.parquet$/i, ''),
    rowCount: file.rowCount,
    ids: found.ids,
    columns: table.columns.filter(column => column.name !== found.column),
    raDeg: sky?.raDeg,
    decDeg: sky?.decDeg,
    hasImages: images !== undefined,
    embedding: table.embedding,
    components: table.pca,
    basis: table.pca && notes.basis?.axes.rows === table.pca.columns ? notes.basis : undefined,
    weights: table.embedding || table.pca ? notes.weights : undefined,
    head: answers === undefined ? undefined : notes.head,
    positions,
    simulated: notes.simulated,
    credit: notes.credit,
    problems: [...table.problems, ...problems, ...found.problems, ...(sky?.problems ?? [])],
  };
  return {
    contents,
    readImages: async rows =>
      images ? images.read(rows) : Array.from(rows, row => ({ row, problem: 'has no image' })),
    readAnswers: contents.head && answers ? () => readMatrix(file, answers) : undefined,
  };
}

/** Columns `x` and `y`, taken out of the table when every row has both: they are map positions, not properties. */
function takeMapPositions(
  table: ParquetTable,
  fileName: string,
): { positions?: Float32Array; problems: CatalogueContents['problems'] } {
  const named = (name: string) =>
    table.columns.find((c): c is NumberColumn => c.kind === 'number' && c.name === name);
  const x = named('x');
  const y = named('y');
  if (!x || !y) return { problems: [] };
  const n = x.values.length;
  const positions = new Float32Array(2 * n);
  let missing = 0;
  for (let row = 0; row < n; row++) {
    positions[2 * row] = x.values[row];
    positions[2 * row + 1] = y.values[row];
    if (!Number.isFinite(x.values[row]) || !Number.isFinite(y.values[row])) missing++;
  }
  if (missing > 0) {
    const sentence = `Columns x and y of ${fileName} are shown as plain columns, not as a map: ${missing} of ${n} rows lack one of them.`;
    return { problems: [{ sentence }] };
  }
  table.columns = table.columns.filter(column => column !== x && column !== y);
  return { positions, problems: [] };
}
