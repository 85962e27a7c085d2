import type { PlacedFile } from './sourceOf.ts';

/**
 * Every file of a drop, folders included and searched to the bottom. Must be called in the drop event itself: the
 * browser forgets the entries afterwards.
 */
export function droppedFiles(transfer: DataTransfer): Promise<PlacedFile[]> {
  const entries = [...transfer.items]
    .filter(item => item.kind === 'file')
    .map(item => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return Promise.all(
    entries.map(({ entry, file }) => {
      if (entry) return filesUnder(entry);
      return file ? [{ path: file.name, file }] : [];
    }),
  ).then(found => found.flat());
}

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
