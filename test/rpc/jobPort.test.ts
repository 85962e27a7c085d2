import { describe, expect, it } from 'vitest';
import type { JobPort, Progress } from '../../src/contracts/job.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { isAbort, withJob } from '../../src/rpc/jobPort.ts';

const step = (done: number): Progress => ({ phase: 'Counting', done, total: 10, unit: 'steps' });

/** A worker's call that counts to ten, a breath a step. */
function count(port?: JobPort, reached: (done: number) => void = () => {}): Promise<number> {
  return serveJob(port, async job => {
    for (let done = 1; done <= 10; done++) {
      job.report(step(done));
      reached(done);
      await job.breathe();
    }
    return 10;
  });
}

describe('withJob and serveJob', () => {
  it('carry progress to the window, in order, and the result', async () => {
    const seen: number[] = [];
    const value = await withJob({ onProgress: progress => seen.push(progress.done) }, port => count(port));
    expect(value).toBe(10);
    expect(seen.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]); // the last may still be on their way
  });

  it('carry a cancel to the worker, whose next breath throws an AbortError', async () => {
    const stop = new AbortController();
    let last = 0;
    const job = withJob({ signal: stop.signal }, port =>
      count(port, done => {
        last = done;
        if (done === 3) stop.abort();
      }),
    );
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(last).toBeLessThan(10);
  });

  it('make no call under a signal that is already aborted', async () => {
    let calls = 0;
    const job = withJob({ signal: AbortSignal.abort() }, async () => calls++);
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls).toBe(0);
  });

  it('pass a failure on as it is, and stop listening to the signal', async () => {
    const stop = new AbortController();
    const failure = new Error('need k < n; got k = 50, n = 20');
    let port: JobPort | undefined;
    const job = withJob({ signal: stop.signal }, async mine => {
      port = mine;
      return serveJob(mine, async () => {
        throw failure;
      });
    });
    await expect(job).rejects.toBe(failure);
    stop.abort(); // reaches nobody: neither port is open
    expect(port).toBeDefined();
  });

  it('let a loop that nobody watches breathe', async () => {
    expect(await count()).toBe(10);
  });

  it('let other messages in between two steps', async () => {
    const order: string[] = [];
    const loop = serveJob(undefined, async job => {
      order.push('first step');
      await job.breathe();
      order.push('second step');
    });
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise<void>(resolve => {
      port1.onmessage = () => {
        order.push('message');
        port1.close();
        resolve();
      };
    });
    port2.postMessage(null);
    await Promise.all([loop, heard]);
    expect(order[0]).toBe('first step');
    expect(order).toContain('message');
  });
});

describe('isAbort', () => {
  it('tells a cancel from a failure by its name', () => {
    expect(isAbort(new DOMException('stopped', 'AbortError'))).toBe(true);
    expect(isAbort(Object.assign(new Error('from a worker'), { name: 'AbortError' }))).toBe(true);
    expect(isAbort(new Error('AbortError'))).toBe(false);
    expect(isAbort('AbortError')).toBe(false);
  });
});
