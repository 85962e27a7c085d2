import type { Writer } from 'hyparquet-writer';
import { ByteWriter } from 'hyparquet-writer';
import type { TiledFolder } from '../../../src/data/tiles/tiledWriter.ts';

/** A folder in memory, as `serveFiles` serves it. */
export function folderInMemory(): TiledFolder & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: async (path, bytes) => void files.set(path, bytes),
    writer(path): Writer {
      const writer = new ByteWriter();
      const finish = writer.finish.bind(writer);
      writer.finish = () => {
        finish();
        files.set(path, new Uint8Array(writer.getBuffer()));
      };
      return writer;
    },
  };
}
