import { describe, expect, it } from 'vitest';
import { createJobsStore } from '../../src/session/jobs.ts';
import { runJob } from '../../src/session/runJob.ts';

const jobOf = (jobs: ReturnType<typeof createJobsStore>) => jobs.getState().jobs[0];
const turn = () => new Promise(resolve => setTimeout(resolve));

/** Rejects with an AbortError when the signal aborts. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

describe('runJob', () => {
  it('shows a job and its progress while it works, and hands back what it made', async () => {
    const jobs = createJobsStore(() => 0);
    const seen: unknown[] = [];
    const first = { phase: 'Loading', done: 0, total: 0, unit: 'galaxies' };
    const end = await runJob(
      jobs,
      'Count',
      async job => {
        seen.push(jobOf(jobs).progress, jobOf(jobs).outcome);
        job.report({ ...first, phase: 'Counting', done: 1 });
        seen.push(jobOf(jobs).progress?.phase);
        return 7;
      },
      { first, onStart: id => seen.push(id) },
    );
    expect(seen).toEqual([1, first, 'running', 'Counting']);
    expect(end).toEqual({ outcome: 'done', value: 7 });
    expect(jobOf(jobs).outcome).toBe('done');
  });

  it('says why it failed, in the words it is given', async () => {
    const jobs = createJobsStore(() => 0);
    const fail = async () => {
      throw new Error('no disk');
    };
    const end = await runJob(jobs, 'Keep', fail, {
      explain: error => `Not kept: ${(error as Error).message}.`,
    });
    expect(end).toMatchObject({ outcome: 'failed', failure: 'Not kept: no disk.' });
    expect(jobOf(jobs)).toMatchObject({ outcome: 'failed', failure: 'Not kept: no disk.' });
  });

  it('is stopped by its button, by the signal it is given, and by an abort from below', async () => {
    const jobs = createJobsStore(() => 0);
    const byButton = runJob(jobs, 'Wait', job => untilAborted(job.signal));
    jobs.getState().cancel(jobOf(jobs).id);
    expect(await byButton).toEqual({ outcome: 'stopped' });
    const gone = new AbortController();
    const bySignal = runJob(jobs, 'Wait', job => untilAborted(job.signal), { signal: gone.signal });
    gone.abort();
    expect(await bySignal).toEqual({ outcome: 'stopped' });
    const below = runJob(jobs, 'Wait', async () => {
      throw new DOMException('stopped', 'AbortError');
    });
    expect(await below).toEqual({ outcome: 'stopped' });
    expect(jobs.getState().jobs.map(job => job.outcome)).toEqual(['stopped', 'stopped', 'stopped']);
  });

  it('keeps what a stopped job hands back all the same', async () => {
    const jobs = createJobsStore(() => 0);
    const end = runJob(jobs, 'Train', async job => {
      await untilAborted(job.signal).catch(() => {});
      return 'three epochs';
    });
    jobs.getState().cancel(jobOf(jobs).id);
    expect(await end).toEqual({ outcome: 'stopped', value: 'three epochs' });
  });

  it('cancels a call when it is paused, makes it again when it goes on, and ends when it is stopped', async () => {
    const jobs = createJobsStore(() => 0);
    let calls = 0;
    const end = runJob(
      jobs,
      'Distil',
      job =>
        job.untilDone(async ({ signal }) => {
          calls++;
          if (calls === 2) return 'done';
          return untilAborted(signal);
        }),
      { pausable: true },
    );
    await turn();
    const { id } = jobOf(jobs);
    jobs.getState().pause(id);
    await turn();
    expect([calls, jobOf(jobs).outcome, jobOf(jobs).paused]).toEqual([1, 'running', true]);
    jobs.getState().resume(id);
    expect(await end).toEqual({ outcome: 'done', value: 'done' });
    expect(calls).toBe(2);
  });

  it('stops a job that rests', async () => {
    const jobs = createJobsStore(() => 0);
    let calls = 0;
    const end = runJob(
      jobs,
      'Distil',
      job =>
        job.untilDone(({ signal }) => {
          calls++;
          return untilAborted(signal);
        }),
      { pausable: true },
    );
    await turn();
    jobs.getState().pause(jobOf(jobs).id);
    await turn();
    jobs.getState().cancel(jobOf(jobs).id);
    expect(await end).toEqual({ outcome: 'stopped' });
    expect(calls).toBe(1);
  });
});
