import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { DistilRoom } from '../../../src/features/distil/DistilRoom.tsx';
import { createDistilStore, type DistilStore } from '../../../src/features/distil/distilStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { settle, smallCatalogue } from '../smallCatalogue.ts';
import { fakeClients } from './fakeDistil.ts';

const patienceMs = 60_000; // a busy machine draws a frame when it can
const n = 200;

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
let store: DistilStore;
let fake: Awaited<ReturnType<typeof fakeClients>>;

/** Enters the room with a catalogue whose row r is of shape r modulo 8, two of which a column names. */
async function enter(imagesPerClass = 1, scheme: 'dark' | 'light' = 'dark') {
  session = createSession(() => performance.now());
  const number = (name: string, of: (row: number) => number) => ({
    name,
    kind: 'number' as const,
    source: 'f',
    values: Float64Array.from({ length: n }, (_, row) => of(row)),
  });
  const columns = [
    number('ring', row => Number(row % 8 === 5)),
    number('cigar', row => Number(row % 8 === 2)),
  ];
  session.columns.getState().reset(columns);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true, simulated: true, columns }));
  fake = await fakeClients(session, [{ name: 'first', imagesPerClass }]);
  store = createDistilStore(fake.clients);
  room = await mountRoom(session, <DistilRoom store={store} />, scheme);
  await seen('Compared with 200 galaxies');
}

/** Waits turn by turn, so that whatever a store says meanwhile is drawn. */
async function seen(words: string): Promise<void> {
  const giveUpMs = performance.now() + patienceMs;
  while (!room.place.textContent.includes(words) && performance.now() < giveUpMs) await act(settle);
  expect(room.place.textContent).toContain(words);
}
const click = (words: string, selector = 'button') =>
  act(async () => {
    withWords(room.place, selector, words).click();
    await settle();
  });

/** Types as a person does, as far as React can tell. */
async function type(label: string, text: string): Promise<void> {
  const input = room.place.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)!;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
  });
}

afterEach(() => room.end());

it('shows a row a class with its average and the galaxies most like it, which can be selected', async () => {
  await enter();
  expect(room.place.querySelectorAll('canvas[aria-label^="Prototype of"]')).toHaveLength(8);
  expect(room.place.querySelectorAll('canvas[aria-label^="Average of"]')).toHaveLength(8);
  const ring = withWords(room.place, 'li', 'ring').querySelector<HTMLElement>(
    'button[aria-label^="Select galaxy"]',
  )!;
  await act(async () => ring.click());
  expect(session.selection.getState().row! % 8).toBe(5); // the ring's like are rings
});

it('drags through the iterations, and shows one channel', async () => {
  await enter();
  const pixelsOf = () => {
    const canvas = room.place.querySelector<HTMLCanvasElement>('canvas[aria-label="Prototype of ring"]')!;
    return canvas.getContext('2d')!.getImageData(0, 0, 32, 32).data.join();
  };
  const finished = pixelsOf();
  await act(async () => store.gallery.getState().turnTo(0));
  expect(room.place.textContent).toContain('As they began');
  expect(pixelsOf()).not.toBe(finished);
  await click('Adjust the view');
  await act(async () => store.gallery.getState().change({ channel: 0 }));
  const [red, green, blue] = pixelsOf().split(',');
  expect([green, blue]).toEqual([red, red]);
});

it('tells the table with a confusion matrix for each row', async () => {
  await enter();
  expect(withWords(room.place, 'tr', 'All galaxies').textContent).toContain('61.0 ± 1.4');
  await click('STM from noise');
  expect(room.place.querySelectorAll('figure td[data-right="true"]')).toHaveLength(8);
});

it('curates by rules, shows counts and examples, distils, and judges', async () => {
  await enter();
  await click('New set');
  expect(room.place.textContent).toContain('the class “class 1” needs a rule');
  expect(room.place.querySelector('[role=alert]')).toBeNull(); // nothing is wrong yet
  await type('Rule of class 1', 'ring > 0.5');
  await type('Rule of class 2', 'cigar >');
  expect(room.place.querySelector('[role=alert]')!.textContent).toContain('No set yet');
  await type('Rule of class 2', 'cigar > 1');
  await seen('class 2 0 found, 0 to train on');
  await type('Rule of class 2', 'cigar > 0.5');
  await seen('25 found');
  await click('All constants');
  expect(room.place.textContent).toContain('Rate of the pixels');
  await act(async () => withWords(room.place, 'label', 'Prototypes mirrored').click());
  await act(async () => withWords(room.place, 'button[type=submit]', 'Distil').click());
  await seen('Finished after');
  const { settings } = store.runs.getState().open!.request;
  expect(settings.augmentation).toMatchObject({ flips: false, turns: 'any' });
  expect(room.place.querySelector('[aria-label="Run"] [role="slider"]')?.getAttribute('aria-label')).toMatch(
    /^Loss /,
  );
  await click('Judge the prototypes');
  await seen('Random galaxies');
  expect(fake.worker.evaluate).toHaveBeenCalledTimes(6);
}, 120_000);

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology (%s)', async scheme => {
  await enter(5, scheme);
  await click('Adjust the view');
  await click('STM from noise');
  await drawn();
  expect(await seriousFlaws(room.place)).toEqual([]);
  await click('New set');
  await click('All constants');
  await drawn();
  expect(await seriousFlaws(room.place)).toEqual([]);
});
