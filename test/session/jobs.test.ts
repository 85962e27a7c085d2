import { expect, it } from 'vitest';
import { createJobsStore, secondsLeft } from '../../src/session/jobs.ts';

it('tells the time left at the rate so far, once there is something to go by', () => {
  let now = 0;
  const store = createJobsStore(() => now);
  const job = store.getState().start('Embed 100 galaxies');
  const report = (done: number) => job.report({ phase: 'Embedding', done, total: 100, unit: 'galaxies' });
  now = 100;
  report(1);
  expect(secondsLeft(store.getState().jobs[0])).toBeUndefined();
  now = 10_000;
  report(25);
  expect(secondsLeft(store.getState().jobs[0])).toBeCloseTo(30, 9);
});

it('aborts the signal of a job that is cancelled, and only of that one', () => {
  const store = createJobsStore(() => 0);
  const one = store.getState().start('one');
  const two = store.getState().start('two');
  store.getState().cancel(store.getState().jobs.find(j => j.title === 'one')!.id);
  expect([one.signal.aborted, two.signal.aborted]).toEqual([true, false]);
});

it('keeps failed jobs in the list and clears finished ones when the next starts', () => {
  const store = createJobsStore(() => 0);
  store.getState().start('good').finish('done');
  store.getState().start('bad').finish('failed', 'why');
  store.getState().start('next');
  expect(store.getState().jobs.map(j => j.title)).toEqual(['next', 'bad']);
});
