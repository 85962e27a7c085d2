import { parquetMetadata } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { HeadCard } from '../../../src/contracts/decisionTree.ts';
import { writeCatalogue } from '../../../src/data/catalogues/catalogueWriter.ts';

const rows = 40;
const classes: HeadCard = { kind: 'classes', classes: ['ring', 'not'] };

/** A baked catalogue of 40 galaxies with two answers each. */
async function baked(head: HeadCard | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ByteWriter();
  await writeCatalogue(writer, {
    ids: Array.from({ length: rows }, (_, row) => `J${row}`),
    columns: [],
    predicted: { rows, columns: 2, values: Float32Array.from({ length: 2 * rows }, (_, i) => i / 100) },
    notes: { name: 'sky', simulated: false, head },
  });
  return new Uint8Array(writer.getBuffer());
}

async function open(bytes: Uint8Array<ArrayBuffer>) {
  const ingest = nodeIngest();
  const { head, problems, handle } = await ingest.open({
    kind: 'file',
    file: new File([bytes], 'sky.parquet'),
  });
  return { head, sentences: problems.map(({ sentence }) => sentence), answers: () => ingest.answers(handle) };
}

describe('predictions in a baked file', () => {
  it('are there when they are asked for', async () => {
    const { head, sentences, answers } = await open(await baked(classes));
    expect([head, sentences]).toEqual([classes, []]);
    expect(await answers()).toMatchObject({ rows, columns: 2 });
  });

  it('that are damaged are told at opening', async () => {
    const bytes = await baked(classes);
    const columns = parquetMetadata(bytes).row_groups[0].columns;
    const { meta_data: meta } = columns.find(column => column.meta_data?.path_in_schema[0] === 'predicted')!;
    const start = Number(meta!.dictionary_page_offset ?? meta!.data_page_offset);
    bytes.fill(0xff, start, start + 40);
    const { head, sentences } = await open(bytes);
    expect(head).toBeUndefined();
    expect(sentences).toEqual([
      expect.stringMatching(
        /^sky\.parquet opens without the predictions in its column predicted: they cannot be read/,
      ),
    ]);
  });

  it('that do not fit the questions are told at opening', async () => {
    const three: HeadCard = { kind: 'classes', classes: ['ring', 'merger', 'not'] };
    const { head, sentences } = await open(await baked(three));
    expect(head).toBeUndefined();
    expect(sentences).toEqual([
      'sky.parquet opens without the predictions in its column predicted: it does not have 3 answers for each galaxy; bake it again.',
    ]);
  });

  it('without a word on the questions are told at opening', async () => {
    const { sentences } = await open(await baked(undefined));
    expect(sentences).toEqual([
      'sky.parquet opens without the predictions in its column predicted: it does not say which questions they answer.',
    ]);
  });
});
