import { parquetMetadata } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { openParquetFile, readChunks } from '../../../src/data/catalogues/parquet/parquetFile.ts';
import { readThriftStruct } from '../../../src/data/parquet/thriftStruct.ts';

const rows = 200;
const words = Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? null : `word ${row % 5}`));

/** A file of one column of words, with a dictionary, uncompressed so that its pages can be written over. */
function wordsFile(): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: [{ name: 'word', data: words, type: 'STRING', encoding: 'RLE_DICTIONARY' }],
    codec: 'UNCOMPRESSED',
  });
}

/** Where the bytes of the pages begin: the dictionary's, and those of the values. */
function pageStarts(file: ArrayBuffer): number[] {
  const meta = parquetMetadata(file).row_groups[0].columns[0].meta_data!;
  return [meta.dictionary_page_offset, meta.data_page_offset].map(offset => {
    const at = { view: new DataView(file), offset: Number(offset) };
    readThriftStruct(at);
    return at.offset;
  });
}

async function read(file: ArrayBuffer): Promise<unknown[]> {
  const opened = await openParquetFile(bytesOfBuffer(file, 't.parquet'));
  const chunks = await readChunks(opened, ['word'], 0, opened.rowCount);
  return chunks.get('word')!.flatMap(chunk => Array.from(chunk.values as ArrayLike<unknown>, v => v ?? null));
}

describe('pages of Parquet', () => {
  it('are read as they were written, whole and in part', async () => {
    const file = wordsFile();
    expect(await read(file)).toEqual(words);
    const opened = await openParquetFile(bytesOfBuffer(file, 't.parquet'));
    const part = (await readChunks(opened, ['word'], 20, 30)).get('word')!;
    expect(part.flatMap(chunk => Array.from(chunk.values as ArrayLike<unknown>, v => v ?? null))).toEqual(
      words.slice(20, 30),
    );
  });

  it('whose levels claim a run of millions are refused before it is written out', async () => {
    const file = wordsFile();
    new Uint8Array(file).set([0x80, 0x89, 0x7a, 1], pageStarts(file)[1]); // levels lie first: a run of a million
    await expect(read(file)).rejects.toThrow(`need runs of at most ${rows} values; got one of 1000000`);
  });

  it('whose indices claim a run of millions are refused before it is written out', async () => {
    const file = wordsFile();
    const bytes = new Uint8Array(file);
    const { data_page_offset } = parquetMetadata(file).row_groups[0].columns[0].meta_data!;
    const at = { view: new DataView(file), offset: Number(data_page_offset) };
    const about = readThriftStruct(at).get(8) as Map<number, number>;
    bytes.set([0x80, 0x89, 0x7a, 1], at.offset + Number(about.get(5)) + Number(about.get(6)) + 1); // behind their width
    await expect(read(file)).rejects.toThrow(/need runs of at most \d+ values; got one of 1000000/);
  });

  it('behind a header that says nothing of their size are refused', async () => {
    const file = wordsFile();
    const { dictionary_page_offset } = parquetMetadata(file).row_groups[0].columns[0].meta_data!;
    new Uint8Array(file).fill(0, Number(dictionary_page_offset), pageStarts(file)[0]); // a struct of no fields
    await expect(read(file)).rejects.toThrow('need a page of values or of a dictionary; got kind undefined');
  });
});
