import type { Column } from '../../../contracts/column.ts';
import type { IngestProblem } from '../../../contracts/ingest.ts';
import type { Progress } from '../../../contracts/job.ts';
import type { Matrix } from '../../../contracts/matrix.ts';
import type { SixteenBitRows } from '../../../maths/neighbours/sixteenBitRows.ts';
import { holdBytes } from '../../bytes/heldBytes.ts';
import { reasonOf, UnreadableError } from '../../bytes/unreadable.ts';
import { imageKind } from '../../images/imageKind.ts';
import { arrowDurations } from '../../parquet/arrowDurations.ts';
import { holdsNumbers, NumberGatherer } from '../../parquet/numberGatherer.ts';
import {
  inSeconds,
  lostDecimals,
  type StoredTime,
  storedTime,
  wholeNumbers,
} from '../../parquet/storedValues.ts';
import { VectorColumn, type VectorSink } from '../../parquet/vectorColumn.ts';
import {
  createMatrixSink,
  createSixteenBitSink,
  type MatrixSink,
  type RowRoom,
  rowsInPlace,
  type SixteenBitSink,
} from '../../parquet/vectorSinks.ts';
import { WordGatherer } from '../../parquet/wordGatherer.ts';
import { columnOf, type RawChunk } from '../../tables/columnTyping.ts';
import { checkUnpackedSize, mostTextCharacters, tooMuchText } from './parquetClaims.ts';
import { type ParquetFile, readChunks, readVectors } from './parquetFile.ts';
import { leftOut, type ParquetRoles, type PlainColumn, rolesOf } from './parquetRoles.ts';

/** Through which a long read reports progress and is cancelled; `src/rpc/jobContext.ts` makes one in a worker. */
export interface ReadJob {
  report(progress: Progress): void;
  /** Throws when the job was cancelled. */
  breathe(): Promise<void>;
}

interface ParquetTable {
  columns: Column[];
  embedding?: Matrix;
  /** (embedding.rows) rows that have a vector; absent where all have. */
  embeddingRows?: Uint32Array;
  pca?: SixteenBitRows;
  /** Name of the image column. */
  image?: string;
  /** Name of the column of a head's answers; it is read when they are needed. */
  answers?: string;
  problems: IngestProblem[];
}

const mostReports = 100; // each redraws the page's progress, which takes longer than reading a small row group

/**
 * Reads every column but the images, row group by row group. Parts that cannot be read are reported and stay null.
 *
 * @param room where components go; default: memory of this thread
 * @throws UnreadableError when not one column could be read
 */
export async function readParquetTable(
  file: ParquetFile,
  job: ReadJob,
  room?: RowRoom,
): Promise<ParquetTable> {
  const roles = rolesOf(file);
  const problems = [...roles.problems];
  const image = roles.image ?? (await imageAmong(file, roles.blobs));
  for (const name of roles.blobs) {
    if (name !== image) problems.push(leftOut(file, name, 'bytes without a meaning'));
  }
  const plain = new Map<string, Gathered>(roles.plain.map(role => [role.name, gathererOf(file, role)]));
  const vectors = vectorColumns(file, roles, room);
  const groups = file.groupStarts.length - 1;
  const names = [...plain.keys(), ...roles.vectors];
  checkUnpackedSize(file.name, file.metadata, names);
  const groupsPerReport = Math.ceil(groups / mostReports);
  let readAny = names.length === 0;
  for (let group = 0; group < groups; group++) {
    if (group % groupsPerReport === 0) {
      job.report({ phase: `Reading ${file.name}`, done: group, total: groups, unit: 'row groups' });
    }
    await job.breathe();
    if (file.groupStarts[group + 1] === file.groupStarts[group]) continue;
    const held = await heldGroup(file, names, group);
    const { chunks, failed } = await readGroup(held, [...plain.keys()], group);
    problems.push(...failed);
    for (const [name, runs] of chunks) {
      readAny = true;
      const gathered = plain.get(name)!;
      if (Array.isArray(gathered)) gathered.push(...runs);
      else for (const run of runs) gathered.add(run.rowStart, run.values);
    }
    for (const [name, column] of vectors.all) {
      try {
        await readVectors(held, name, group, column);
        readAny = true;
      } catch (error) {
        problems.push(unreadGroup(file, name, group, error));
      }
    }
  }
  if (!readAny) throw new UnreadableError(`${problems[0].sentence} Nothing else could be read from it.`);
  return { ...gather(file, roles, plain, vectors, problems), image, answers: roles.answers };
}

function gather(
  file: ParquetFile,
  roles: ParquetRoles,
  plain: ReadonlyMap<string, Gathered>,
  vectors: VectorColumns,
  problems: IngestProblem[],
): ParquetTable {
  const durations = arrowDurations(file.notes.get('ARROW:schema'));
  const columns = roles.plain.flatMap(role => {
    const gathered = plain.get(role.name)!;
    const column = Array.isArray(gathered)
      ? plainColumn(file, role, gathered, storedTime(role.element, durations))
      : gathered.finish({ name: role.shown, source: file.name });
    const isText = gathered instanceof WordGatherer && column?.kind !== 'category';
    const excess = tooMuchText(isText ? gathered.characters : charactersOf(column));
    const lost = column && lostDecimals(role.element, column);
    if (lost !== undefined) {
      problems.push({
        sentence: `Column ${role.shown} of ${file.name} holds decimals of more digits than the 15 that can be kept: ${lost} is one of them, rounded.`,
      });
    }
    if (column && excess === undefined) return [column];
    problems.push({
      sentence: `Column ${role.shown} of ${file.name} is left out: it unpacks to ${excess}.`,
    });
    return [];
  });
  const table: ParquetTable = { columns, problems };
  const embedding = vectors.embedding?.finish(file.name);
  if (embedding?.sink) {
    const { sink, rows } = embedding;
    table.embedding = rows ? rowsInPlace(sink.matrix, rows) : sink.matrix;
    if (rows) table.embeddingRows = rows;
  }
  const pca = vectors.pca?.finish(file.name);
  if (pca?.sink && !pca.rows) table.pca = pca.sink.vectors;
  for (const found of [embedding, pca]) if (found?.problem) problems.push(found.problem);
  return table;
}

/** What has been read of a column: in its last place, or as it came where its kind is known only at the end. */
type Gathered = RawChunk[] | WordGatherer | NumberGatherer;

function gathererOf(file: ParquetFile, role: PlainColumn): Gathered {
  if (isWords(role)) return new WordGatherer(file.rowCount, mostTextCharacters);
  const isNumber =
    role.part === undefined && holdsNumbers(role.element) && !file.wholeDecimals.has(role.name);
  return isNumber ? new NumberGatherer(file.rowCount, role.single) : [];
}

/** Whether a column holds words, as far as its schema says: they are kept without a string a row. */
function isWords({ element, part }: PlainColumn): boolean {
  return part === undefined && (element.converted_type === 'UTF8' || element.logical_type?.type === 'STRING');
}

/** Of a column that was gathered as strings. */
function charactersOf(column: Column | undefined): number {
  let characters = 0;
  if (column?.kind === 'text') for (const value of column.values) characters += value?.length ?? 0;
  return characters;
}

function plainColumn(
  file: ParquetFile,
  { name, shown, single, part }: PlainColumn,
  chunks: readonly RawChunk[],
  time: StoredTime | undefined,
): Column {
  const whole = file.wholeDecimals.has(name);
  const read = chunks.map(chunk => {
    if (part !== undefined) return partOf(chunk, part);
    return whole ? wholeNumbers(chunk) : time ? inSeconds(chunk, time) : chunk;
  });
  const head = { name: shown, source: file.name, ...(time && { unit: 's' }) };
  const described = time?.description === undefined ? head : { ...head, description: time.description };
  return columnOf(described, file.rowCount, read, single);
}

/** One member of each struct of a chunk. */
function partOf({ rowStart, values }: RawChunk, part: string): RawChunk {
  const members = Array.from(values, value => (value as Record<string, unknown> | null | undefined)?.[part]);
  return { rowStart, values: members };
}

const sniffedRows = 16; // one of them has an image, if the column holds images

/** The column of bytes whose first rows hold an image; undefined where none does. */
async function imageAmong(file: ParquetFile, blobs: readonly string[]): Promise<string | undefined> {
  for (const name of blobs) {
    try {
      const chunks = await readChunks(file, [name], 0, Math.min(sniffedRows, file.rowCount));
      const values = chunks.get(name)!.flatMap(chunk => Array.from(chunk.values));
      if (values.some(value => value instanceof Uint8Array && imageKind(value) !== undefined)) return name;
    } catch {
      // reported where the column is left out
    }
  }
  return undefined;
}

interface VectorColumns {
  embedding?: VectorColumn<MatrixSink>;
  pca?: VectorColumn<SixteenBitSink>;
  /** Those there are, by name. */
  all: [name: string, column: VectorColumn<VectorSink>][];
}

function vectorColumns(
  { rowCount }: ParquetFile,
  { vectors }: ParquetRoles,
  room: RowRoom | undefined,
): VectorColumns {
  const embedding = vectors.includes('embedding')
    ? new VectorColumn('embedding', rowCount, d => createMatrixSink(rowCount, d))
    : undefined;
  const pca = vectors.includes('pca')
    ? new VectorColumn('pca', rowCount, d => createSixteenBitSink(rowCount, d, room))
    : undefined;
  const all = { embedding, pca };
  return { ...all, all: vectors.map(name => [name, all[name]!]) };
}

const mostHeldBytes = 16e6; // a row group of few thousand rows, read at once; of larger ones the columns are read one by one

/** The file with the wanted columns of a row group in memory, where they are small and lie together. */
async function heldGroup(file: ParquetFile, names: readonly string[], group: number): Promise<ParquetFile> {
  const wanted = new Set(names);
  let [start, end, bytes] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const { meta_data: meta } of file.metadata.row_groups[group].columns) {
    if (!meta || !wanted.has(meta.path_in_schema[0])) continue;
    const from = Number(meta.dictionary_page_offset || meta.data_page_offset);
    const length = Number(meta.total_compressed_size);
    start = Math.min(start, from);
    end = Math.max(end, from + length);
    bytes += length;
  }
  if (bytes === 0 || end - start > Math.min(mostHeldBytes, 2 * bytes)) return file;
  return { ...file, bytes: await holdBytes(file.bytes, start, end) };
}

/** One row group of all plain columns at once; where that fails, column by column, so that one damaged page loses only one column. */
async function readGroup(
  file: ParquetFile,
  names: string[],
  group: number,
): Promise<{ chunks: Map<string, RawChunk[]>; failed: IngestProblem[] }> {
  const rowStart = file.groupStarts[group];
  const rowEnd = file.groupStarts[group + 1];
  if (names.length === 0 || rowEnd === rowStart) return { chunks: new Map(), failed: [] };
  try {
    return { chunks: await readChunks(file, names, rowStart, rowEnd), failed: [] };
  } catch {
    const chunks = new Map<string, RawChunk[]>();
    const failed: IngestProblem[] = [];
    for (const name of names) {
      try {
        chunks.set(name, (await readChunks(file, [name], rowStart, rowEnd)).get(name)!);
      } catch (error) {
        failed.push(unreadGroup(file, name, group, error));
      }
    }
    return { chunks, failed };
  }
}

function unreadGroup(
  { name: fileName, groupStarts }: ParquetFile,
  name: string,
  group: number,
  error: unknown,
): IngestProblem {
  const row = groupStarts[group];
  return {
    sentence: `Column ${name} of ${fileName} cannot be read in rows ${row} to ${groupStarts[group + 1] - 1} (${reasonOf(error)}): it is left empty there.`,
    row,
  };
}
