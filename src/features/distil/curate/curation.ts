import type { Column } from '../../../contracts/column.ts';
import type { CuratedChoice, CuratedRows, CurationRecipe } from '../../../contracts/curation.ts';
import type { IdRows, PixelBatch } from '../../../contracts/ingest.ts';
import { type CurationCounts, chooseCurated, countCurated } from '../../../data/runs/curatedSet.ts';
import { sentenceOf } from '../../../session/notices.ts';

/** What a recipe comes to in the open catalogue, or why to nothing. */
export type Curation =
  | { choice: CuratedChoice; failure: null }
  | {
      choice: null;
      failure: string;
      /** True where nothing is wrong, but not all is filled in. */
      unfinished?: boolean;
      /** How many galaxies its rules find, where they can be read. */
      counts?: CurationCounts;
    };

/** What a recipe comes to among galaxies. @param ids of the galaxies, by row @param columns of the same rows */
export function curate(recipe: CurationRecipe, ids: IdRows, columns: readonly Column[]): Curation {
  const unnamed = recipe.classes.findIndex(({ name }) => name.trim() === '');
  if (unnamed >= 0) return { choice: null, failure: `class ${unnamed + 1} needs a name.`, unfinished: true };
  const empty = recipe.classes.find(({ rule }) => rule.trim() === '');
  if (empty) {
    const failure = `the class “${empty.name}” needs a rule over the catalogue’s columns, such as ring > 0.5.`;
    return { choice: null, failure, unfinished: true };
  }
  const names = new Set(recipe.classes.map(({ name }) => name.trim()));
  if (names.size < recipe.classes.length) {
    return { choice: null, failure: 'two classes have the same name: rename one.' };
  }
  try {
    return { choice: chooseCurated(recipe, ids, columns), failure: null };
  } catch (error) {
    return { choice: null, failure: sentenceOf(error), counts: countsIfReadable(recipe, ids, columns) };
  }
}

function countsIfReadable(...asked: Parameters<typeof countCurated>): CurationCounts | undefined {
  try {
    return countCurated(...asked);
  } catch {
    return undefined; // the failure has been said already
  }
}

/** Galaxies of one class among a part's, the surest first, at most so many. */
export function rowsOfClass({ rows, labels }: CuratedRows, label: number, most = rows.length): number[] {
  const own: number[] = [];
  for (let i = 0; i < rows.length && own.length < most; i++) if (labels[i] === label) own.push(rows[i]);
  return own;
}

const batchRows = 64; // so that the map's wishes for images come between

/**
 * Reads pixels in small calls.
 *
 * @param rows (n) catalogue rows
 * @param read pixels of some of them, (rows.length, height, width, 3)
 * @param onRead told how many more galaxies have been read
 * @returns the calls joined, (n, height, width, 3)
 */
export async function readInBatches(
  rows: Uint32Array,
  read: (rows: Uint32Array) => Promise<PixelBatch>,
  signal: AbortSignal,
  onRead: (count: number) => void,
): Promise<PixelBatch> {
  const batches: PixelBatch[] = [];
  for (let at = 0; at < rows.length; at += batchRows) {
    const own = rows.subarray(at, at + batchRows);
    batches.push(await read(own));
    signal.throwIfAborted();
    onRead(own.length);
  }
  const pixels = new Uint8Array(batches.reduce((sum, batch) => sum + batch.pixels.length, 0));
  let at = 0;
  for (const batch of batches) {
    pixels.set(batch.pixels, at);
    at += batch.pixels.length;
  }
  return {
    rows: Uint32Array.from(batches.flatMap(batch => Array.from(batch.rows))),
    sidePx: batches[0]?.sidePx ?? 0,
    pixels,
    problems: batches.flatMap(({ problems }) => problems),
  };
}
