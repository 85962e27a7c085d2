import { mayHoldCatalogues } from '../../../data/kept/keptDatabaseName.ts';
import type { KeptShelf, LastCatalogue } from '../../../data/kept/keptShelf.ts';

const storageKey = 'morphospace.last';

/**
 * The catalogue that was open last, if it is kept; null where that was another. The shelf is only asked where local storage does
 * not say and a shelf is there at all, so that a first visit loads nothing.
 *
 * @param openShelf loads the shelf of kept catalogues
 */
export async function lastCatalogue(
  storage: Pick<Storage, 'getItem'> | undefined,
  openShelf: () => Promise<Pick<KeptShelf, 'last'>>,
): Promise<LastCatalogue | null> {
  const noted = read(storage);
  if (noted !== undefined) return noted;
  if (!(await mayHoldCatalogues())) return null;
  try {
    return (await (await openShelf()).last()) ?? null;
  } catch {
    return null; // forbidden or unreadable: the embedded sky opens
  }
}

/** Undefined where nothing is noted, or it cannot be read. */
function read(storage: Pick<Storage, 'getItem'> | undefined): LastCatalogue | null | undefined {
  try {
    const text = storage?.getItem(storageKey) ?? undefined;
    if (text === undefined) return undefined;
    const parsed: unknown = JSON.parse(text);
    if (parsed === null) return null;
    const { key, name } = parsed as Record<string, unknown>;
    return typeof key === 'string' && typeof name === 'string' ? { key, name } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers which catalogue opens first next time; null: the embedded sky. @returns false where the browser has no place for it */
export function rememberLast(
  storage: Pick<Storage, 'setItem'> | undefined,
  last: LastCatalogue | null,
): boolean {
  try {
    storage?.setItem(storageKey, JSON.stringify(last));
    return storage !== undefined;
  } catch {
    return false;
  }
}
