import { expect, it, vi } from 'vitest';
import type { DistilStore } from '../../../src/features/distil/distilStore.ts';
import { keepOnLeaving } from '../../../src/features/distil/openDistil.ts';

it('pauses a run that is matched as the page goes, so that it is kept, and goes on where the page comes back', () => {
  const [pause, resume] = [vi.fn(), vi.fn()];
  let step = 'resting';
  let paused = false;
  const state = () => ({ open: { step, jobId: 1, request: { key: 'k' } }, pause, resume });
  const clients = { session: { jobs: { getState: () => ({ jobs: [{ id: 1, paused }] }) } } };
  const page = new EventTarget();
  keepOnLeaving({ runs: { getState: state }, clients } as unknown as DistilStore, page);
  page.dispatchEvent(new Event('pagehide'));
  page.dispatchEvent(new Event('pageshow'));
  expect([pause.mock.calls.length, resume.mock.calls.length]).toEqual([0, 0]);
  step = 'matching';
  page.dispatchEvent(new Event('pagehide'));
  expect(pause).toHaveBeenCalledOnce();
  page.dispatchEvent(new Event('pageshow'));
  expect(resume).toHaveBeenCalledOnce();
  page.dispatchEvent(new Event('pageshow'));
  expect(resume).toHaveBeenCalledOnce();
  paused = true; // by the person
  page.dispatchEvent(new Event('pagehide'));
  page.dispatchEvent(new Event('pageshow'));
  expect([pause.mock.calls.length, resume.mock.calls.length]).toEqual([1, 1]);
});
