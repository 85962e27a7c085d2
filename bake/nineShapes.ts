import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Column, NumberColumn } from '../src/contracts/column.ts';
import type { CuratedSet, CurationRecipe } from '../src/contracts/curation.ts';
import { tableToJoin } from '../src/data/catalogues/tables/galaxyJoin.ts';
import { chooseCurated, curatedSetOf } from '../src/data/runs/curatedSet.ts';
import { curationPresets } from '../src/data/runs/curationPresets.ts';
import { nodeIngest } from './nodeIngest.ts';

/**
 * The nine classes of the distillation paper as a balanced set of gz2-voted and gz2-more, the volunteers' votes on the latter
 * joined from more/gz2-votes: gz2-voted alone has 20 galaxies to train on in its rarest class.
 *
 * @throws Error where a file is missing from ../shared/galaxies
 */
export async function nineShapes(changed: Partial<CurationRecipe> = {}): Promise<CuratedSet> {
  const files = await Promise.all(['gz2-voted', 'gz2-more'].map(fileNamed));
  const parts = files.map(file => ({ kind: 'file', file }) as const);
  const ingest = nodeIngest();
  const { handle, ids, columns } = await ingest.open({ kind: 'many', name: 'Galaxy Zoo 2', parts });
  const { byId } = await tableToJoin(await fileNamed('more/gz2-votes'), { ids: [...ids], taken: new Set() });
  if ('why' in byId) throw new Error(byId.why);
  const filled = filledIn(columns, byId.columns);
  const preset = curationPresets(filled).find(({ classes }) => classes.length === 9);
  if (!preset) throw new Error('need columns of votes on bars, arms and bulges; got none.');
  const recipe = { ...preset, ...changed };
  const choice = chooseCurated(recipe, ids, filled);
  const set = await curatedSetOf(choice, rows => ingest.pixels(handle, rows, recipe.view));
  await ingest.close(handle);
  return set;
}

/** Columns of numbers, each empty cell filled from the other column of the same name. */
function filledIn(columns: readonly Column[], others: readonly Column[]): Column[] {
  const numbers = (all: readonly Column[]) =>
    all.filter((column): column is NumberColumn => column.kind === 'number');
  return numbers(columns).map(column => {
    const other = numbers(others).find(({ name }) => name === column.name);
    const values = Float32Array.from(column.values, (value, row) =>
      Number.isNaN(value) ? (other?.values[row] ?? value) : value,
    );
    return { ...column, values };
  });
}

async function fileNamed(name: string): Promise<File> {
  const path = fileURLToPath(new URL(`../../shared/galaxies/${name}.parquet`, import.meta.url));
  try {
    return new File([await openAsBlob(path)], `${name.split('/').at(-1)}.parquet`);
  } catch {
    throw new Error(
      `need the real galaxies of ../shared/galaxies/${name}.parquet; got none: put the file there.`,
    );
  }
}
