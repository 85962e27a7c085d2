import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileWriter } from 'hyparquet-writer';
import type { TiledFolder } from '../../src/data/tiles/tiledWriter.ts';

/** A folder on disk; folders below it are made as files need them. */
export function folderOnDisk(root: string): TiledFolder {
  const placed = (path: string) => {
    const whole = join(root, path);
    mkdirSync(dirname(whole), { recursive: true });
    return whole;
  };
  return {
    write: async (path, bytes) => writeFileSync(placed(path), bytes),
    writer: path => fileWriter(placed(path)),
  };
}
