import {
  type Compressors,
  type FileMetaData,
  parquetRead,
  parquetSchema,
  type SchemaTree,
  snappyUncompress,
} from 'hyparquet';
import type { ByteSource } from '../../bytes/byteSource.ts';
import { UnreadableError } from '../../bytes/unreadable.ts';
import { checkedPages } from '../../parquet/checkedPages.ts';
import { columnPages } from '../../parquet/columnPages.ts';
import { readFooter } from '../../parquet/parquetFooter.ts';
import { checkSchema, type Leaf } from '../../parquet/schemaClaims.ts';
import { takeWholeDecimals } from '../../parquet/storedValues.ts';
import type { VectorColumn, VectorSink } from '../../parquet/vectorColumn.ts';
import type { RawChunk } from '../../tables/columnTyping.ts';
import { checkClaims } from './parquetClaims.ts';

/** A Parquet file of which only the footer has been read. */
export interface ParquetFile {
  name: string;
  bytes: ByteSource;
  metadata: FileMetaData;
  rowCount: number;
  /** Top-level columns. */
  fields: SchemaTree[];
  /** Columns that hold values, in the order of every row group. */
  leaves: Leaf[];
  /** Top-level columns whose cells are whole numbers of any length, read as bytes or as 64 bits. */
  wholeDecimals: ReadonlySet<string>;
  /** (row groups + 1) first row of each row group, then `rowCount`. */
  groupStarts: number[];
  /** The file's own key-value metadata. */
  notes: ReadonlyMap<string, string>;
}

/**
 * @param firstBytes of its end that are read at first, as {@link readFooter} does
 * @throws UnreadableError with one sentence for a file that is empty, truncated, not Parquet, or without rows
 */
export async function openParquetFile(bytes: ByteSource, firstBytes?: number): Promise<ParquetFile> {
  const { name } = bytes;
  if (bytes.byteLength === 0) throw new UnreadableError(`${name} is empty: choose another file.`);
  const magic = new TextDecoder('latin1').decode(await bytes.slice(0, Math.min(4, bytes.byteLength)));
  if (magic !== 'PAR1') {
    const what = /^\s*</.test(magic) ? 'a web page (is the address right?)' : 'something else';
    throw new UnreadableError(
      `${name} is not a Parquet file: it should begin with "PAR1" and is ${what}; choose a Parquet file.`,
    );
  }
  const metadata = await readFooter(bytes, firstBytes);
  const leaves = checkSchema(name, metadata);
  checkClaims(name, bytes.byteLength, metadata, leaves);
  const groupStarts = [0];
  for (const group of metadata.row_groups) groupStarts.push(groupStarts.at(-1)! + Number(group.num_rows));
  const rowCount = groupStarts.at(-1)!;
  if (rowCount === 0) throw new UnreadableError(`${name} has no rows: choose another file.`);
  const notes = new Map((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']));
  const wholeDecimals = takeWholeDecimals(metadata);
  const fields = parquetSchema(metadata).children;
  return { name, bytes, metadata, rowCount, fields, leaves, wholeDecimals, groupStarts, notes };
}

/**
 * Raw values of some columns between two rows, as runs of rows within [rowStart, rowEnd).
 *
 * @returns chunks by column name; their rows are those of the file
 */
export async function readChunks(
  file: ParquetFile,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<Map<string, RawChunk[]>> {
  const chunks = new Map<string, RawChunk[]>(columns.map(name => [name, []]));
  const { groupStarts } = file;
  const wanted = (group: number) => groupStarts[group] < rowEnd && groupStarts[group + 1] > rowStart;
  const decompressors = await decompressorsFor(file.metadata);
  const zoneless = zonelessTimes(file.fields);
  await parquetRead({
    ...checkedPages(file.bytes, file.metadata, file.leaves, wanted, decompressors),
    columns,
    rowStart,
    rowEnd,
    parsers: { dateFromDays },
    utf8: false, // bytes that are not marked as text stay bytes
    useOffsetIndex: true,
    onChunk({ columnName, columnData, rowStart: chunkStart }) {
      const from = Math.max(rowStart - chunkStart, 0);
      const to = Math.min(columnData.length, rowEnd - chunkStart);
      if (to <= from) return;
      const whole = from === 0 && to === columnData.length ? columnData : columnData.slice(from, to);
      const values = zoneless.has(columnName) ? Array.from(whole, withoutZone) : whole;
      chunks.get(columnName)?.push({ rowStart: chunkStart + from, values });
    },
  });
  return chunks;
}

/**
 * Reads a column of lists of numbers in one row group. Where that fails, none of the group's rows has a vector.
 *
 * @throws RangeError where its lists hold lists, and what reading throws
 */
export async function readVectors(
  file: ParquetFile,
  name: string,
  group: number,
  vectors: VectorColumn<VectorSink>,
): Promise<void> {
  const leaf = file.leaves.findIndex(({ path }) => path[0] === name);
  const { maxRepetition, maxDefinition, listDefinition } = file.leaves[leaf];
  if (maxRepetition !== 1) throw new RangeError('need lists of numbers; got lists of lists');
  const pages = columnPages(file, group, leaf, await decompressorsFor(file.metadata));
  const rows = { from: file.groupStarts[group], to: file.groupStarts[group + 1] };
  await vectors.addGroup(pages, { ...rows, maxDefinition, listDefinition });
}

const ownCodecs = new Set(['UNCOMPRESSED', 'SNAPPY']); // built into hyparquet; the others are 60 kB of code

/** Decompressors beyond hyparquet's own are fetched only for files that need them: the embedded sky does not. */
async function decompressorsFor(metadata: FileMetaData): Promise<Compressors> {
  const codecs = metadata.row_groups.flatMap(group => group.columns.map(column => column.meta_data?.codec));
  if (codecs.every(codec => codec === undefined || ownCodecs.has(codec))) return { SNAPPY: unsnapped };
  return { SNAPPY: unsnapped, ...(await import('hyparquet-compressors')).compressors };
}

/** Columns of times of which nobody knows the zone. */
function zonelessTimes(fields: readonly SchemaTree[]): Set<string> {
  const isZoneless = ({ element: { logical_type: type } }: SchemaTree) =>
    type?.type === 'TIMESTAMP' && !type.isAdjustedToUTC;
  return new Set(fields.filter(isZoneless).map(({ element }) => element.name));
}

/** "2001-03-09T05:33:14.127", as the file means it: a "Z" would claim that it is UTC. */
function withoutZone(value: unknown): unknown {
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, -1);
}

/** "2001-03-09": a day has no time. @param days since 1970 */
function dateFromDays(days: number): string | null {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().split('T')[0];
}

function unsnapped(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  snappyUncompress(input, output);
  return output;
}
