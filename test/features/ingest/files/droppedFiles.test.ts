import { expect, it } from 'vitest';
import { droppedFiles } from '../../../../src/features/ingest/files/droppedFiles.ts';

it('finds more files in a folder than a call has arguments', async () => {
  const n = 200_000;
  const one = new File([], 'a.fits');
  const leaf = {
    isFile: true,
    fullPath: '/all/stamps/a.fits',
    file: (take: (file: File) => void) => take(one),
  };
  const folder = (entries: object[]) => ({
    isDirectory: true,
    createReader: () => ({ readEntries: (take: (some: object[]) => void) => take(entries.splice(0)) }),
  });
  const dropped = folder([folder(new Array(n).fill(leaf))]);
  const item = { kind: 'file', webkitGetAsEntry: () => dropped, getAsFile: () => null };
  const found = await droppedFiles({ items: [item] } as unknown as DataTransfer);
  expect(found).toHaveLength(n);
  expect(found[0].path).toBe('all/stamps/a.fits');
});
