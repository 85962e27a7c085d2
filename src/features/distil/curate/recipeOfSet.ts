import type { CurationRecipe } from '../../../contracts/curation.ts';
import { usualCuration } from '../../../data/runs/curationPresets.ts';
import type { Session } from '../../../session/session.ts';
import type { GalaxySet } from '../../../session/sets/galaxySet.ts';

/** Two classes, these galaxies and the rest; the rules look at a column that is published for them. */
export function recipeOfSet({ catalogue, columns }: Session, { rows, words }: GalaxySet): CurationRecipe {
  const values = new Float32Array(catalogue.getState().catalogue?.rowCount ?? 0);
  for (const row of rows) values[row] = 1;
  const name = `in ${words.replaceAll('`', "'")}`;
  columns.getState().publish({
    name,
    kind: 'number',
    source: 'selection',
    description: `1 for the galaxies selected by ${words}, 0 for the rest.`,
    values,
  });
  return {
    title: words,
    classes: [
      { name: words.slice(0, 40), rule: `\`${name}\` = 1`, confidence: [] },
      { name: 'the rest', rule: `\`${name}\` = 0`, confidence: [] },
    ],
    ...usualCuration,
  };
}

const fewestMembers = 5; // a class of fewer has none to validate and to test on

/** A class for each word of a column that enough galaxies have; null where there is no such column. */
export function recipeOfColumn({ columns }: Pick<Session, 'columns'>, name: string): CurationRecipe | null {
  const column = columns.getState().columns.find(each => each.name === name);
  if (column?.kind !== 'category') return null;
  const counts = new Uint32Array(column.categories.length);
  for (const code of column.codes) if (code < counts.length) counts[code]++;
  const words = column.categories.filter((_, code) => counts[code] >= fewestMembers);
  return {
    title: column.label ?? name,
    classes: words.map(word => ({
      name: word.slice(0, 40),
      rule: `\`${name}\` = "${word.replaceAll('"', "'")}"`,
      confidence: [],
    })),
    ...usualCuration,
  };
}
