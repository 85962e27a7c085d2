import { expect, it } from 'vitest';
import { tellFinishedJobs } from '../../../src/app/composition/finishedJobs.ts';
import { createViewStore } from '../../../src/app/view.ts';
import { createSession } from '../../../src/session/session.ts';

function watched() {
  const clock = { ms: 0 };
  const session = createSession(() => clock.ms);
  const view = createViewStore();
  tellFinishedJobs(session, view);
  function work(tookMs: number, room?: string, outcome: 'done' | 'failed' = 'done') {
    const job = session.jobs.getState().start('Train rings', { room });
    clock.ms += tookMs;
    job.finish(outcome);
    return session.notices.getState().notices.at(-1);
  }
  return { view, work };
}

it('says that long work is done, and opens its room', () => {
  const { view, work } = watched();
  view.getState().enter('similar');
  const notice = work(80_000, 'finetune');
  expect(notice?.sentence).toBe('Train rings: done in 1:20.');
  expect(notice?.action?.label).toBe('Open Fine-tune');
  notice?.action?.act();
  expect(view.getState().room).toBe('finetune');
});

it('offers no way to a room that is open, or to none', () => {
  const { view, work } = watched();
  view.getState().enter('finetune');
  expect(work(80_000, 'finetune')?.action).toBeUndefined();
  expect(work(70_000)?.action).toBeUndefined();
});

it('is silent about short work and about what did not come to its end', () => {
  const { work } = watched();
  expect(work(9000)).toBeUndefined();
  expect(work(80_000, 'finetune', 'failed')).toBeUndefined();
});
