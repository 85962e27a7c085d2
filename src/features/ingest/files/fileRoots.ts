const roots = new WeakMap<File, FileSystemHandle>();

/** Notes which file or folder of the disk files came from, so that they can be read again in a later visit. */
export function noteRoot(files: readonly { file: File }[], root: FileSystemHandle): void {
  for (const { file } of files) roots.set(file, root);
}

/** The file or folder of the disk that a file came from; undefined where the browser gave none. */
export function rootOf(file: File): FileSystemHandle | undefined {
  return roots.get(file);
}
