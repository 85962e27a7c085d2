import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { syntheticFits, syntheticParquet } from '../../../src/data/synthetic/syntheticGalaxies.ts';

const sidePx = 16;
const pictures = [0, 1, 2].map(galaxy =>
  Float32Array.from({ length: sidePx ** 2 }, (_, pixel) =>
    pixel === galaxy ? 1 : pixel === 255 ? -0.2 : 0.1,
  ),
);
const codes = Float32Array.of(1, 2, 3, 4, 5, 6);
const synthetic = { pictures, sidePx, words: 'blobs, drawn from Cluster 1', codes };

it('is a Parquet file that says of every galaxy and of itself that they are synthetic', async () => {
  const file = await syntheticParquet(synthetic);
  const rows = await parquetReadObjects({ file, utf8: false });
  expect(rows.map(row => [row.id, row.origin, row['latent 2']])).toEqual([
    ['synthetic-0001', 'synthetic', 2],
    ['synthetic-0002', 'synthetic', 4],
    ['synthetic-0003', 'synthetic', 6],
  ]);
  const notes = new Map(parquetMetadata(file).key_value_metadata?.map(({ key, value }) => [key, value]));
  expect(notes.get('morphospace.simulated')).toBe('true');
  expect(JSON.parse(notes.get('morphospace.provenance')!)).toMatchObject({
    synthetic: 'true',
    description: expect.stringMatching(/^No real galaxy/),
    generated: synthetic.words,
  });
  expect(rows[0].image.bytes.subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'));
});

it('is a FITS file of image extensions, upside up, with lines of history', async () => {
  const bytes = new Uint8Array(await new Blob(syntheticFits(synthetic)).arrayBuffer());
  expect(bytes.length % 2880).toBe(0);
  const text = new TextDecoder('latin1').decode(bytes);
  expect(text.match(/XTENSION= 'IMAGE/g)).toHaveLength(3);
  expect(text).toMatch(/HISTORY description: No real galaxy/);
  expect(text).toContain("EXTNAME = 'synthetic-0002'");
  const data = 2880 + 2880; // behind the first header and that of the first extension
  const at = (x: number, y: number) => new DataView(bytes.buffer).getFloat32(data + 4 * (y * sidePx + x));
  expect(at(0, sidePx - 1)).toBe(1); // the first pixel of a picture is at its top, FITS counts from below
  expect(at(15, 0)).toBeCloseTo(-0.2, 6);
});
