import { expect, it, vi } from 'vitest';
import { createNoticesStore, readingMs } from '../../src/session/notices.ts';

function told() {
  const store = createNoticesStore();
  store.getState().say('The run was deleted.', { undo: vi.fn() });
  store.getState().complain('The disk is full.', ['run 1']);
  const [deleted, full] = store.getState().notices;
  return { store, deleted, full };
}

it('keeps what has left the screen, the newest first, without what can no longer be done', () => {
  const { store, deleted, full } = told();
  store.getState().expire(deleted.id);
  store.getState().dismiss(full.id);
  const { notices, past } = store.getState();
  expect(notices).toEqual([]);
  expect(past.map(({ sentence }) => sentence)).toEqual(['The disk is full.', 'The run was deleted.']);
  expect(past[0].details).toEqual(['run 1']);
  expect(past[1].undo).toBeUndefined();
});

it('counts problems that left by themselves until the tray is read', () => {
  const { store, deleted, full } = told();
  store.getState().expire(deleted.id);
  expect(store.getState().unreadProblems).toBe(0);
  store.getState().expire(full.id);
  store.getState().expire(full.id); // it is gone already
  expect(store.getState().unreadProblems).toBe(1);
  store.getState().markRead();
  expect(store.getState().unreadProblems).toBe(0);
});

it('gives a long sentence the time that reading it takes', () => {
  expect(readingMs({ sentence: 'Done.' })).toBe(6000);
  const words = Array.from({ length: 100 }, () => 'galax').join(' '); // half a minute at 200 words a minute
  expect(readingMs({ sentence: words })).toBeGreaterThan(30_000);
});
