import { expect, it } from 'vitest';
import { createFinetune } from '../../../src/features/finetune/finetune.ts';
import type { Question } from '../../../src/features/finetune/labels/question.ts';
import { firstRecipe } from '../../../src/features/finetune/training/recipe.ts';
import { createSession } from '../../../src/session/session.ts';
import { settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeFinetune } from './fakeFinetune.ts';

const n = 40;
const question: Question = {
  kind: 'classes',
  name: 'late',
  classes: ['early', 'late'],
  labels: Int16Array.from({ length: n }, (_, row) => Number(row >= n / 2)),
};

it('trains on while galaxies are added to the catalogue', async () => {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true }));
  const fake = createFakeFinetune(session);
  const finetune = createFinetune(fake.clients);
  await finetune.open('home');
  const { runs, recipe } = finetune;
  recipe.getState().go('train');
  const trained = runs.getState().begin(question, { ...firstRecipe, maxEpochs: 2 }, 'first');
  await settle();
  expect(runs.getState().work?.doing).toBe('training');
  await finetune.open('home', true);
  await settle();
  for (let turn = 0; turn < 20 && runs.getState().work; turn++) {
    fake.endEpoch();
    await settle();
  }
  await trained;
  expect(runs.getState().runs).toMatchObject([{ name: 'first', finished: true }]);
  expect(recipe.getState().step).toBe('results'); // where a training that ended shows what it learnt
});
