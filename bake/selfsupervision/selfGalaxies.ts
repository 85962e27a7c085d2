import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PixelView } from '../../src/contracts/ingest.ts';
import { splitOf } from '../../src/maths/statistics/split.ts';
import type { SelfGalaxies } from '../../src/nets/selfsupervision/viewBatch.ts';
import { fileSourceOf } from '../inputSource.ts';
import { nodeIngest } from '../nodeIngest.ts';

/** Catalogues of ../shared/galaxies whose images are learnt from. No label of theirs is read. */
const catalogues = ['gz2-voted.parquet', 'gz2-more.parquet', 'gz1-sdss.parquet'];
const readTogether = 128;

/**
 * Images of all galaxies that no figure is judged on: those whose id is not of the test split. Decoded once and kept.
 *
 * @param folder where they are kept
 * @param tell what is being done
 * @throws Error where the catalogues are not there or an image cannot be read
 */
export async function selfGalaxies(
  view: PixelView,
  folder: string,
  tell: (done: number, total: number) => void,
): Promise<SelfGalaxies> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `galaxies-${view.sidePx}-${view.cropFraction}.rgb`);
  if (existsSync(file)) return { pixels: new Uint8Array(readFileSync(file)), sidePx: view.sidePx };
  const parts: Uint8Array[] = [];
  for (const name of catalogues) {
    const path = fileURLToPath(new URL(`../../../shared/galaxies/${name}`, import.meta.url));
    if (!existsSync(path)) throw new Error(`need the real galaxies of ../shared/galaxies/${name}; got none`);
    const ingest = nodeIngest();
    const { handle, ids } = await ingest.open(await fileSourceOf(path));
    const rows = Uint32Array.from([...ids].flatMap((id, row) => (splitOf(id) === 'test' ? [] : [row])));
    for (let start = 0; start < rows.length; start += readTogether) {
      const batch = await ingest.pixels(handle, rows.slice(start, start + readTogether), view);
      if (batch.problems.length > 0) throw new Error(`need every image; got: ${batch.problems[0].sentence}`);
      parts.push(batch.pixels);
      tell(start + batch.rows.length, rows.length);
    }
    await ingest.close(handle);
  }
  const pixels = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    pixels.set(part, at);
    at += part.length;
  }
  writeFileSync(file, pixels);
  return { pixels, sidePx: view.sidePx };
}
