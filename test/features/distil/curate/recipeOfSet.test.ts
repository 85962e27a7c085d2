import { expect, it } from 'vitest';
import { countCurated } from '../../../../src/data/runs/curatedSet.ts';
import { recipeOfSet } from '../../../../src/features/distil/curate/recipeOfSet.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

it('makes two classes whose rules find the galaxies and the rest, whatever their words', () => {
  const session = createSession(() => 0);
  const catalogue = smallCatalogue(50);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  const recipe = recipeOfSet(session, { rows: Uint32Array.of(3, 8, 9), words: '`has bar` > 0.3 − lasso' });
  const { columns } = session.columns.getState();
  expect(Array.from(countCurated(recipe, catalogue.ids, columns).found)).toEqual([3, 47]);
});
