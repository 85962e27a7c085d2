/** A catalogue to open first, by its key on the shelf. */
interface LastCatalogue {
  key: string;
  name: string;
}

const storageKey = 'morphospace.last';

/** The catalogue that was open last, if it is kept; the shelf itself is not looked at, so that a first visit loads nothing. */
export function lastCatalogue(storage: Pick<Storage, 'getItem'> | undefined): LastCatalogue | null {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(storageKey) ?? 'null');
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { key, name } = parsed as Record<string, unknown>;
    return typeof key === 'string' && typeof name === 'string' ? { key, name } : null;
  } catch {
    return null; // forbidden or unreadable: the embedded sky opens
  }
}

/** Remembers which catalogue opens first next time; null: the embedded sky. */
export function rememberLast(
  storage: Pick<Storage, 'setItem' | 'removeItem'> | undefined,
  last: LastCatalogue | null,
): void {
  try {
    if (last) storage?.setItem(storageKey, JSON.stringify(last));
    else storage?.removeItem(storageKey);
  } catch {
    // With full or forbidden storage the next visit begins with the embedded sky; the list still has the catalogue.
  }
}
