import { filesIn } from '../recent/fileHandles.ts';
import type { PlacedFile } from '../sourceOf.ts';

/** The pickers of the File System Access API. */
interface Pickers {
  showOpenFilePicker?(options: {
    multiple: boolean;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle[]>;
  showDirectoryPicker?(): Promise<FileSystemDirectoryHandle>;
}

const parquet = {
  description: 'Parquet files',
  accept: { 'application/vnd.apache.parquet': ['.parquet', '.parq'] },
};

/**
 * Lets the person choose Parquet files or a folder in a way that the app may ask for again in a later visit.
 *
 * @returns null where the browser has no such picker; empty where nothing was chosen
 */
export async function pickedFiles(
  what: 'parquet' | 'folder',
  page: Pickers = window as Pickers,
): Promise<PlacedFile[] | null> {
  const { showOpenFilePicker: files, showDirectoryPicker: folder } = page;
  if (what === 'parquet' ? !files : !folder) return null;
  try {
    const handles =
      what === 'parquet'
        ? await files!.call(page, { multiple: true, types: [parquet] })
        : [await folder!.call(page)];
    return (await Promise.all(handles.map(filesIn))).flat();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return []; // the person let it be
    if (error instanceof DOMException && error.name === 'SecurityError') return null; // in a frame of another site
    throw error;
  }
}
