import { dirname } from 'node:path';

/** A folder and the source files directly in it; those of its folders are not counted. */
interface FolderSize {
  folder: string;
  files: number;
}

/** Most source files a folder may hold before it is a drawer that nobody reads through. */
export const largestAllowed = 25;

/** Every folder that directly holds a source file, the largest first. */
export function folderSizes(paths: readonly string[]): FolderSize[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .map(([folder, files]) => ({ folder, files }))
    .sort((a, b) => b.files - a.files || (a.folder < b.folder ? -1 : 1));
}
