const version = '0.8.2';
const script = `../../node_modules/hnswlib-wasm/dist/hnswlib-317962d7.js`; // of this version; its package names no entry that Node finds
const links = 16; // M and efConstruction as its README and hnswlib's own have them
const effortBuilding = 200;
const effortSearching = 50;
const seed = 100; // the library's default

/** As much of hnswlib-wasm's classes as is used here. */
interface HierarchicalIndex {
  initIndex(mostElements: number, m: number, efConstruction: number, randomSeed: number): void;
  setEfSearch(ef: number): void;
  addPoint(point: Float32Array, label: number, replaceDeleted: boolean): void;
  searchKnn(query: Float32Array, k: number, filter: undefined): { distances: number[]; neighbors: number[] };
}
interface HnswLibrary {
  HierarchicalNSW: new (space: 'l2', dimensions: number, autoSaveFile: string) => HierarchicalIndex;
}

/** A graph of neighbours: approximate search. */
export interface HnswIndex {
  add(point: Float32Array, row: number): void;
  /** The k nearest of a row by Euclidean distance, itself left out. */
  nearest(query: Float32Array, row: number, k: number): number[];
}

/**
 * hnswlib-wasm, which is installed only by who asks for this figure.
 *
 * @returns what makes an index
 * @throws Error that names the command to install it
 */
export async function loadHnsw(): Promise<(rows: number, columns: number) => HnswIndex> {
  const place = globalThis as { window?: unknown };
  let library: HnswLibrary;
  try {
    place.window ??= globalThis; // it runs where there is a window, and uses nothing of it
    const { default: start } = (await import(script)) as { default: () => Promise<HnswLibrary> };
    library = await start();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error(
      `need hnswlib-wasm to compare with; got none: npm install --no-save hnswlib-wasm@${version}`,
    );
  } finally {
    delete place.window;
  }
  return (rows, columns) => {
    const index = new library.HierarchicalNSW('l2', columns, '');
    index.initIndex(rows, links, effortBuilding, seed);
    index.setEfSearch(effortSearching);
    return {
      add: (point, row) => index.addPoint(point, row, false),
      nearest: (query, row, k) =>
        index
          .searchKnn(query, k + 1, undefined)
          .neighbors.filter(each => each !== row)
          .slice(0, k),
    };
  };
}
