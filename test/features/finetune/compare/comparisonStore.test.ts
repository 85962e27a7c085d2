import { beforeEach, expect, it } from 'vitest';
import {
  type ComparisonStore,
  createComparisonStore,
} from '../../../../src/features/finetune/compare/comparisonStore.ts';
import type { ClassQuestion } from '../../../../src/features/finetune/labels/question.ts';
import { firstRecipe } from '../../../../src/features/finetune/training/recipe.ts';
import { createRepresentationCache } from '../../../../src/features/finetune/training/representationCache.ts';
import { createSession, type Session } from '../../../../src/session/session.ts';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';
import { createFakeFinetune } from '../fakeFinetune.ts';

const n = 40;
const question: ClassQuestion = {
  kind: 'classes',
  name: 'late',
  classes: ['early', 'late'],
  labels: Int16Array.from({ length: n }, (_, row) => Number(row >= n / 2)),
};
const recipe = { ...firstRecipe, maxEpochs: 2 };
const starts = ['galaxy', 'imagenet'].map(name => ({ name, title: name }));
let session: Session;
let fake: ReturnType<typeof createFakeFinetune>;
let comparison: ComparisonStore;

beforeEach(() => {
  session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true }));
  fake = createFakeFinetune(session);
  comparison = createComparisonStore(fake.clients, createRepresentationCache(fake.clients));
});

/** Ends epochs until so many trainings are over, or all. */
async function endEpochs(trainings = Number.POSITIVE_INFINITY): Promise<void> {
  const isOver = () =>
    comparison.getState().job === null || comparison.getState().trainings.length >= trainings;
  for (let turn = 0; turn < 100 && !isOver(); turn++) {
    await settle();
    fake.endEpoch();
  }
  await settle();
}

it('trains each start on draws of few labels and on all of them, with the same test split', async () => {
  const compared = comparison.getState().compare(question, recipe, starts, 2);
  await endEpochs();
  await compared;
  const { trainings, failure } = comparison.getState();
  expect(failure).toBeNull();
  // of 28 galaxies to train on: twice ten, twice twenty, and once all
  expect(trainings.map(({ start, labels, draw }) => `${start} ${labels} ${draw}`)).toEqual(
    starts.flatMap(({ name }) => ['10 0', '20 0', '10 1', '20 1', '28 0'].map(each => `${name} ${each}`)),
  );
  expect(trainings.every(({ accuracy }) => accuracy === 1)).toBe(true); // the fake's head is right
  expect(fake.started.map(({ request }) => request.train.length).slice(0, 5)).toEqual([10, 20, 10, 20, 28]);
  expect(session.jobs.getState().jobs[0]).toMatchObject({ outcome: 'done' });
});

it('stopped, keeps the trainings that are over', async () => {
  const compared = comparison.getState().compare(question, recipe, starts, 0);
  await endEpochs(1);
  comparison.getState().stop();
  await compared;
  expect(comparison.getState()).toMatchObject({ job: null, failure: null, trainings: [{ start: 'galaxy' }] });
  expect(session.jobs.getState().jobs[0].outcome).toBe('stopped');
});

it('says why it ended early', async () => {
  fake.clients.weights = async () => {
    throw new Error('These weights are not in this browser.');
  };
  await comparison.getState().compare(question, recipe, starts, 0);
  expect(comparison.getState()).toMatchObject({
    job: null,
    failure: 'These weights are not in this browser.',
  });
});
