import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { SelectedGalaxy } from '../../../src/features/galaxy/SelectedGalaxy.tsx';
import { createSession } from '../../../src/session/session.ts';
import { mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { settle, smallCatalogue } from '../smallCatalogue.ts';

const slowly = { timeout: 20_000 }; // a busy machine draws a frame when it can

const n = 5;
const imagePx = 64;
let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;

/** A PNG of imagePx × imagePx. */
async function png(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(imagePx, imagePx);
  canvas.getContext('2d')!.fillRect(0, 0, 8, 8);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** Galaxy 2 is selected; galaxy 3 has an image that cannot be read. */
async function enter(
  fields: Omit<Partial<OpenedCatalogue>, 'ids'> = {},
  scheme: 'dark' | 'light' = 'dark',
): Promise<void> {
  session = createSession(() => 0);
  const bytes = await png();
  session.images.reset(async rows => {
    if (rows.includes(3)) throw new Error('row 3 has an image that cannot be read');
    return Array.from(rows, row => ({ row, type: 'image/png', bytes }));
  });
  const raDeg = new Float64Array(n).fill(146.7142);
  const decDeg = new Float64Array(n).fill(-1.04128);
  const catalogue = smallCatalogue(n, { raDeg, decDeg, hasImages: true, ...fields });
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  session.selection.getState().choose(2);
  room = await mountRoom(session, <SelectedGalaxy room="similar" />, scheme);
  await act(settle);
}

async function unfold(): Promise<void> {
  await act(async () => withWords(room.place, 'button', 'Unfold the galaxy’s card').click());
  await vi.waitFor(async () => {
    await act(settle);
    withWords(room.place, 'button', '3 columns');
  }, slowly);
}

const links = () => [...room.place.querySelectorAll<HTMLAnchorElement>('a[target="_blank"]')];

afterEach(async () => {
  await room.end();
  vi.restoreAllMocks();
});

it.each([
  ['beside the map', 1280, 64 + 8],
  ['in the sheet of a narrow window', 414, 48 + 8],
])('is a header of one picture and three lines %s', async (_, windowPx, mostPx) => {
  await page.viewport(windowPx, 896);
  await enter();
  const header = room.place.querySelector('section')!;
  expect(header.offsetHeight).toBeLessThanOrEqual(mostPx + 1); // and its hairline
  const rooms = session.preferences.getState().unfoldedCards;
  expect(rooms).toEqual([]);
  expect(room.place.querySelectorAll('section')).toHaveLength(1);
});

it('unfolds its card where it was unfolded before, with the image as wide as the panel', async () => {
  await page.viewport(1280, 896);
  await enter();
  await unfold();
  expect(session.preferences.getState().unfoldedCards).toEqual(['similar']);
  await vi.waitFor(async () => {
    await act(settle);
    const image = room.place.querySelector<HTMLImageElement>('img[alt="Galaxy g2, large"]')!;
    expect(image.complete).toBe(true);
    expect(image.clientWidth).toBe(380 - 2 * 16 - 2); // the panel without its padding and the line
    expect(getComputedStyle(image).imageRendering).toBe('auto'); // 346 px is no whole multiple of 64
  }, slowly);
  await act(async () => withWords(room.place, 'button', 'Fold the galaxy’s card').click());
  expect(session.preferences.getState().unfoldedCards).toEqual([]);
});

it('says where an image cannot be read', async () => {
  await enter();
  await act(async () => {
    session.selection.getState().choose(3);
    await settle();
  });
  const missing = room.place.querySelector('[role="img"][aria-label="Galaxy g3: unreadable image"]');
  expect(missing?.closest('[title]')?.getAttribute('title')).toContain('row 3');
});

it('gives the position in both forms, copies it, and links to archives without telling them where from', async () => {
  await enter();
  await unfold();
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await act(async () => withWords(room.place, 'button', 'RA 146.71420°').click());
  await act(async () => withWords(room.place, 'button', '09ʰ46ᵐ51.41ˢ −01°02′28.6″').click());
  expect(written.mock.calls).toEqual([['146.7142 -1.04128'], ['09ʰ46ᵐ51.41ˢ −01°02′28.6″']]);
  const told = [...room.place.querySelectorAll('[role="status"]')].map(each => each.textContent);
  expect(told.filter(words => words === 'copied')).toHaveLength(2);
  expect(links()).toHaveLength(5);
  for (const link of links()) expect(link.rel).toBe('noopener noreferrer');
});

it('says that a galaxy is simulated, and links nowhere', async () => {
  await enter({ simulated: true });
  await unfold();
  expect(room.place.textContent).toContain('simulated');
  expect(room.place.textContent).toContain('nowhere on the sky');
  expect(room.place.textContent).not.toContain('RA ');
  expect(links()).toEqual([]);
});

it('goes back and forward', async () => {
  await enter();
  await act(async () => session.selection.getState().choose(4));
  await act(async () => withWords(room.place, 'button', 'Previous galaxy').click());
  expect(session.selection.getState().row).toBe(2);
  expect(withWords(room.place, 'button', 'Previous galaxy')).toHaveProperty('disabled', true);
  await act(async () => withWords(room.place, 'button', 'Next galaxy').click());
  expect(session.selection.getState().row).toBe(4);
});

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology (%s)', async scheme => {
  await enter({}, scheme);
  await unfold();
  await act(async () => withWords(room.place, 'button', '3 columns').click());
  expect(room.place.querySelectorAll('dt')).toHaveLength(3);
  expect(await seriousFlaws(room.place)).toEqual([]);
});

it('shows a FITS galaxy’s picture under its own name only', async () => {
  await enter({ handle: 4 });
  const values = Float64Array.from({ length: 16 }, (_, i) => i);
  const band = { band: 'r', widthPx: 4, heightPx: 4, values };
  const rendering = { kind: 'single', band: 0, lowPercent: 0, highPercent: 100, softness: 5 } as const;
  const reading: (() => void)[] = [];
  await act(async () =>
    session.rendering.getState().replace({
      ...{ handle: 4, rendering, bands: ['r'], applyToAll: async () => {} },
      pixels: () => new Promise(resolve => reading.push(() => resolve({ bands: [band] }))),
    }),
  );
  await act(async () => withWords(room.place, 'button', 'Unfold the galaxy’s card').click());
  await vi.waitFor(() => expect(reading).toHaveLength(1), slowly);
  const picture = () => room.place.querySelector('canvas[role=img]')?.getAttribute('aria-label') ?? null;
  await act(async () => reading[0]());
  await vi.waitFor(() => expect(picture()).toBe('Galaxy g2, rendered from FITS'), slowly);
  await act(async () => session.selection.getState().choose(4));
  expect(picture()).toBeNull();
  await act(async () => reading[1]());
  expect(picture()).toBe('Galaxy g4, rendered from FITS');
});
