import { beforeEach, describe, expect, it } from 'vitest';
import { heldElsewhereSentence } from '../../../../src/data/runs/runLocks.ts';
import type { Question } from '../../../../src/features/finetune/labels/question.ts';
import type { RunsStore } from '../../../../src/features/finetune/runs/runsState.ts';
import { createRunsStore } from '../../../../src/features/finetune/runs/runsStore.ts';
import { firstRecipe } from '../../../../src/features/finetune/training/recipe.ts';
import { createRepresentationCache } from '../../../../src/features/finetune/training/representationCache.ts';
import { createSession, type Session } from '../../../../src/session/session.ts';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';
import { createFakeFinetune } from '../fakeFinetune.ts';

const n = 40;
const question: Question = {
  kind: 'classes',
  name: 'late',
  classes: ['early', 'late'],
  labels: Int16Array.from({ length: n }, (_, row) => Number(row >= n / 2)),
};
const recipe = { ...firstRecipe, maxEpochs: 3 };
let session: Session;
let fake: ReturnType<typeof createFakeFinetune>;
let runs: RunsStore;

beforeEach(async () => {
  session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true }));
  fake = createFakeFinetune(session, { unreadable: 3 });
  runs = createRunsStore(fake.clients, createRepresentationCache(fake.clients));
  await runs.getState().open('home');
});

/** Ends epochs until the training has gone as far as it goes. */
async function trainToEnd(): Promise<void> {
  for (let turn = 0; turn < 20 && runs.getState().work; turn++) {
    await settle();
    fake.endEpoch();
  }
  await settle();
}

it('trains a head, judges it on the test split, keeps it and publishes what it says of every galaxy', async () => {
  const trained = runs.getState().begin(question, recipe, 'late ones');
  await trainToEnd();
  await trained;
  const { runs: list, shown, answers, work, failure } = runs.getState();
  expect([work, failure, list?.length]).toEqual([null, null, 1]);
  const [run] = list!;
  expect(run).toMatchObject({ key: shown, name: 'late ones', finished: true, weights: 'galaxy' });
  expect(run.epochs).toHaveLength(3);
  expect(run.galaxyIds).toHaveLength(n - 1); // one image cannot be read
  expect(run.figures[0]).toMatchObject({ label: 'Balanced accuracy', value: 1 }); // the fake's head is right
  expect(answers?.all).toHaveLength(2 * n);
  expect(await fake.shelf.file(run.key)).toBeInstanceOf(Blob);
  const predicted = session.columns.getState().columns.find(({ name }) => name === 'late ones · predicted');
  const codes = Array.from({ length: n }, (_, row) => (row === 3 ? 255 : Number(row >= n / 2)));
  expect(predicted?.kind === 'category' && [...predicted.codes]).toEqual(codes);
  expect(fake.embedded()).toBe(n - 1); // those learnt from are not embedded again
});

it('shows what it said once galaxies were added, and gives it to no others that come in their rows', async () => {
  const trained = runs.getState().begin(question, recipe, 'late ones');
  await trainToEnd();
  await trained;
  const columnAt = async (ids: string[], count: number) => {
    const added = [{ name: 'new', rowCount: count, columns: [] }];
    session.catalogue.getState().replace(smallCatalogue(ids.length, { ids, added, hasImages: true }));
    await runs.getState().open('home');
    return session.columns.getState().columns.find(({ name }) => name === 'late ones · predicted');
  };
  const ids = Array.from({ length: n }, (_, row) => `g${row}`);
  const longer = await columnAt([...ids, 'a'], 1);
  expect(longer?.kind === 'category' && [...longer.codes].slice(n - 2)).toEqual([1, 1, 255]);
  expect(await columnAt([...ids.slice(0, -1), 'a'], 1)).toBeUndefined();
});

it('is not gone on with from other weights of the same name: it says what stays', async () => {
  const trained = runs.getState().begin(question, recipe, 'of before');
  await trainToEnd();
  await trained;
  const [run] = runs.getState().runs!;
  const { loadEncoder } = fake.clients.tensor;
  fake.clients.tensor.loadEncoder = async (...given) => ({ ...(await loadEncoder(...given)), sha256: 'new' });
  await runs.getState().predictAll(run.key);
  expect(runs.getState().failure).toMatch(/began from earlier weights named “galaxy”.*train a new run/);
  const anew = runs.getState().begin(question, recipe, 'anew');
  await trainToEnd();
  await anew;
  expect(runs.getState().runs![0]).toMatchObject({ name: 'anew', weightsSha256: 'new' });
});

it('is found again after a reload and shows what it said', async () => {
  const trained = runs.getState().begin(question, recipe, 'late ones');
  await trainToEnd();
  await trained;
  const other = createRunsStore(fake.clients, createRepresentationCache(fake.clients));
  await other.getState().open('home');
  expect(other.getState().runs).toEqual(runs.getState().runs);
  expect(other.getState().answers).toEqual(runs.getState().answers);
  await other.getState().open('elsewhere');
  expect(other.getState().runs).toEqual([]);
  expect(session.columns.getState().columns).toEqual([]);
});

it('stopped, keeps the best epoch there is; stopped before the first, keeps nothing', async () => {
  const trained = runs.getState().begin(question, recipe, 'short');
  await settle();
  fake.endEpoch();
  await settle();
  runs.getState().stop();
  await trainToEnd();
  await trained;
  expect(runs.getState().runs?.[0]).toMatchObject({ finished: true });
  expect(runs.getState().runs?.[0].epochs).toHaveLength(1);

  const none = runs.getState().begin(question, recipe, 'none');
  await settle();
  runs.getState().stop();
  await none;
  expect(runs.getState().runs?.map(({ name }) => name)).toEqual(['short']);
  expect(runs.getState().failure).toBeNull();
});

it('does not bring back a run that was deleted while it was trained', async () => {
  const trained = runs.getState().begin(question, recipe, 'deleted');
  await settle();
  fake.endEpoch();
  await settle();
  await runs.getState().remove([runs.getState().shown!]);
  await trainToEnd();
  await trained;
  expect(runs.getState()).toMatchObject({ runs: [], failure: null });
  expect((await fake.shelf.list('home')).items).toEqual([]);
});

it('does not bring back a run that was deleted while it was trained, however slow the disk is', async () => {
  const { remove } = fake.shelf;
  fake.shelf.remove = async key => {
    await settle();
    return remove(key);
  };
  const trained = runs.getState().begin(question, recipe, 'deleted');
  await settle();
  fake.endEpoch();
  await settle();
  const removed = runs.getState().remove([runs.getState().runs![0].key]);
  await trainToEnd();
  await Promise.all([trained, removed]);
  expect(runs.getState()).toMatchObject({ runs: [], failure: null, shown: null, work: null });
  expect((await fake.shelf.list('home')).items).toEqual([]);
  session.notices.getState().notices.at(-1)?.undo?.();
  await settle();
  expect(runs.getState().runs).toMatchObject([{ name: 'deleted', finished: false }]);
});

it('keeps a run whose catalogue was closed meanwhile, and lists it there alone', async () => {
  const trained = runs.getState().begin(question, recipe, 'left');
  await settle();
  fake.endEpoch();
  await settle();
  await runs.getState().open('elsewhere');
  await trainToEnd();
  await trained;
  expect(runs.getState().runs).toEqual([]);
  expect((await fake.shelf.list('home')).items).toMatchObject([{ name: 'left', finished: true }]);
});

it('rests between batches and goes on', async () => {
  const trained = runs.getState().begin(question, recipe, 'paused');
  await settle();
  runs.getState().pause();
  await settle();
  const job = session.jobs.getState().jobs[0];
  expect([job.paused, job.outcome]).toEqual([true, 'running']);
  runs.getState().pause();
  await trainToEnd();
  await trained;
  expect(fake.started).toHaveLength(1); // the worker went on with what it had
  expect(runs.getState().runs?.[0].finished).toBe(true);
});

it('goes on from the last epoch after a reload', async () => {
  void runs.getState().begin(question, recipe, 'cut short');
  await settle();
  fake.endEpoch();
  await settle();
  const after = createRunsStore(fake.clients, createRepresentationCache(fake.clients)); // the page went away meanwhile
  await after.getState().open('home');
  const [run] = after.getState().runs!;
  expect([run.finished, run.epochs.length]).toEqual([false, 1]);
  const resumed = after.getState().resume(run.key);
  runs = after;
  await trainToEnd();
  await resumed;
  expect(fake.started.at(-1)?.state?.figures).toHaveLength(1);
  expect(after.getState().runs?.[0]).toMatchObject({ finished: true, name: 'cut short' });
});

it('renames, and deletes so that it can be restored', async () => {
  const trained = runs.getState().begin(question, recipe, 'a');
  await trainToEnd();
  await trained;
  const key = runs.getState().shown!;
  await runs.getState().rename(key, ' b ');
  expect(session.columns.getState().columns.map(({ name }) => name)).toContain('b · predicted');
  await runs.getState().remove([key]);
  expect([runs.getState().runs, runs.getState().shown, session.columns.getState().columns.length]).toEqual([
    [],
    null,
    0,
  ]);
  session.notices.getState().notices.at(-1)?.undo?.();
  await settle();
  expect(runs.getState().runs?.map(({ name }) => name)).toEqual(['b']);
  expect(runs.getState().shown).toBe(key);
  expect(session.columns.getState().columns.length).toBeGreaterThan(0);
});

it('deletes several at once and brings them all back, the others undisturbed', async () => {
  for (const name of ['a', 'b', 'c']) {
    const trained = runs.getState().begin(question, recipe, name);
    await trainToEnd();
    await trained;
  }
  const keyOf = (name: string) => runs.getState().runs!.find(run => run.name === name)!.key;
  const [a, b] = [keyOf('a'), keyOf('b')];
  const { shown } = runs.getState();
  await runs.getState().remove([a, b]);
  expect(runs.getState().runs?.map(({ name }) => name)).toEqual(['c']);
  const notice = session.notices.getState().notices.at(-1);
  expect(notice?.sentence).toBe('2 runs were deleted.');
  notice?.undo?.();
  await settle();
  expect(runs.getState().runs?.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  expect(runs.getState().shown).toBe(shown);
  expect(await fake.shelf.state(a)).toBeDefined();
});

it('draws the map by a run’s own network and puts the former one back', async () => {
  const trained = runs.getState().begin(question, { ...recipe }, 'a');
  await trainToEnd();
  await trained;
  const key = runs.getState().shown!;
  const standsOn = () => session.representation.getState().representation?.weights;
  await fake.clients.representAs('galaxy');
  await runs.getState().redraw(key);
  expect([standsOn(), runs.getState().former]).toEqual(['file:a.safetensors', 'galaxy']);
  await runs.getState().redraw(key); // asked again, the former map is still the first one
  expect(runs.getState().former).toBe('galaxy');
  await runs.getState().restoreMap();
  expect([standsOn(), runs.getState().former]).toEqual(['galaxy', null]);
});

it('says how long a training took, over a break, and gives its figures their intervals', async () => {
  let now = 0;
  session = createSession(() => now);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true }));
  fake = createFakeFinetune(session);
  runs = createRunsStore(fake.clients, createRepresentationCache(fake.clients));
  await runs.getState().open('home');
  void runs.getState().begin(question, recipe, 'timed');
  await settle();
  now = 2000;
  fake.report();
  await settle();
  fake.endEpoch();
  await settle();
  expect(runs.getState().runs?.[0].trainedMs).toBe(2000);
  runs = createRunsStore(fake.clients, createRepresentationCache(fake.clients)); // the page went away meanwhile
  await runs.getState().open('home');
  now = 60_000;
  const resumed = runs.getState().resume(runs.getState().runs![0].key);
  await settle();
  now = 61_000;
  fake.report();
  await settle();
  await trainToEnd();
  await resumed;
  const [run] = runs.getState().runs!;
  expect(run.trainedMs).toBe(3000); // what lay between was no training
  expect(run.figures.find(({ label }) => label === 'Area under ROC')).toMatchObject({ value: 1, high: 1 });
  expect(run.figures[0].low).toBeLessThanOrEqual(1);
});

it('says why a training could not be begun', async () => {
  const few = { ...question, labels: question.labels.map((label, row) => (row % 10 === 0 ? label : -1)) };
  await runs.getState().begin(few, recipe, 'few');
  expect(runs.getState().failure).toContain('too few to train, validate and test on');
  expect(runs.getState().runs).toEqual([]);
});

describe('another tab', () => {
  it('that trains a run is named, and nothing is trained or deleted here', async () => {
    const trained = runs.getState().begin(question, recipe, 'rings');
    await settle();
    fake.endEpoch();
    await settle();
    const { key } = runs.getState().runs![0];
    const refused = () => Promise.reject(new Error(heldElsewhereSentence('rings')));
    const clients = { ...fake.clients, locks: { hold: refused, isFree: async () => false } };
    const other = createRunsStore(clients, createRepresentationCache(clients));
    await other.getState().open('home');
    await other.getState().resume(key);
    const sentence = 'Another tab is training “rings”: continue there, or close that tab and try again here.';
    expect([other.getState().failure, other.getState().work]).toEqual([sentence, null]);
    expect(fake.started).toHaveLength(1);
    await other.getState().remove([key]);
    expect(other.getState().runs).toHaveLength(1);
    expect(session.notices.getState().notices.at(-1)?.sentence).toBe(sentence);
    await trainToEnd();
    await trained;
    expect(runs.getState().runs?.[0].finished).toBe(true);
  });

  it('that begins, renames and deletes runs is followed, and the one trained here keeps its epochs', async () => {
    let told = () => {};
    const shelf = { ...fake.shelf };
    shelf.watch = now => {
      told = now;
      return () => undefined;
    };
    const clients = { ...fake.clients, shelf };
    runs = createRunsStore(clients, createRepresentationCache(clients));
    await runs.getState().open('home');
    const trained = runs.getState().begin(question, recipe, 'mine');
    await settle();
    fake.endEpoch();
    await settle();
    const mine = runs.getState().runs![0];
    await fake.shelf.put({ ...mine, key: 'theirs', name: 'theirs', changedMs: 0 });
    await fake.shelf.put({ ...mine, name: 'renamed', epochs: [] });
    told();
    await settle();
    expect(runs.getState().runs?.map(({ key, name, epochs }) => [key, name, epochs.length])).toEqual([
      [mine.key, 'renamed', 1],
      ['theirs', 'theirs', 1],
    ]);
    await fake.shelf.remove('theirs');
    told();
    await trainToEnd();
    await trained;
    expect(runs.getState().runs?.map(({ name, finished }) => [name, finished])).toEqual([['renamed', true]]);
  });
});
