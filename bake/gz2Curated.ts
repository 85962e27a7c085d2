import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CuratedSet, CurationRecipe } from '../src/contracts/curation.ts';
import { chooseCurated, curatedSetOf } from '../src/data/runs/curatedSet.ts';
import { curationPresets } from '../src/data/runs/curationPresets.ts';
import { fileSourceOf } from './inputSource.ts';
import { nodeIngest } from './nodeIngest.ts';

/** Sentence that credits survey and volunteers on the card of a set made from Galaxy Zoo 2. */
export const gz2Credit =
  'Distilled from images of the Sloan Digital Sky Survey, classified by the volunteers of Galaxy Zoo 2.';

/**
 * The first preset's balanced set of a catalogue beside the repository.
 *
 * @param file name in ../shared/galaxies
 * @throws Error where it is not there, or its columns allow no preset
 */
export async function presetOf(file: string, changed: Partial<CurationRecipe> = {}): Promise<CuratedSet> {
  const path = fileURLToPath(new URL(`../../shared/galaxies/${file}`, import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`need the real galaxies of ../shared/galaxies/${file}; got none: put the file there.`);
  }
  const ingest = nodeIngest();
  const { handle, ids, columns } = await ingest.open(await fileSourceOf(path));
  const [preset] = curationPresets(columns);
  if (!preset) throw new Error(`need columns of votes in ${file}; got none that a preset knows.`);
  const recipe = { ...preset, ...changed };
  const set = await curatedSetOf(chooseCurated(recipe, ids, columns), rows =>
    ingest.pixels(handle, rows, recipe.view),
  );
  await ingest.close(handle);
  return set;
}
