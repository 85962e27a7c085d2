import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { HeadCard } from '../../../src/contracts/decisionTree.ts';
import { NetworkRoom } from '../../../src/features/network/NetworkRoom.tsx';
import { createNetworkStore } from '../../../src/features/network/networkStore.ts';
import { blankPredictions, fillPredictions } from '../../../src/session/predictions.ts';
import { createSession } from '../../../src/session/session.ts';
import { gz2 } from '../../maths/catalogue/smallTree.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { allRows, settle, smallCatalogue, smallColumns } from '../smallCatalogue.ts';
import { fakeAttention, fakeNetwork } from './fakeNetwork.ts';

const slowly = { timeout: 20_000 }; // a busy machine draws a frame when it can
const n = 8;
const tree: HeadCard = { kind: 'tree', questions: gz2 };
/** An open spiral with a bar: 80 to 9 on the answers named. */
const answersOf = (row: number) => {
  const likely = [
    '_featured',
    'disk-edge-on-gz2_no',
    'bar-gz2_yes',
    'arms-gz2_yes',
    'obvious',
    'odd-gz2_no',
    'loose',
    'count-gz2_2',
  ];
  return Float32Array.from(
    gz2.flatMap(q => q.answers.map(a => a.column)),
    column => (likely.some(each => column.includes(each)) ? 80 - row : 9),
  );
};

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
let network: ReturnType<typeof fakeNetwork>;
const chooseWeights = vi.fn();

/** Enters the room with galaxy 0 selected, whose volunteers were 40, three quarters of them for "smooth". */
async function enter(
  head: HeadCard | undefined = tree,
  scheme: 'dark' | 'light' = 'dark',
  answers = answersOf,
) {
  session = createSession(() => 0);
  network = fakeNetwork(head, answers);
  const filled = (value: number) => new Float64Array(n).fill(value);
  const columns = [
    ...smallColumns(n),
    { name: 'smooth-or-featured-gz2_total-votes', kind: 'number' as const, source: 'f', values: filled(40) },
    {
      name: 'smooth-or-featured-gz2_smooth_fraction',
      kind: 'number' as const,
      source: 'f',
      values: filled(0.75),
    },
  ];
  const catalogue = smallCatalogue(n, { hasImages: true, simulated: true, columns });
  session.columns.getState().reset(columns);
  session.catalogue.getState().replace(catalogue);
  session.selection.getState().choose(0);
  const store = createNetworkStore(session, network.clients);
  room = await mountRoom(session, <NetworkRoom store={store} onChooseWeights={chooseWeights} />, scheme);
  await act(settle);
  return store;
}

/** Predictions of every galaxy, as an embedding leaves them. */
async function predict(): Promise<void> {
  const predictions = blankPredictions('galaxy', tree, n);
  for (const row of allRows(n)) fillPredictions(predictions, Uint32Array.of(row), answersOf(row));
  await act(async () => session.predictions.getState().replace(predictions));
}

const answers = () => [...room.place.querySelectorAll<HTMLButtonElement>('button[data-answer]')];
const words = (element: Element | null) => element?.getAttribute('aria-label') ?? element?.textContent ?? '';
const press = (keys: string) => act(async () => userEvent.keyboard(keys));
const show = (view: string) =>
  act(async () => {
    withWords(room.place, '[role=tab]', view).click();
    await settle();
  });

afterEach(() => room.end());

it('draws every question with its answers, their intervals, and the volunteers beside them', async () => {
  await enter();
  expect(answers()).toHaveLength(37);
  expect(words(answers()[0])).toMatch(/^Smooth 9\s%, between 5–14, volunteers ○ 75\s%$/);
  expect(room.place.textContent).toContain('○ 40 volunteers');
  const bar = room.place.querySelector('[aria-label="bar-gz2?"]')!;
  expect(bar.previousElementSibling!.textContent).toMatch(/asked of 7\d\s%/); // 0.816 featured · 0.899 not edge-on
});

it('marks the likeliest path, and what few would be asked', async () => {
  await enter();
  const likely = answers()
    .filter(button => button.dataset.likely === 'true')
    .map(button => words(button).replace(/ \d+\s%.*/, ''));
  expect(likely).toEqual(['Featured or disk', 'No', 'Yes', 'Yes', 'Loose', '2', 'Obvious', 'No']);
  const few = [...room.place.querySelectorAll('li[data-few="true"]')].map(
    li => li.querySelector('ul')!.ariaLabel,
  );
  expect(few).toEqual(expect.arrayContaining(['how-rounded-gz2?', 'bulge-shape-gz2?', 'odd-feature-gz2?']));
  expect(few).not.toContain('bar-gz2?');
});

it('colours the map by an answer, and lets it go again', async () => {
  await enter();
  await predict();
  const ring = answers().find(button => words(button).startsWith('Ring '))!;
  await act(async () => ring.click());
  expect(session.columns.getState().painted).toBe('predicted · Ring');
  expect(ring.getAttribute('aria-pressed')).toBe('true');
  await act(async () => ring.click());
  expect(session.columns.getState().painted).toBeNull();
});

it('is one stop for the tab key; arrows, j, k, Home and End move through the answers', async () => {
  await enter();
  expect(answers().filter(button => button.tabIndex === 0)).toEqual([answers()[0]]);
  await act(async () => answers()[0].focus());
  await press('{ArrowDown}j');
  expect(document.activeElement).toBe(answers()[2]);
  await press('k');
  expect(document.activeElement).toBe(answers()[1]);
  await press('{End}');
  expect(document.activeElement).toBe(answers()[36]);
  expect(answers().filter(button => button.tabIndex === 0)).toEqual([answers()[36]]);
  await press('{Home}');
  expect(document.activeElement).toBe(answers()[0]);
});

it('shows classes as bars, likeliest first', async () => {
  await enter({ kind: 'classes', classes: ['tidal', 'not tidal'] }, 'dark', () => Float32Array.of(0.2, 0.8));
  expect(answers().map(words)).toEqual([
    expect.stringMatching(/^not tidal 80\s%/),
    expect.stringMatching(/^tidal 20\s%/),
  ]);
});

it('says where the weights answer nothing, and what helps', async () => {
  await enter();
  network.clients.load = async () => ({
    ...(await fakeNetwork(tree, answersOf).clients.load({})),
    head: undefined,
  });
  await act(async () => {
    session.selection.getState().choose(3);
    await settle();
  });
  expect(room.place.textContent).toContain('“Made up” turn a galaxy into numbers and answer no questions');
  await act(async () => withWords(room.place, 'button', 'Choose other weights').click());
  expect(chooseWeights).toHaveBeenCalled();
});

it('says what failed and tries again, and asks for a galaxy where none is selected', async () => {
  await enter();
  const { load } = network.clients;
  network.clients.load = async () => {
    throw new Error('The network could not be fetched.');
  };
  await act(async () => {
    session.selection.getState().choose(4);
    await settle();
  });
  expect(room.place.querySelector('[role=alert]')!.textContent).toContain(
    'The network could not be fetched.',
  );
  network.clients.load = load;
  await act(async () => {
    withWords(room.place, 'button', 'Try again').click();
    await settle();
  });
  expect(answers()).toHaveLength(37);
  await act(async () => session.selection.getState().choose(null));
  expect(room.place.textContent).toContain('Select a galaxy on the map');
});

it('covers the galaxy square by square and shows what the answer depends on', async () => {
  await enter();
  await show('Occlusion');
  const label = () => words(room.place.querySelector('canvas[role=img]'));
  await vi.waitFor(async () => {
    await act(settle);
    expect(label()).toMatch(
      /the share of 80\s% falls most, by 40 points, where the (top|middle) (left|centre) is covered/,
    );
    expect(room.place.querySelector('[role=progressbar]')).toBeNull(); // all squares are covered
  }, slowly);
});

it('shows the feature maps of a stage, and the first filters', async () => {
  await enter();
  await show('Feature maps');
  expect(room.place.querySelectorAll('ul[aria-label="Feature maps of stem"] canvas')).toHaveLength(24);
  expect(room.place.textContent).toContain('24 of 40 channels, those that vary most');
  await show('Filters');
  expect(room.place.querySelectorAll('ul[aria-label="Filters of the first layer"] canvas')).toHaveLength(4);
});

it('shows where a transformer looks, from the class token and from a patch that is chosen', async () => {
  await enter();
  await show('Attention');
  const told = () => words(room.place.querySelector('canvas[aria-label^="Attention of"]'));
  expect(told()).toBe(
    'Attention of the class token in layer 2 of 2, mean of the heads: most at the top left',
  );
  await act(async () => {
    withWords(room.place, 'button', 'head 2').click();
  });
  expect(told()).toContain('head 2: most at the middle centre');
  const cover = withWords(room.place, 'button', 'Choose the patch');
  await act(async () => cover.focus());
  await press('{Enter}');
  await act(settle);
  expect(told()).toContain('Attention of patch 3, 3');
  await press('{ArrowDown}');
  await act(settle);
  expect(told()).toContain('Attention of patch 4, 3');
  expect(network.api.attention).toHaveBeenCalledTimes(1); // what it attends to is there already
  await press('{Escape}');
  await act(settle);
  expect(told()).toContain('Attention of the class token');
});

it('says that a Linformer’s attention is signed, and that a convolutional network has none', async () => {
  const store = await enter();
  network.api.attention = async () => fakeAttention(true);
  await show('Attention');
  expect(room.place.textContent).toContain('is therefore signed: red is added, blue is taken away');
  const cover = withWords(room.place, 'button', 'Choose the patch');
  expect(cover.parentElement!.querySelector('svg path')!.getAttribute('d')).toBe('');
  network.api.attention = async () => null;
  await act(async () => {
    store.attention.getState().refresh();
    await settle();
  });
  expect(room.place.textContent).toContain(
    'Made up is a convolutional network, and only transformers attend',
  );
});

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology (%s)', async scheme => {
  await enter(tree, scheme);
  await predict();
  for (const view of ['Answers', 'Occlusion', 'Attention', 'Feature maps', 'Filters']) {
    await show(view);
    await drawn();
    expect(await seriousFlaws(room.place)).toEqual([]);
  }
});
