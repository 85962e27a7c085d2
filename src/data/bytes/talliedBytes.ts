import type { ByteSource } from './byteSource.ts';

/** What was read from files so far. */
export interface ReadTally {
  bytes: number;
  requests: number;
}

/** Bytes whose reading is counted. @param tally added to */
export function talliedBytes(source: ByteSource, tally: ReadTally): ByteSource {
  const { name, byteLength } = source;
  return {
    name,
    byteLength,
    async slice(start, end) {
      const part = await source.slice(start, end);
      tally.bytes += part.byteLength;
      tally.requests++;
      return part;
    },
  };
}
