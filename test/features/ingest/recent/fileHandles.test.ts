import { expect, it } from 'vitest';
import { pickedFiles } from '../../../../src/features/ingest/files/pickedFiles.ts';
import { filesAgain, filesIn, rootsOf } from '../../../../src/features/ingest/recent/fileHandles.ts';

const fileHandle = (name: string, getFile = async () => new File([name], name)) =>
  ({ kind: 'file', name, getFile }) as unknown as FileSystemFileHandle;
const folderHandle = (name: string, inside: FileSystemHandle[]) =>
  ({
    kind: 'directory',
    name,
    async *values() {
      yield* inside;
    },
  }) as unknown as FileSystemDirectoryHandle;
const cutouts = folderHandle('cutouts', [fileHandle('a.jpg'), folderHandle('deep', [fileHandle('b.jpg')])]);

it('finds all files of a folder, which know the folder afterwards', async () => {
  const found = await filesIn(cutouts);
  expect(found.map(({ path }) => path)).toEqual(['cutouts/a.jpg', 'cutouts/deep/b.jpg']);
  expect(rootsOf({ kind: 'images', name: 'cutouts', images: found })).toEqual([cutouts]);
  const other = { path: 'c.jpg', file: new File([], 'c.jpg') };
  expect(rootsOf({ kind: 'images', name: 'cutouts', images: [...found, other] })).toEqual([]);
});

it('asks for permission only where there is none, and says what to do where it is refused', async () => {
  const asked: string[] = [];
  const withPermission = (name: string, now: string, then: string) =>
    Object.assign(fileHandle(name), {
      queryPermission: async () => now,
      requestPermission: async () => {
        asked.push(name);
        return then;
      },
    });
  const granted = withPermission('a.parquet', 'granted', 'denied');
  const allowed = withPermission('b.parquet', 'prompt', 'granted');
  expect((await filesAgain([granted, allowed])).map(({ path }) => path)).toEqual(['a.parquet', 'b.parquet']);
  expect(asked).toEqual(['b.parquet']);
  await expect(filesAgain([withPermission('c.parquet', 'prompt', 'denied')])).rejects.toThrow(
    'The browser was not allowed to read c.parquet: allow it, or open it again.',
  );
  const gone = fileHandle('d.parquet', () => Promise.reject(new Error('NotFoundError')));
  await expect(filesIn(gone)).rejects.toThrow(/^d\.parquet is not where it was/);
});

it('picks files where the browser can, and nothing where the person lets it be', async () => {
  const picker = { showOpenFilePicker: async () => [fileHandle('a.parquet')] };
  expect((await pickedFiles('parquet', picker))?.map(({ path }) => path)).toEqual(['a.parquet']);
  expect(await pickedFiles('folder', picker)).toBeNull();
  const cancelled = { showDirectoryPicker: () => Promise.reject(new DOMException('', 'AbortError')) };
  expect(await pickedFiles('folder', cancelled)).toEqual([]);
});
