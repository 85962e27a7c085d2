import {
  type Compressors,
  type DataPageHeader,
  type DataReader,
  type DecodedArray,
  type Encoding,
  type FileMetaData,
  type PageHeader,
  parquetSchema,
} from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, convertWithDictionary, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage } from 'hyparquet/src/datapage.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { ByteSource } from '../bytes/byteSource.ts';
import { checkedPages } from './checkedPages.ts';
import { LevelBuffer, readLevels } from './levels.ts';
import type { Leaf } from './schemaClaims.ts';
import { readThriftStruct } from './thriftStruct.ts';

/**
 * Values of a page and where lists begin and end among them: Parquet's levels (Melnik et al. 2010, Dremel), in memory that
 * the next page overwrites.
 */
export interface ColumnPage {
  /** For each entry 0 where a row begins, more within a list; empty where the column holds no lists. */
  repetitionLevels: Uint8Array;
  /** For each entry the leaf's `maxDefinition` where there is a value, less where it is missing; empty where none is. */
  definitionLevels: Uint8Array;
  /** The values that are there. */
  values: ArrayLike<unknown>;
}

/** What pages are read from. */
interface PagedFile {
  bytes: ByteSource;
  metadata: FileMetaData;
  leaves: readonly Leaf[];
}

type ColumnDecoder = Parameters<typeof readDataPage>[2];

const headBytes = 8192; // a page's header takes some dozens, with the statistics of words some hundreds
const shortestPage = 2; // hyparquet takes fewer bytes at a column's end for padding

/**
 * Reads one column of a row group page by page, so that no more than a page is in memory: no array a row is made, as
 * hyparquet makes them of lists, and none of levels, of which it makes two a page.
 *
 * @param leaf index of the column among `leaves`
 * @throws RangeError where a claim cannot be true, Error where the bytes cannot be decoded
 */
export async function* columnPages(
  { bytes, metadata, leaves }: PagedFile,
  group: number,
  leaf: number,
  decompressors: Compressors,
): AsyncGenerator<ColumnPage> {
  const checked = checkedPages(bytes, metadata, leaves, index => index === group, decompressors);
  const meta = checked.metadata.row_groups[group].columns[leaf].meta_data!;
  const schemaPath = getTreePath(parquetSchema(metadata), [...leaves[leaf].path]);
  const decoder: ColumnDecoder = {
    pathInSchema: meta.path_in_schema,
    type: meta.type,
    element: leaves[leaf].element,
    schemaPath: schemaPath.slice(0, 1), // levels are read here: what is left is a column without any
    codec: meta.codec,
    parsers: DEFAULT_PARSERS,
    compressors: checked.compressors,
    utf8: false,
  };
  const levels = { repetition: new LevelBuffer(), definition: new LevelBuffer() };
  let dictionary: DecodedArray | undefined;
  let at = Number(meta.dictionary_page_offset || meta.data_page_offset); // 0 means none, as in hyparquet
  const end = at + Number(meta.total_compressed_size);
  while (end - at >= shortestPage) {
    const next = at + (await lengthOfPage(bytes, at, end));
    const reader = { view: new DataView(await checked.file.slice(at, next)), offset: 0 };
    at = next;
    const header = parquetHeader(reader);
    if (header.type === 'DICTIONARY_PAGE') {
      const { data } = readPage(reader, header, decoder, undefined, undefined, 0);
      dictionary = data && convert(data, decoder);
    } else {
      const page = storedPage(reader, header, decoder, leaves[leaf], levels);
      const { encoding } = (header.data_page_header ?? header.data_page_header_v2)!;
      yield { ...page, values: convertWithDictionary(page.values, dictionary, encoding, decoder) };
    }
  }
}

/** Bytes of the page at `at`, its header included. @throws RangeError where it would reach beyond `end` */
async function lengthOfPage(bytes: ByteSource, at: number, end: number): Promise<number> {
  for (let most = headBytes; ; most *= 16) {
    const view = new DataView(await bytes.slice(at, Math.min(end, at + most)));
    const reader = { view, offset: 0 };
    try {
      const packed = Number(readThriftStruct(reader).get(3));
      if (packed >= 0 && reader.offset + packed <= end - at) return reader.offset + packed;
    } catch (error) {
      if (view.byteLength < end - at) continue; // the header is longer than what was read of it
      throw error;
    }
    throw new RangeError(`need a page within its column; got one of ${reader.offset} bytes and more`);
  }
}

interface Levels {
  repetition: LevelBuffer;
  definition: LevelBuffer;
}

type StoredPage = Omit<ColumnPage, 'values'> & { values: DecodedArray };

/**
 * What a page holds. One of the first version is compressed whole, each kind of levels stands after its length in four bytes; of
 * one of the second version the values alone are compressed, and its header says how long the levels are.
 */
function storedPage(
  reader: DataReader,
  header: PageHeader,
  decoder: ColumnDecoder,
  leaf: Leaf,
  levels: Levels,
): StoredPage {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: unpacked } = header;
  const { num_values: count, encoding } = (first ?? second)!;
  const packed = new Uint8Array(reader.view.buffer, reader.offset, header.compressed_page_size);
  const unpack = (bytes: Uint8Array, length: number) =>
    decompressPage(bytes, length, decoder.codec, decoder.compressors);
  const page = first ? unpack(packed, unpacked) : packed;
  let at = 0;
  const read = (highest: number, stated: number | undefined, buffer: LevelBuffer): Uint8Array => {
    if (stated === undefined && highest === 0) return none;
    const bytes = stated ?? new DataView(page.buffer, page.byteOffset + at, lengthBytes).getUint32(0, true);
    at += stated === undefined ? lengthBytes : 0;
    const view = new DataView(page.buffer, page.byteOffset + at, bytes);
    at += bytes;
    if (highest === 0) return none;
    const found = buffer.of(count);
    readLevels(view, highest, found);
    return found;
  };
  const { repetition, definition } = levels;
  const repetitionLevels = read(leaf.maxRepetition, second?.repetition_levels_byte_length, repetition);
  const definitionLevels = read(leaf.maxDefinition, second?.definition_levels_byte_length, definition);
  const rest = page.subarray(at);
  const isPacked = second !== undefined && second.is_compressed !== false && unpacked > at; // no values may take no bytes, which no codec unpacks
  const stored = isPacked ? unpack(rest, unpacked - at) : rest;
  return { ...valuesOf(stored, encoding, count, definitionLevels, leaf, decoder), repetitionLevels };
}

const lengthBytes = 4;
const none = new Uint8Array(0);

// Positional parameters: one page's parts, passed on by its one caller.
/** The values that are there, and the definition levels; none of these where all values are there. */
function valuesOf(
  stored: Uint8Array,
  encoding: Encoding,
  count: number,
  levels: Uint8Array,
  leaf: Leaf,
  decoder: ColumnDecoder,
): Omit<StoredPage, 'repetitionLevels'> {
  let present = levels.length === 0 ? count : 0;
  for (let i = 0; i < levels.length; i++) if (levels[i] === leaf.maxDefinition) present++;
  const head = { num_values: present, encoding } as DataPageHeader;
  const { dataPage: values } = readDataPage(stored, head, decoder);
  return { values, definitionLevels: present === count ? none : levels };
}
