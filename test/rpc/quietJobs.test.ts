import { beforeEach, describe, expect, it } from 'vitest';
import { createQuietJobs } from '../../src/rpc/quietJobs.ts';

const everyMs = 5000;
let nowMs: number;
let jobs: ReturnType<typeof createQuietJobs>;

/** Milliseconds of silence that each of so many pings finds. */
function pings(count: number, passedMs = everyMs): number[] {
  return Array.from({ length: count }, () => {
    nowMs += passedMs;
    return jobs.atPing(everyMs);
  });
}

beforeEach(() => {
  nowMs = 1000;
  jobs = createQuietJobs(() => nowMs);
});

describe('jobs under way', () => {
  it('are quiet from the first ping without a sign, and no more after the next sign', () => {
    const job = jobs.begin(1);
    expect(pings(3)).toEqual([0, 5000, 10_000]);
    job.give();
    expect(pings(2)).toEqual([0, 5000]);
  });

  it('are judged by the quietest', () => {
    jobs.begin(1);
    const lively = jobs.begin(1);
    pings(1);
    lively.give();
    expect(pings(1)).toEqual([5000]);
  });

  it('that have ended, and a worker without any, are never quiet', () => {
    expect(pings(3)).toEqual([0, 0, 0]);
    const job = jobs.begin(1);
    pings(3);
    job.end();
    expect(pings(1)).toEqual([0]);
  });

  it('may be quiet for longer where they wait for what takes long', () => {
    jobs.begin(10);
    expect(pings(3)).toEqual([0, 500, 1000]);
  });

  it('are not blamed for pings that waited together, nor for a machine that slept', () => {
    jobs.begin(1);
    pings(1);
    nowMs += 24_000;
    expect(pings(5, 0)).toEqual([5000, 5000, 5000, 5000, 5000]); // one distance of pings, not five
    expect(pings(1, 3_600_000)).toEqual([10_000]);
  });
});
