import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Survey } from '../../../src/contracts/survey.ts';
import { createMemoryPeople } from '../../../src/data/people/peopleShelf.ts';
import { createMemorySearches, type SearchShelf } from '../../../src/data/searches/searchShelf.ts';
import { AnomaliesRoom } from '../../../src/features/anomalies/AnomaliesRoom.tsx';
import { createAnomaliesStore } from '../../../src/features/anomalies/anomaliesStore.ts';
import { followSearch } from '../../../src/features/anomalies/openAnomalies.ts';
import { createPeopleStore } from '../../../src/session/people/peopleStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeAnomalies } from './fakeAnomalies.ts';

const n = 2000; // more than the list draws
let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
let fake: ReturnType<typeof createFakeAnomalies>;
const survey: Survey = {
  ...{ manifestUrl: 'survey/catalogue.json', tilesFile: 'tiles.json', rowCount: 1_000_000, width: 2 },
  ...{ columns: [], lists: { count: 1, recall: [], testRows: 0 }, hasImages: false },
  map: { left: 0, bottom: 0, side: 1 },
};
/** Rows about which more of the survey was asked for. */
let readAbouts: number[][] = [];
const readAbout = async (rows: Uint32Array) => void readAbouts.push([...rows]);

async function enter({
  catalogue = true,
  embedded = true,
  scheme = 'dark' as 'dark' | 'light',
  shelf = createMemorySearches(),
  tiled = undefined as Survey | undefined,
} = {}) {
  session = createSession(() => 0, undefined, shelf);
  readAbouts = [];
  fake = createFakeAnomalies();
  const store = createAnomaliesStore({
    session,
    openWorker: fake.openWorker,
    neighboursOf: async row => Uint32Array.of(row + 1, row + 2),
    allSearches: async () => [],
    newSeed: () => 1,
  });
  if (catalogue) {
    session.catalogue.getState().replace(smallCatalogue(n, { simulated: true, tiled }));
    await session.labels.getState().open('small 2000-1');
  }
  if (embedded) {
    session.representation
      .getState()
      .replace({ weights: 'w', components: ramp(n, 2), rows: allRows(n), complete: true });
  }
  const people = createPeopleStore({
    kind: 'ratings',
    session,
    shelf: createMemoryPeople(),
    clock: () => 0,
    newKey: () => crypto.randomUUID(),
  });
  followSearch(session, people);
  room = await mountRoom(
    session,
    <AnomaliesRoom store={store} people={people} readAbout={readAbout} />,
    scheme,
  );
  return store;
}

const button = (name: string) => withWords(room.place, 'button', name);
const press = (keys: string) => act(async () => await userEvent.keyboard(keys));
const pass = () => act(settle);
const ratings = () => session.labels.getState().current?.ratings.map(r => [r.galaxyId, r.score]);

/** Begins a search and answers its first ranking. */
async function begin() {
  await act(async () => button('Begin search').click());
  await pass();
  fake.latest().answer([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  await pass();
  await drawn();
}

afterEach(() => room.end());

it('says what is missing: a catalogue, a representation', async () => {
  await enter({ catalogue: false, embedded: false });
  expect(room.place.textContent).toContain('Open a catalogue in the Data room');
  await room.end();
  await enter({ embedded: false });
  expect(room.place.textContent).toContain('no representation yet');
});

it('says of a rating that it is being saved until it is, and that it could not be', async () => {
  const memory = createMemorySearches();
  const ends: ((failure?: Error) => void)[] = [];
  const put: SearchShelf['put'] = change =>
    new Promise<void>((resolve, reject) => {
      ends.push(failure => (failure ? reject(failure) : resolve(memory.put(change))));
    });
  await enter({ shelf: { ...memory, put } });
  await begin();
  const end = async (failure?: Error) => {
    ends.shift()?.(failure);
    await pass();
  };
  await end(); // of the search itself
  const words = () => room.place.querySelector('[aria-label="Progress"]')?.textContent ?? '';
  await press('4');
  expect(words()).toContain('1 rated · saving');
  await end();
  expect(words()).toContain('1 rated');
  expect(words()).not.toContain('saving');
  await press('3');
  await end(new Error('The disk was pulled out.'));
  expect(words()).toContain('2 rated · not saved');
});

it('goes down into the tiles of a survey in which the best ranked lie', async () => {
  await enter({ tiled: survey });
  await begin();
  const place = () => room.place.querySelector('[aria-label="Further into the survey"]');
  expect(place()).toBeNull(); // nothing is ranked yet
  await press('4');
  await pass();
  fake.latest().answer([7, 5, 6]);
  await pass();
  expect(place()?.textContent ?? '').toContain('2,000 galaxies loaded of 1,000,000');
  await act(async () => button('Read on where the best are').click());
  expect(readAbouts).toHaveLength(1);
  expect(readAbouts[0].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, row) => row));
});

it('rates by key and by button, shows what is expected, and goes on', async () => {
  await enter();
  await begin();
  expect(room.place.textContent).toContain('g5');
  expect(room.place.textContent).toContain('Most promising');
  await press('4');
  expect(ratings()).toEqual([['g5', 4]]);
  await pass();
  fake.latest().answer([7, 8, 9, 10, 11]);
  await pass();
  expect(room.place.textContent).toContain('1 rated');
  expect(room.place.textContent).toContain('expected 4.4 ± 0.5 of 5'); // of galaxy 6
  await act(async () => button('Rate 0').click());
  expect(ratings()).toEqual([
    ['g5', 4],
    ['g6', 0],
  ]);
  await press('u');
  expect(ratings()).toEqual([['g5', 4]]);
  await press('s');
  expect(session.labels.getState().current?.skipped).toEqual(['g6']);
  await press('b');
  expect(button('Rate 4').getAttribute('aria-pressed')).toBe('true');
});

it('nothing moves and no menu closes while rankings come in', async () => {
  await page.viewport(1280, 900); // no sheet from below, whose words wrap
  await enter();
  await act(async () => button('Begin search').click());
  await pass();
  const top = () => button('Export').getBoundingClientRect().top;
  const before = top();
  await act(async () => button('Export').click());
  await expect.poll(() => document.querySelector('[role=menuitem]')?.checkVisibility()).toBe(true);
  fake.latest().answer([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  await pass();
  await drawn();
  expect(room.place.textContent).toContain('g5');
  expect(Math.abs(top() - before)).toBeLessThan(1);
  expect(document.querySelector('[role=menuitem]')?.checkVisibility()).toBe(true);
  await press('{Escape}');
  await press('4');
  await pass();
  fake.latest().answer([7, 8, 9, 10, 11]);
  await pass();
  expect(Math.abs(top() - before)).toBeLessThan(1);
});

it('keys are text while one types, and do nothing once the room is left', async () => {
  await enter();
  await begin();
  await act(async () => button('New search').click());
  await act(async () => room.place.querySelector<HTMLInputElement>('input[placeholder="Search 2"]')?.focus());
  await press('5');
  expect(room.place.querySelector<HTMLInputElement>('input[placeholder="Search 2"]')?.value).toBe('5');
  await act(async () => room.place.querySelector<HTMLInputElement>('input[type=radio]')?.focus());
  await press('5'); // the card is out of sight
  expect(ratings()).toEqual([]);
  await act(async () => button('Go back').click());
  const { place, end } = room;
  await end();
  await press('5');
  expect(ratings()).toEqual([]);
  room = { place, end: async () => {} };
});

it('keeps several searches, told apart and chosen in the menu of their names', async () => {
  await enter();
  await begin();
  await press('4');
  await act(async () => button('New search').click());
  await act(async () => button('Begin search').click());
  await pass();
  await act(async () => button('Search 2').click());
  const items = () => [...document.querySelectorAll('[role=menuitemradio]')];
  await expect
    .poll(() => items().map(item => [item.textContent, item.getAttribute('aria-checked')]))
    .toEqual([
      ['Search 20 rated', 'true'],
      ['Search 11 rated', 'false'],
    ]);
  const opacity = () => getComputedStyle(document.querySelector('[role=menu]') as Element).opacity;
  await expect.poll(opacity).toBe('1'); // half faded in, its words have too little contrast
  expect(await seriousFlaws(document.body)).toEqual([]);
  await act(async () => (items()[1] as HTMLElement).click());
  await pass();
  expect(room.place.textContent).toContain('1 rated');
  expect(ratings()).toEqual([['g5', 4]]);
});

it('lists every galaxy and draws those in sight; one chosen comes onto the card', async () => {
  await enter();
  await begin();
  await press('3');
  await pass();
  fake.latest().answer([7]);
  await pass();
  await drawn();
  const list = room.place.querySelector<HTMLElement>('[aria-label="Ranked galaxies"]');
  if (!list) throw new Error('need the list');
  const lines = list.querySelectorAll('[role=option]');
  expect(lines[0].getAttribute('aria-setsize')).toBe(String(n));
  expect(lines.length).toBeLessThan(40);
  list.focus();
  await press('{ArrowDown}{ArrowDown}{Enter}');
  expect(session.selection.getState().row).toBe(2);
  expect(room.place.querySelector('section[aria-label="Galaxy to rate"]')?.textContent).toContain('g2');
});

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology, %s', async scheme => {
  await enter({ scheme });
  expect(await seriousFlaws(room.place)).toEqual([]);
  await begin();
  await press('3');
  await pass();
  fake.latest().answer([7]);
  await pass();
  await act(async () => button('Adjust the model').click());
  await pass();
  expect(await seriousFlaws(room.place)).toEqual([]);
});
