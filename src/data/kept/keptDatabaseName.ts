/** The browser's database of kept catalogues. */
export const keptDatabaseName = 'morphospace-catalogues';

/**
 * Whether anything may be kept here, without opening a database: a first visit has none, and loads nothing for it. True where the
 * browser does not say.
 */
export async function mayHoldCatalogues(): Promise<boolean> {
  try {
    const all = await indexedDB.databases();
    return all.some(({ name }) => name === keptDatabaseName);
  } catch {
    return typeof indexedDB !== 'undefined'; // a browser that lists none, or forbids it
  }
}
