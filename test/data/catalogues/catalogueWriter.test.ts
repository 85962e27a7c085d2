import { ByteWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { packTexts } from '../../../src/data/bytes/packedTexts.ts';
import type { BakedNotes } from '../../../src/data/catalogues/bakedNotes.ts';
import { type CatalogueToWrite, writeCatalogue } from '../../../src/data/catalogues/catalogueWriter.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { fixtureBytes } from '../fixtureFiles.ts';

describe('a written catalogue', () => {
  it('reads back as it was, over more than one row group', async () => {
    const n = 2500; // two row groups
    const rows = Array.from({ length: n }, (_, i) => i);
    const jpeg = fixtureBytes('grey.jpg');
    const catalogue: CatalogueToWrite & { notes: BakedNotes } = {
      ids: rows.map(i => String(1237668417038990000n + BigInt(i))),
      columns: [
        {
          kind: 'number',
          name: 'z',
          source: '',
          values: Float64Array.from(rows, i => (i % 3 ? i / 7 : Number.NaN)),
        },
        {
          kind: 'number',
          name: 'm',
          source: '',
          unit: 'mag',
          description: 'Bright',
          values: Float32Array.from(rows, i => i / 7),
        },
        {
          kind: 'category',
          name: 'c',
          source: '',
          categories: ['u', 'v'],
          codes: Uint8Array.from(rows, i => [0, 1, 255][i % 3]),
        },
        { kind: 'text', name: 't', source: '', values: rows.map(i => (i % 5 ? `é${i}` : null)) },
      ],
      embedding: { rows: n, columns: 6, values: Float32Array.from({ length: 6 * n }, (_, i) => Math.sin(i)) },
      pca: { rows: n, columns: 2, values: Float32Array.from({ length: 2 * n }, (_, i) => Math.cos(i)) },
      predicted: { rows: n, columns: 2, values: Float32Array.from({ length: 2 * n }, (_, i) => i / 2 / n) },
      positions: Float32Array.from({ length: 2 * n }, (_, i) => i / 3),
      notes: {
        name: 'Written',
        weights: 'imagenet',
        simulated: true,
        credit: 'Made here',
        head: { kind: 'classes', classes: ['ring', 'not'] },
        basis: {
          mean: Float32Array.of(1, 0.5, 0.25, 0, -1, 2), // exact in 16 bits
          axes: { rows: 2, columns: 6, values: Float32Array.from({ length: 12 }, (_, i) => i / 16) },
        },
      },
      images: async (start: number, end: number) =>
        rows.slice(start, end).map(i => (i % 2 ? { bytes: jpeg, path: `${i}.jpg` } : null)),
    };
    const writer = new ByteWriter();
    await writeCatalogue(writer, catalogue);

    const ingest = nodeIngest();
    const read = await ingest.open({ kind: 'file', file: new File([writer.getBuffer()], 'w.parquet') });
    const { name, weights, simulated, credit, basis } = catalogue.notes;
    expect(read).toMatchObject({ name, weights, simulated, credit, basis, problems: [] });
    expect([...read.ids]).toEqual([...catalogue.ids]);
    for (const [i, column] of catalogue.columns.entries()) {
      const values = column.kind === 'text' && { values: packTexts(column.values) };
      expect(read.columns[i]).toEqual({ ...column, ...values, source: 'w.parquet' });
    }
    expect(read.embedding).toEqual(catalogue.embedding);
    expect(read.components).toEqual(sixteenBitRowsOf(catalogue.pca!.values, catalogue.pca!.columns));
    expect(read.head).toEqual(catalogue.notes.head);
    expect(await ingest.answers(read.handle)).toEqual(catalogue.predicted);
    expect(read.positions).toEqual(catalogue.positions);
    expect(read.problems).toEqual([]);
    const images = await ingest.images(read.handle, Uint32Array.of(2499, 3, 4));
    expect(images.map(image => image.row)).toEqual([2499, 3]);
    expect(images[1].bytes).toEqual(jpeg);
  });
});
