const version = '0.26.0';
const script = '../../.peers/package/dist/umap.js';

/** As much of embedding-atlas's UMAP as is used here. */
interface AtlasUmap {
  createNNDescent(
    count: number,
    columns: number,
    values: Float32Array,
    options: { nNeighbors: number; seed: number },
  ): Promise<AtlasGraph>;
  createUMAP(
    count: number,
    columns: number,
    outputColumns: 2,
    values: Float32Array,
    options: { nNeighbors: number; minDist: number; nEpochs: number; seed: number },
  ): Promise<{ embedding: Float32Array; run(): Promise<void>; destroy(): void }>;
}

/** Its neighbour graph. */
interface AtlasGraph {
  /** The k nearest of a point, itself among them. */
  queryByIndex(index: number, k: number): { indices: ArrayLike<number> };
  destroy(): void;
}

/**
 * embedding-atlas's UMAP, Rust in WebAssembly, which is fetched only by who asks for a figure: the package as it is
 * published, since installing it wants a dependency that not every registry serves.
 *
 * @throws Error that names the command to fetch it
 */
export async function loadAtlasUmap(): Promise<AtlasUmap> {
  try {
    return (await import(script)) as AtlasUmap;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error(
      `need embedding-atlas to compare with; got none: mkdir -p .peers && npm pack embedding-atlas@${version} ` +
        `--pack-destination .peers && tar -xzf .peers/embedding-atlas-${version}.tgz -C .peers`,
    );
  }
}
