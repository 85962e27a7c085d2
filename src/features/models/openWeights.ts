import type { LibraryStore } from './libraryStore.ts';
import type { ModelsStore } from './modelsStore.ts';

/**
 * Puts a file from disk to use; one that lies here already is not laid a second time. One that proves to be weights is kept for the next visit; another leaves nothing behind
 * but the sentence that says why.
 *
 * @param as published weights it was fetched for by hand
 * @returns the name it goes by, or went by
 */
export async function openWeights(
  models: ModelsStore,
  library: LibraryStore,
  file: File,
  as?: string,
): Promise<string> {
  const there = as === undefined ? await library.getState().nameOf(file) : null;
  if (there !== null) {
    await models.getState().use(there);
    return there;
  }
  const name = library.getState().lay(file, as);
  const unsubscribe = models.subscribe(({ card }) => {
    if (card?.name !== name) return;
    unsubscribe();
    void library.getState().keep(name); // it was read: weights, whatever becomes of the embedding
  });
  await models.getState().use(name);
  unsubscribe();
  const { visiting } = library.getState();
  const laid = visiting.some(each => each.name === name && each.file === file);
  if (laid && models.getState().card?.name !== name) library.getState().drop(name);
  return name;
}
