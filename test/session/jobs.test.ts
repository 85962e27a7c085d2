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

it('tells the time left of the second thing a job counts at its own rate', () => {
  let now = 0;
  const store = createJobsStore(() => now);
  const job = store.getState().start('Train');
  now = 30_000;
  job.report({ phase: 'Representing', done: 100, total: 100, unit: 'galaxies' });
  now = 34_000;
  job.report({ phase: 'Epoch 1', done: 20, total: 200, unit: 'galaxies' });
  expect(secondsLeft(store.getState().jobs[0])).toBeCloseTo(36, 9); // 20 in 4 s, 180 to go
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

it('counts no rate for what was there before', () => {
  let now = 0;
  const store = createJobsStore(() => now);
  const job = store.getState().start('download');
  now = 4000;
  job.report({ phase: 'Downloading', done: 60, total: 100, unit: 'bytes', before: 40 });
  expect(secondsLeft(store.getState().jobs[0])).toBe(8); // 20 in 4 s, 40 to go
  job.report({ phase: 'Downloading', done: 40, total: 100, unit: 'bytes', before: 40 });
  expect(secondsLeft(store.getState().jobs[0])).toBeUndefined();
});

it('holds a paused job until it is resumed or cancelled', async () => {
  const store = createJobsStore(() => 0);
  const { pause, resume, cancel } = store.getState();
  const job = store.getState().start('long', { pausable: true });
  const { id } = store.getState().jobs[0];
  let passed = 0;
  const pass = () => job.whenUnpaused().then(() => passed++);
  await pass();
  pause(id);
  const first = pass();
  await Promise.resolve();
  expect([passed, store.getState().jobs[0].paused]).toEqual([1, true]);
  resume(id);
  await first;
  pause(id);
  const second = pass();
  cancel(id);
  await second;
  expect([passed, job.signal.aborted]).toEqual([3, true]);
});
