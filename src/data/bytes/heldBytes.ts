import type { ByteSource } from './byteSource.ts';

/** The same bytes, of which [start, end) are read now, in one piece, and served from memory. */
export async function holdBytes(source: ByteSource, start: number, end: number): Promise<ByteSource> {
  const held = await source.slice(start, end);
  return {
    name: source.name,
    byteLength: source.byteLength,
    async slice(from, to = source.byteLength) {
      if (from < start || to > end) return source.slice(from, to);
      return held.slice(from - start, to - start);
    },
  };
}
