import type { AddedGalaxies } from '../../../contracts/ingest.ts';
import { catalogueKey } from '../../../data/catalogues/catalogueKey.ts';
import type { KeptAddition } from '../../../data/kept/keptManifest.ts';
import type { KeptShelf } from '../../../data/kept/keptShelf.ts';
import type { Placing } from '../../../data/kept/pieces.ts';
import { awayInstead, copiedFiles } from '../recent/copiedFiles.ts';
import { copyLimit } from '../recent/copyLimit.ts';
import type { AddedFrom } from '../recent/keeperState.ts';

interface AdditionMeans {
  shelf: Pick<KeptShelf, 'putPieces'>;
  /** Of the catalogue. */
  key: string;
  newName(): string;
  place: Placing;
}

/** Where the pictures of added galaxies are: their files are copied; where there is no room for them, the numbers are kept alone. */
export async function additionOf(
  { source, opened, rows }: AddedFrom,
  added: AddedGalaxies,
  { shelf, key, newName, place }: AdditionMeans,
): Promise<KeptAddition> {
  const { pictures, copies } = await copiedFiles(source, newName, await copyLimit(false));
  let where = pictures;
  try {
    if (copies.length > 0) await shelf.putPieces(key, copies);
  } catch {
    where = awayInstead(pictures);
  }
  return {
    ...added,
    pictures: where,
    from: catalogueKey(opened.name, opened.ids),
    rows: rows.length === opened.rowCount ? undefined : place('u32', rows),
  };
}
