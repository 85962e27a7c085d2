import type { ColumnMetaData, Compressors, FileMetaData } from 'hyparquet';
import type { ByteSource } from '../bytes/byteSource.ts';
import { checkOpenLevels, checkPageContents } from './pageContents.ts';
import { type Page, type PageLimits, readPageHeader } from './pageHeader.ts';
import type { Leaf } from './schemaClaims.ts';
import { readThriftStruct } from './thriftStruct.ts';

/** What hyparquet reads columns from: every size it allocates and every count it loops over has been checked before. */
interface CheckedPages {
  file: ByteSource;
  metadata: FileMetaData;
  compressors: Compressors;
}

/** A column of a row group as it lies in the file. */
interface Chunk extends PageLimits {
  start: number;
  end: number;
  packed: boolean;
}

const smallPageBytes = 64e6; // a page unpacks to at most the stated size of its column, or to this where writers state it wrong
const mostPageBytes = 512e6; // pages are a megabyte or so
const fineValues = 4e6; // of a column of lists: so many take up to 100 MB
const mostValuesPerByte = 1000; // only lists of nothing but zeros compress further

/**
 * Puts checks between a Parquet file and hyparquet: of page headers, of levels, and of what pages unpack to.
 *
 * @param leaves the file's columns that hold values; every row group has them in this order
 * @param wanted whether the row group of this index is to be read
 * @param decompressors by codec
 */
export function checkedPages(
  bytes: ByteSource,
  metadata: FileMetaData,
  leaves: readonly Leaf[],
  wanted: (group: number) => boolean,
  decompressors: Compressors,
): CheckedPages {
  const chunks: Chunk[] = [];
  const compressors: Record<string, Compressors[keyof Compressors]> = {};
  const groups = metadata.row_groups.map((group, index) => {
    if (!wanted(index)) return group;
    const columns = group.columns.map((column, i) => {
      const meta = column.meta_data!;
      const chunk = chunkOf(meta, leaves[i], Number(group.num_rows));
      chunks.push(chunk);
      const decompress = decompressors[meta.codec];
      if (!chunk.packed || !decompress) return column;
      const codec = `${meta.codec} ${chunks.length}`; // so that the column is known when a page is unpacked
      compressors[codec] = checkedDecompressor(chunk, decompress);
      return { ...column, meta_data: { ...meta, codec: codec as typeof meta.codec } };
    });
    return { ...group, columns };
  });
  const file: ByteSource = {
    name: bytes.name,
    byteLength: bytes.byteLength,
    async slice(start, end = bytes.byteLength) {
      if (!(start >= 0 && start <= end && end <= bytes.byteLength)) {
        throw new RangeError(`need bytes of ${bytes.byteLength}; got ${start} to ${end}`);
      }
      const buffer = await bytes.slice(start, end);
      checkSlice(buffer, start, chunks);
      return buffer;
    },
  };
  return { file, metadata: { ...metadata, row_groups: groups }, compressors };
}

function chunkOf(meta: ColumnMetaData, leaf: Leaf, rows: number): Chunk {
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset); // 0 means none, as in hyparquet
  const bytes = Number(meta.total_compressed_size);
  const listed = Math.min(Number(meta.num_values), Math.max(fineValues, mostValuesPerByte * bytes));
  return {
    leaf,
    start,
    end: start + bytes,
    packed: meta.codec !== 'UNCOMPRESSED',
    mostValues: leaf.maxRepetition > 0 ? listed : rows,
    mostBytes: Math.min(mostPageBytes, Math.max(smallPageBytes, Number(meta.total_uncompressed_size))),
  };
}

/** Checks the pages among bytes that lie at `start` in the file; bytes outside of columns are an index of pages. */
function checkSlice(buffer: ArrayBuffer, start: number, chunks: readonly Chunk[]): void {
  const end = start + buffer.byteLength;
  const whole = chunks.filter(chunk => start <= chunk.start && chunk.end <= end);
  const around = chunks.find(chunk => chunk.start <= start && end <= chunk.end);
  const parts = whole.length > 0 || !around ? whole : [{ ...around, start, end }];
  for (const chunk of parts) {
    const view = new DataView(buffer, chunk.start - start, chunk.end - chunk.start);
    for (const page of pagesOf(view, chunk)) checkOpenPart(view, page, chunk);
  }
  if (parts.length === 0) readThriftStruct({ view: new DataView(buffer), offset: 0 });
}

/** Checks what can be checked of a page before it is unpacked. */
function checkOpenPart(view: DataView, page: Page, { leaf, packed }: Chunk): void {
  if (page.kind === 'second') checkOpenLevels(view, page, leaf);
  if (packed && page.compressed) return;
  const from = valuesStart(page);
  checkPageContents(new Uint8Array(view.buffer, view.byteOffset + from, page.end - from), page, leaf);
}

/** The pages of a column, as far as hyparquet reads them. */
function* pagesOf(view: DataView, limits: PageLimits): Generator<Page> {
  const reader = { view, offset: 0 };
  let values = 0;
  while (reader.offset < view.byteLength - 1) {
    const page = readPageHeader(reader, limits);
    yield page;
    if (page.kind !== 'dictionary') values += page.values;
    if (limits.leaf.path.length === 1 && limits.leaf.maxRepetition === 0 && values >= limits.mostValues)
      return;
  }
}

function valuesStart({ start, repetitionBytes, definitionBytes }: Page): number {
  return start + repetitionBytes + definitionBytes;
}

/** Unpacks a page and checks its contents. The place of the input in its buffer tells which page it is. */
function checkedDecompressor(
  chunk: Chunk,
  decompress: NonNullable<Compressors[keyof Compressors]>,
): NonNullable<Compressors[keyof Compressors]> {
  const known = new WeakMap<ArrayBufferLike, Map<number, Page>>();
  return (input, length) => {
    const pages = known.get(input.buffer) ?? new Map<number, Page>();
    if (!known.has(input.buffer)) {
      known.set(input.buffer, pages);
      for (const page of pagesOf(new DataView(input.buffer), chunk)) pages.set(valuesStart(page), page);
    }
    const page = pages.get(input.byteOffset);
    if (!page)
      throw new RangeError(`need a page of column ${chunk.leaf.path.join('.')}; got bytes between pages`);
    const output = decompress(input, length);
    checkPageContents(output, page, chunk.leaf);
    return output;
  };
}
