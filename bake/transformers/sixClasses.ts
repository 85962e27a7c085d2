import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PixelView } from '../../src/contracts/ingest.ts';
import { type Split, splitOf } from '../../src/maths/statistics/split.ts';
import { fileSourceOf } from '../inputSource.ts';
import { nodeIngest } from '../nodeIngest.ts';

const shared = new URL('../../../shared/galaxies/', import.meta.url);
const readTogether = 128;

/** Shapes that Galaxy Zoo 2's volunteers tell, as ../shared/galaxies/more/gz2-voted-nuisances.csv has them. */
export const sixClasses = ['round', 'in-between', 'cigar', 'featured', 'edge-on', 'odd'] as const;

/** Galaxies with their classes, and the rows of each part of the project's split. */
export interface ClassedGalaxies {
  sidePx: number;
  /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
  /** (n) indices into {@link sixClasses}; galaxies without a class are left out */
  labels: Uint8Array;
  parts: Record<Split, Uint32Array>;
}

/**
 * The galaxies of gz2-voted as a network sees them.
 *
 * @throws Error where the files are not there or an image cannot be read
 */
export async function classedGalaxies(view: PixelView): Promise<ClassedGalaxies> {
  const classOf = classesById(read('more/gz2-voted-nuisances.csv'));
  const ingest = nodeIngest();
  const { handle, ids } = await ingest.open(await fileSourceOf(path('gz2-voted.parquet')));
  const rows = Uint32Array.from([...ids].flatMap((id, row) => (classOf.has(id) ? [row] : [])));
  const perImage = view.sidePx ** 2 * 3;
  const pixels = new Uint8Array(rows.length * perImage);
  for (let at = 0; at < rows.length; at += readTogether) {
    const batch = await ingest.pixels(handle, rows.slice(at, at + readTogether), view);
    if (batch.problems.length > 0) throw new Error(`need every image; got: ${batch.problems[0].sentence}`);
    pixels.set(batch.pixels, at * perImage);
  }
  await ingest.close(handle);
  const known = Array.from(rows, row => ids.at(row)!);
  const part = (split: Split) =>
    Uint32Array.from(known.flatMap((id, i) => (splitOf(id) === split ? [i] : [])));
  return {
    sidePx: view.sidePx,
    pixels,
    labels: Uint8Array.from(known, id => classOf.get(id)!),
    parts: { train: part('train'), validation: part('validation'), test: part('test') },
  };
}

/** Index of the class by id, of a table with the columns id and class6. */
function classesById(table: string): Map<string, number> {
  const [head, ...lines] = table.trim().split('\n');
  const columns = head.split(',');
  const [id, class6] = ['id', 'class6'].map(name => columns.indexOf(name));
  const known = new Map<string, number>();
  for (const line of lines) {
    const cells = line.split(',');
    const code = sixClasses.indexOf(cells[class6] as (typeof sixClasses)[number]);
    if (code >= 0) known.set(cells[id], code);
  }
  return known;
}

function path(name: string): string {
  const file = fileURLToPath(new URL(name, shared));
  if (!existsSync(file)) throw new Error(`need the real galaxies of ../shared/galaxies/${name}; got none`);
  return file;
}

const read = (name: string) => readFileSync(path(name), 'utf8');
