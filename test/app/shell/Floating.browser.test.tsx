import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createStore } from 'zustand/vanilla';
import { Floating } from '../../../src/app/shell/Floating.tsx';
import { createViewStore } from '../../../src/app/view.ts';
import type { IngestStore } from '../../../src/features/ingest/ingestStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { mountRoom, withWords } from '../../features/mountRoom.tsx';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;

beforeEach(async () => {
  await page.viewport(1280, 800);
  session = createSession(() => 0);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const ingest = createStore(() => ({ source: null })) as unknown as IngestStore;
  const openRecent = () => Promise.reject(new Error('nothing is kept'));
  room = await mountRoom(session, <Floating house={{ ingest, view: createViewStore(), openRecent }} />);
});
afterEach(async () => {
  vi.useRealTimers();
  await room.end();
});

const cards = () => [...room.place.querySelectorAll<HTMLElement>('[data-tone]')];
const pass = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

it('shows one notice, which leaves after six seconds, and then the one before', async () => {
  await act(async () => {
    session.notices.getState().say('First.');
    session.notices.getState().complain('Second.');
  });
  expect(cards().map(card => card.textContent)).toEqual(['Second.']);
  await pass(5900);
  expect(cards()).toHaveLength(1);
  await pass(200);
  expect(cards().map(card => card.textContent)).toEqual(['First.']);
  await pass(6000);
  expect(cards()).toEqual([]);
  expect(session.notices.getState().past).toHaveLength(2);
});

it('lets a notice with an action stay', async () => {
  const act1 = vi.fn();
  await act(async () => session.notices.getState().say('Done.', { action: { label: 'Open it', act: act1 } }));
  await pass(60_000);
  await act(async () => withWords(room.place, 'button', 'Open it').click());
  expect(act1).toHaveBeenCalledOnce();
  expect(cards()).toEqual([]);
});

it('lets what can be undone go with its time, also while its button has the focus', async () => {
  await act(async () => session.notices.getState().say('Deleted.', { undo: vi.fn() }));
  await act(async () => withWords(room.place, 'button', 'Undo').focus());
  await pass(9900);
  expect(cards()).toHaveLength(1);
  await pass(200);
  await pass(1);
  expect(cards()).toEqual([]);
});

it('keeps a long sentence until it can be read, without its Undo, and while it is pointed at', async () => {
  const long = `${Array.from({ length: 60 }, () => 'galaxy').join(' ')}.`; // 420 letters: 27 s
  await act(async () => session.notices.getState().say(long, { undo: vi.fn() }));
  await pass(10_100);
  expect(cards()[0].textContent).toBe(long);
  await pass(15_000);
  expect(cards()).toHaveLength(1);
  await act(async () => void cards()[0].dispatchEvent(new PointerEvent('pointerover', { bubbles: true })));
  await pass(60_000);
  expect(cards()).toHaveLength(1);
  await act(async () => void cards()[0].dispatchEvent(new PointerEvent('pointerout', { bubbles: true })));
  await pass(30_000);
  expect(cards()).toEqual([]);
});

it('shows one hint, and the next once its lesson was done', async () => {
  const hint = () => room.place.querySelector('[aria-label="Hint"]')?.textContent;
  expect(hint()).toMatch(/^Click a galaxy/);
  await act(async () => session.selection.getState().choose(1));
  expect(hint()).toMatch(/^Click a galaxy/); // the first one is chosen for them
  await act(async () => session.selection.getState().choose(2));
  expect(hint()).toMatch(/^Turn the wheel/);
  await act(async () => void room.place.dispatchEvent(new WheelEvent('wheel', { bubbles: true })));
  expect(hint()).toMatch(/^Drop/);
  await act(async () => session.catalogue.getState().replace(smallCatalogue(3, { simulated: false })));
  expect(hint()).toBeUndefined();
  expect(session.preferences.getState().dismissedHints).toEqual(['click', 'zoom', 'open']);
});
