import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { reasonOf, UnreadableError } from '../../../data/bytes/unreadable.ts';
import { noteRoot, rootOf } from '../files/fileRoots.ts';
import type { PlacedFile } from '../sourceOf.ts';
import { filesOf } from './sourceFiles.ts';

/** What the File System Access API gives beside what TypeScript knows of it. */
type AskedHandle = FileSystemHandle & {
  queryPermission?(how: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(how: { mode: 'read' }): Promise<PermissionState>;
};

/** The files and folders a catalogue came from; empty where the browser gave none for one of its files. */
export function rootsOf(source: CatalogueSource): FileSystemHandle[] {
  const found = filesOf(source).map(({ file }) => rootOf(file));
  return found.every(root => root !== undefined) ? [...new Set(found)] : [];
}

/**
 * The files again. Must be called in a click: the browser asks the person once for each file or folder.
 *
 * @throws Error with a sentence where the person says no, or one of them is gone
 */
export async function filesAgain(handles: readonly FileSystemHandle[]): Promise<PlacedFile[]> {
  for (const handle of handles as readonly AskedHandle[]) {
    const isAllowed = async (answer: Promise<PermissionState> | undefined) => (await answer) === 'granted';
    if (await isAllowed(handle.queryPermission?.({ mode: 'read' }))) continue;
    if (!(await isAllowed(handle.requestPermission?.({ mode: 'read' }))))
      throw new UnreadableError(
        `The browser was not allowed to read ${handle.name}: allow it, or open it again.`,
      );
  }
  const found = await Promise.all(handles.map(filesIn));
  return found.flat();
}

/** All files of a handle, those of a folder with their paths from the folder's own name on. */
export async function filesIn(handle: FileSystemHandle): Promise<PlacedFile[]> {
  const found: PlacedFile[] = [];
  async function walk(each: FileSystemHandle, path: string): Promise<void> {
    if (each.kind === 'file') {
      found.push({ path, file: await (each as FileSystemFileHandle).getFile() });
      return;
    }
    for await (const inside of (each as FileSystemDirectoryHandle).values())
      await walk(inside, `${path}/${inside.name}`);
  }
  try {
    await walk(handle, handle.name);
  } catch (error) {
    throw new UnreadableError(
      `${handle.name} is not where it was, or cannot be read (${reasonOf(error)}): open it again.`,
    );
  }
  noteRoot(found, handle);
  return found;
}
