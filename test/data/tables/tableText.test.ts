import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readTableText } from '../../../src/data/tables/tableText.ts';

it('refuses a text that no browser can hold, and says so instead of doubting its encoding', async () => {
  const read = () => {
    throw new Error('it was read');
  };
  const large = { size: 600e6, arrayBuffer: read, slice: read } as unknown as Blob;
  await expect(readTableText(large, 'all.csv')).rejects.toThrow(
    'all.csv has 600 MB, and a browser reads at most 536 MB of text: save the table as Parquet or FITS, or divide it.',
  );
});

it('unpacks a gzipped table', async () => {
  const packed = new Blob([gzipSync('id,note\n1,größer\n')]);
  expect((await readTableText(packed, 'a.csv.gz')).text).toBe('id,note\n1,größer\n');
  await expect(readTableText(packed.slice(0, 20), 'a.csv.gz')).rejects.toThrow(/damaged or cut short/);
});
