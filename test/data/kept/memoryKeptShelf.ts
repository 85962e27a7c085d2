import type { KeptView } from '../../../src/contracts/kept.ts';
import type { KeptManifest } from '../../../src/data/kept/keptManifest.ts';
import {
  type EmbeddedChunk,
  type KeptShelf,
  type LastCatalogue,
  needAllPieces,
  needSameWrite,
  piecesOf,
} from '../../../src/data/kept/keptShelf.ts';

/** A shelf in memory that does what the database promises. @param fails throws what a write should fail with */
export function memoryKeptShelf(
  fails: () => unknown = () => undefined,
): KeptShelf & { pieces: Map<string, Blob> } {
  const manifests = new Map<string, KeptManifest>();
  const pieces = new Map<string, Blob>();
  const views = new Map<string, KeptView>();
  const handles = new Map<string, readonly FileSystemHandle[]>();
  let last: LastCatalogue | null | undefined;
  let chunks: { key: string; weights: string; chunk: EmbeddedChunk }[] = [];
  async function check(): Promise<void> {
    const failure = fails();
    if (failure) throw failure;
  }
  return {
    pieces,
    list: async () => ({ items: [...manifests.values()], setAside: 0 }),
    manifest: async key => manifests.get(key),
    piece: async (key, name) => pieces.get(`${key}/${name}`),
    async putPieces(key, fresh) {
      await check();
      for (const { name, bytes } of fresh) pieces.set(`${key}/${name}`, bytes);
    },
    async putManifest(manifest, { needsAll = false, only } = {}) {
      await check();
      const former = manifests.get(manifest.key);
      if (only) needSameWrite(former, only.write);
      const named = piecesOf(manifest);
      const there = [...pieces.keys()].flatMap(each =>
        each.startsWith(`${manifest.key}/`) ? [each.slice(manifest.key.length + 1)] : [],
      );
      if (needsAll) needAllPieces(named, there);
      manifests.set(
        manifest.key,
        structuredClone({ ...manifest, title: former ? former.title : manifest.title }),
      );
      for (const each of pieces.keys()) {
        if (each.startsWith(`${manifest.key}/`) && !named.has(each.slice(manifest.key.length + 1)))
          pieces.delete(each);
      }
    },
    async entitle(key, title) {
      const found = manifests.get(key);
      if (found) manifests.set(key, { ...found, title });
    },
    view: async key => views.get(key),
    async putView(key, view) {
      views.set(key, view);
    },
    async remove(key) {
      manifests.delete(key);
      views.delete(key);
      handles.delete(key);
      for (const each of pieces.keys()) if (each.startsWith(`${key}/`)) pieces.delete(each);
    },
    async *chunks(key, weights) {
      for (const each of chunks) if (each.key === key && each.weights === weights) yield each.chunk;
    },
    async putChunk(key, weights, chunk) {
      await check();
      chunks.push({ key, weights, chunk });
    },
    async dropChunks(key) {
      chunks = chunks.filter(each => each.key !== key);
    },
    last: async () => last,
    async putLast(given) {
      last = given;
    },
    handles: async key => handles.get(key) ?? [],
    async putHandles(key, given) {
      handles.set(key, given);
    },
    watch: () => () => undefined,
  };
}
