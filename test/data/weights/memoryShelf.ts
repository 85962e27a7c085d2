import type { ShelvedFile, WeightsShelf } from '../../../src/data/weights/shelf/weightsShelf.ts';

export interface MemoryShelf extends WeightsShelf {
  /** Bytes it takes in all; more is a QuotaExceededError. */
  capacityBytes: number;
  /** What `room` says is free, if not the truth. */
  claimedFreeBytes: number | null;
}

/** A shelf that forgets: what the browser's database does, for Node. */
export function createMemoryWeightsShelf(): MemoryShelf {
  const files = new Map<string, ShelvedFile>();
  const parts = new Map<string, Uint8Array<ArrayBuffer>[]>();
  const used = () => [...files.values()].reduce((sum, file) => sum + file.heldBytes, 0);
  const shelf: MemoryShelf = {
    capacityBytes: Number.POSITIVE_INFINITY,
    claimedFreeBytes: null,
    list: async () => [...files.values()].map(file => ({ ...file })),
    async begin(file) {
      files.set(file.name, { ...file, heldBytes: 0, complete: false });
      parts.set(file.name, []);
    },
    async append(name, bytes) {
      const file = files.get(name);
      if (!file) throw new Error(`nothing was begun as ${name}`);
      if (used() + bytes.length > shelf.capacityBytes)
        throw new DOMException('no room', 'QuotaExceededError');
      parts.get(name)?.push(bytes.slice());
      file.heldBytes += bytes.length;
      return file.heldBytes;
    },
    async finish(name) {
      const file = files.get(name);
      if (file) file.complete = true;
    },
    async blob(name) {
      return files.get(name)?.complete ? new Blob(parts.get(name)) : null;
    },
    async remove(name) {
      files.delete(name);
      parts.delete(name);
    },
    room: async () => ({
      usedBytes: used(),
      freeBytes: shelf.claimedFreeBytes ?? shelf.capacityBytes - used(),
    }),
  };
  return shelf;
}
