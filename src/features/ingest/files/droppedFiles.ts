import type { PlacedFile } from '../sourceOf.ts';
import { noteRoot } from './fileRoots.ts';

/**
 * Every file of a drop, folders included and searched to the bottom. Must be called in the drop event itself: the
 * browser forgets the entries afterwards.
 */
export function droppedFiles(transfer: DataTransfer): Promise<PlacedFile[]> {
  const entries = [...transfer.items]
    .filter(item => item.kind === 'file')
    .map((item: HandingItem) => ({
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
      root: item.getAsFileSystemHandle?.().catch(() => null), // without it the files are there all the same
    }));
  return Promise.all(
    entries.map(async ({ entry, file, root }) => {
      const files = entry ? await filesUnder(entry) : file ? [{ path: file.name, file }] : [];
      const handle = await root;
      if (handle) noteRoot(files, handle);
      return files;
    }),
  ).then(found => found.flat());
}

/** Where the browser has the File System Access API. */
type HandingItem = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

async function filesUnder(entry: FileSystemEntry): Promise<PlacedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const found: PlacedFile[] = [];
  for (;;) {
    // A reader hands out about a hundred entries a call, and none once it is through.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    for (const files of await Promise.all(some.map(filesUnder))) for (const file of files) found.push(file); // a call has room for some 100,000
  }
}

/** Files of an `<input type="file">`, with their paths where a folder was chosen. */
export function chosenFiles(files: FileList): PlacedFile[] {
  return [...files].map(file => ({ path: file.webkitRelativePath || file.name, file }));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
