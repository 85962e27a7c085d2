/** What is known of a file on another host. */
export interface RemoteFile {
  url: string;
  byteLength: number;
  /** Entity tag, where the host told one: another one is another file. */
  etag: string | null;
}

/** A picture of a place on the sky, as a service sent it; null where it has none of it. */
export interface KeptCutout {
  url: string;
  bytes: ArrayBuffer | null;
}

/** What was fetched from other hosts, so that nothing is fetched twice. */
export interface RemoteShelf {
  file(url: string): Promise<RemoteFile | undefined>;
  /** Begins a file afresh: blocks of a former one are dropped. */
  begin(file: RemoteFile): Promise<void>;
  block(url: string, index: number): Promise<ArrayBuffer | undefined>;
  /** Keeps neighbouring blocks. @param first index of the first */
  keep(url: string, first: number, blocks: readonly ArrayBuffer[]): Promise<void>;
  cutout(url: string): Promise<KeptCutout | undefined>;
  keepCutout(cutout: KeptCutout): Promise<void>;
  /** Forgets a file. */
  remove(url: string): Promise<void>;
}

/** A shelf that lasts as long as the page, for browsers that let it keep nothing, and for tests. */
export function createMemoryShelf(): RemoteShelf {
  const files = new Map<string, RemoteFile>();
  const blocks = new Map<string, ArrayBuffer>();
  const cutouts = new Map<string, KeptCutout>();
  const keyOf = (url: string, index: number) => `${index} ${url}`;
  function drop(url: string): void {
    for (const key of [...blocks.keys()]) if (key.endsWith(` ${url}`)) blocks.delete(key);
  }
  return {
    file: async url => files.get(url),
    async begin(file) {
      drop(file.url);
      files.set(file.url, file);
    },
    block: async (url, index) => blocks.get(keyOf(url, index)),
    async keep(url, first, kept) {
      for (const [i, block] of kept.entries()) blocks.set(keyOf(url, first + i), block);
    },
    cutout: async url => cutouts.get(url),
    async keepCutout(cutout) {
      cutouts.set(cutout.url, cutout);
    },
    async remove(url) {
      drop(url);
      files.delete(url);
    },
  };
}

/**
 * A shelf that falls back to this page's memory where the browser keeps nothing or its disk is full: what was asked for is then
 * shown all the same, and fetched again on the next visit.
 *
 * @param open the browser's database
 */
export function createForgivingShelf(open: () => RemoteShelf): RemoteShelf {
  const memory = createMemoryShelf();
  let broken = false;
  async function orMemory<T>(act: (shelf: RemoteShelf) => Promise<T>): Promise<T> {
    if (!broken) {
      try {
        return await act(open());
      } catch {
        broken = true; // not asked again: each refusal may take seconds
      }
    }
    return act(memory);
  }
  return {
    file: url => orMemory(shelf => shelf.file(url)),
    begin: file => orMemory(shelf => shelf.begin(file)),
    block: async (url, index) =>
      (await memory.block(url, index)) ?? orMemory(shelf => shelf.block(url, index)),
    keep: (url, first, blocks) => orMemory(shelf => shelf.keep(url, first, blocks)),
    cutout: async url => (await memory.cutout(url)) ?? orMemory(shelf => shelf.cutout(url)),
    keepCutout: cutout => orMemory(shelf => shelf.keepCutout(cutout)),
    remove: url => orMemory(shelf => shelf.remove(url)),
  };
}
