import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FinetuneRoom } from '../../../src/features/finetune/FinetuneRoom.tsx';
import { createFinetune, type Finetune } from '../../../src/features/finetune/finetune.ts';
import { createSession, type Session } from '../../../src/session/session.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeFinetune } from './fakeFinetune.ts';

const n = 40;
let room: Awaited<ReturnType<typeof mountRoom>>;
let session: Session;
let fake: ReturnType<typeof createFakeFinetune>;
let finetune: Finetune;

async function enter({ hasImages = true, scheme = 'dark' as 'dark' | 'light' } = {}) {
  session = createSession(() => 0);
  const codes = Uint8Array.from({ length: n }, (_, row) => Number(row >= n / 2));
  const column = {
    name: 'class',
    kind: 'category' as const,
    source: 'small',
    categories: ['spiral', 'smooth'],
    codes,
  };
  const catalogue = smallCatalogue(n, { hasImages, simulated: true, columns: [column] });
  session.catalogue.getState().replace(catalogue);
  session.columns.getState().reset(catalogue.columns);
  fake = createFakeFinetune(session);
  finetune = createFinetune(fake.clients);
  await finetune.open('small');
  room = await mountRoom(session, <FinetuneRoom finetune={finetune} />, scheme);
  await act(settle);
}

const button = (name: string) => withWords(room.place, 'button', name);
const press = (keys: string) => act(async () => await userEvent.keyboard(keys));
const byHand = () => finetune.labelling.getState().hand.labels;

afterEach(() => room.end());

it('says that a network is taught by images, and where a catalogue with some is opened', async () => {
  await enter({ hasImages: false });
  expect(room.place.textContent).toContain('has no images');
  expect(room.place.textContent).toContain('Data room');
});

it('labels by key, by button and all selected at once, and takes back', async () => {
  await enter();
  await act(async () => finetune.labelling.getState().choose({ kind: 'hand' }));
  await act(async () => session.selection.getState().choose(5));
  await press('2');
  expect([...byHand()]).toEqual([['g5', 1]]);
  const next = session.selection.getState().row;
  expect(next).not.toBe(5); // the key brings the next galaxy
  await press('1');
  expect(byHand().get(`g${next}`)).toBe(0);
  await press('u');
  expect([byHand().size, session.selection.getState().row]).toEqual([1, next]);
  await act(async () => session.selection.getState().chooseMany(Uint32Array.of(7, 8, 9)));
  await press('{Shift>}1{/Shift}');
  expect([...byHand()]).toEqual([
    ['g5', 1],
    ['g7', 0],
    ['g8', 0],
    ['g9', 0],
  ]);
  await act(async () => button('class 2').click());
  expect(byHand().get(`g${next}`)).toBe(1);
  await act(async () => button('Rename class 1').click());
  await press('ring1{Enter}'); // keys are text while one types
  expect(finetune.labelling.getState().hand.classes[0]).toContain('ring1');
  expect(byHand().size).toBe(5);
});

it.each(['dark', 'light'] as const)(
  'counts a column’s classes, trains, shows figures and a cell’s galaxies, with nothing serious for axe (%s)',
  async scheme => {
    await enter({ scheme });
    await act(async () => finetune.labelling.getState().choose({ column: 'class' }));
    expect(room.place.textContent).toContain('28 to train on, 4 to validate, 8 to test');
    expect(await seriousFlaws(room.place)).toEqual([]);
    await act(async () => button('Go on to training').click());
    await act(settle);
    await act(async () => finetune.recipe.getState().change({ maxEpochs: 2 }));
    await act(async () => button('Train head').click());
    await expect.poll(() => fake.isTraining()).toBe(true);
    await act(settle);
    expect(room.place.textContent).toContain('Stop and keep the best');
    for (let turn = 0; turn < 200 && finetune.runs.getState().work; turn++) {
      fake.endEpoch();
      await act(settle);
    }
    expect(finetune.runs.getState()).toMatchObject({ work: null, failure: null });
    await act(async () => finetune.recipe.getState().go('results'));
    await drawn();
    const figures = room.place.querySelector('[aria-label=Figures]');
    expect(figures?.textContent).toContain('Balanced accuracy100');
    await act(async () => button('smooth taken for smooth: 4').click());
    expect(session.selection.getState().rows).toHaveLength(4);
    expect(room.place.textContent).toContain('smooth taken for smooth: 4 galaxies');
    expect(await seriousFlaws(room.place)).toEqual([]);
    await act(async () => finetune.recipe.getState().go('runs'));
    expect(await seriousFlaws(room.place)).toEqual([]);
    await act(async () => finetune.recipe.getState().go('train'));
    expect(await seriousFlaws(room.place)).toEqual([]);
  },
);

it.each(['dark', 'light'] as const)(
  'shows what two runs learnt, and selects what only one is right about (%s)',
  async scheme => {
    await enter({ scheme });
    await act(async () => finetune.labelling.getState().choose({ column: 'class' }));
    const labels = Int16Array.from({ length: n }, (_, row) => Number(row >= n / 2));
    const question = { kind: 'classes' as const, name: 'class', classes: ['spiral', 'smooth'], labels };
    await act(async () => {
      finetune.recipe.getState().change({ maxEpochs: 1 });
      void finetune.runs.getState().begin(question, finetune.recipe.getState().recipe, 'first');
      for (let turn = 0; turn < 200 && (turn < 5 || finetune.runs.getState().work); turn++) {
        fake.endEpoch();
        await settle();
      }
    });
    const { shelf } = fake.clients;
    const [run] = finetune.runs.getState().runs!;
    const { test } = (await shelf.answers(run.key))!;
    const state = (await shelf.state(run.key))!;
    const second = { ...run, key: 'second', name: 'second' };
    await shelf.putEpoch(second, state);
    await shelf.putAnswers('second', { test: test.map((value, i) => (i < 4 ? -value : value)) }); // two of eight wrong
    await act(async () => {
      await finetune.runs.getState().open('small');
      finetune.recipe.getState().go('runs');
      await settle();
    });
    await act(async () => withWords(room.place, 'input', 'Pick first').click());
    await act(async () => withWords(room.place, 'input', 'Pick second').click());
    await act(settle);
    const place = room.place.querySelector('[aria-label="What two runs learnt"]')!;
    expect(place.textContent).toContain('On 8 galaxies that neither was shown');
    expect(place.textContent).toContain(
      'a split as uneven as 2 to 0 would come up with probability 0.50 (McNemar, exact binomial)',
    );
    const only = [...place.querySelectorAll('button')].find(each =>
      /^Only . is right: 2$/.test(each.textContent),
    )!;
    await act(async () => only.click());
    expect(session.selection.getState().rows).toHaveLength(2);
    await act(async () => button('Test with noise, blur and dimming').click());
    await expect.poll(() => finetune.pair.getState().job).toBe(null);
    await act(settle);
    expect(finetune.pair.getState().failure).toBeNull();
    expect(finetune.pair.getState().robustness.get('second')).toHaveLength(15);
    expect(place.textContent).toContain('added noise: deviation, of 255');
    await act(async () => button('Measure 8 galaxies').click());
    await expect.poll(() => finetune.pair.getState().job).toBe(null);
    await act(settle);
    expect(
      place.querySelector('[aria-label="Accuracy of both by measured half-light radius"]'),
    ).not.toBeNull();
    await drawn();
    expect(await seriousFlaws(room.place)).toEqual([]);
  },
);
