import {
  type Compressors,
  type DataReader,
  type DecodedArray,
  type FileMetaData,
  type PageHeader,
  parquetSchema,
} from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, convertWithDictionary, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { ByteSource } from '../bytes/byteSource.ts';
import { checkedPages } from './checkedPages.ts';
import type { Leaf } from './schemaClaims.ts';
import { readThriftStruct } from './thriftStruct.ts';

/** Values of a page and where lists begin and end among them: Parquet's levels (Melnik et al. 2010, Dremel). */
export interface ColumnPage {
  /** For each entry 0 where a row begins, more within a list; empty where the column holds no lists. */
  repetitionLevels: ArrayLike<number>;
  /** For each entry the leaf's `maxDefinition` where there is a value, less where it is missing; empty where none is. */
  definitionLevels: ArrayLike<number>;
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
 * hyparquet makes them of lists.
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
    schemaPath,
    codec: meta.codec,
    parsers: DEFAULT_PARSERS,
    compressors: checked.compressors,
    utf8: false,
  };
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
      const { dataPage, repetitionLevels, definitionLevels = [] } = valuesOf(reader, header, decoder);
      const { encoding } = (header.data_page_header ?? header.data_page_header_v2)!;
      const values = convertWithDictionary(dataPage, dictionary, encoding, decoder);
      yield { repetitionLevels, definitionLevels, values };
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

function valuesOf(reader: DataReader, header: PageHeader, decoder: ColumnDecoder) {
  const packed = new Uint8Array(reader.view.buffer, reader.offset, header.compressed_page_size);
  const { data_page_header: first, uncompressed_page_size: length } = header;
  if (!first) return readDataPageV2(packed, header, decoder);
  return readDataPage(decompressPage(packed, length, decoder.codec, decoder.compressors), first, decoder);
}
