import type { Remote } from 'comlink';
import { describe, expect, it, vi } from 'vitest';
import { type WorkerClient, workerCrashedError, workerEndedError } from '../../src/rpc/client.ts';
import { createRevivingClient } from '../../src/rpc/revivingClient.ts';

interface Counter {
  count(): Promise<number>;
}

function named(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

/** Workers that answer with their number; each can be crashed or made to hang. */
function fakeWorkers() {
  const workers: { crash(): void; hang: boolean; ended: boolean }[] = [];
  function open(): WorkerClient<Counter> {
    let reject: (error: Error) => void = () => {};
    const gone = new Promise<never>((_, no) => {
      reject = no;
    });
    gone.catch(() => {});
    const number = workers.length + 1;
    const worker = { crash: () => reject(named(workerCrashedError)), hang: false, ended: false };
    workers.push(worker);
    const api = { count: () => (worker.hang ? new Promise(() => {}) : Promise.resolve(number)) };
    return {
      api: api as unknown as Remote<Counter>,
      settle: call => Promise.race([call, gone]),
      end() {
        worker.ended = true;
        reject(named(workerEndedError));
      },
    };
  }
  return { workers, open };
}

const turn = () => new Promise(resolve => setTimeout(resolve));

describe('createRevivingClient', () => {
  it('opens one worker at the first call and keeps it', async () => {
    const { workers, open } = fakeWorkers();
    const client = createRevivingClient(open);
    expect(workers).toHaveLength(0);
    expect([await client.call(api => api.count()), await client.call(api => api.count())]).toEqual([1, 1]);
  });

  it('ends a worker that is left in peace, never under a call, and starts another when it is asked again', async () => {
    vi.useFakeTimers();
    try {
      const { workers, open } = fakeWorkers();
      const client = createRevivingClient(open, { restMs: 1000 });
      await client.call(api => api.count());
      vi.advanceTimersByTime(999);
      await client.call(api => api.count());
      vi.advanceTimersByTime(999);
      expect(workers[0].ended).toBe(false);
      workers[0].hang = true;
      const long = client.call(api => api.count());
      await vi.advanceTimersByTimeAsync(60_000);
      expect(workers[0].ended).toBe(false);
      workers[0].crash();
      expect(await long).toBe(2);
      vi.advanceTimersByTime(1000);
      expect(workers[1].ended).toBe(true);
      expect(await client.call(api => api.count())).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('repeats every call a crash interrupts on one new worker, prepared anew, and tells of one loss', async () => {
    const { workers, open } = fakeWorkers();
    const losses: number[] = [];
    let prepared = 0;
    const client = createRevivingClient(open, {
      prepare: async () => prepared++,
      onLoss: (_, count) => losses.push(count),
    });
    await client.call(api => api.count());
    workers[0].hang = true;
    const both = Promise.all([client.call(api => api.count()), client.call(api => api.count())]);
    await turn();
    workers[0].crash();
    expect(await both).toEqual([2, 2]);
    expect([workers.length, prepared, losses, workers[0].ended]).toEqual([2, 2, [1], true]);
  });

  it('gives up at the third loss in a row, and tries again when asked again', async () => {
    const { workers, open } = fakeWorkers();
    let sick = true;
    const client = createRevivingClient(() => {
      const opened = open();
      if (sick) workers[workers.length - 1].crash();
      return opened;
    });
    await expect(client.call(() => new Promise(() => {}))).rejects.toThrow(workerCrashedError);
    expect(workers).toHaveLength(3);
    await expect(client.call(() => new Promise(() => {}))).rejects.toThrow(workerCrashedError);
    expect(workers).toHaveLength(6);
    sick = false;
    expect(await client.call(api => api.count())).toBe(7);
  });

  it('gives up a call that three workers did not survive, though others succeed in between', async () => {
    const { workers, open } = fakeWorkers();
    const client = createRevivingClient(open);
    const poison = client.call(() => new Promise<never>(() => {}));
    const ended = expect(poison).rejects.toThrow(workerCrashedError);
    for (let each = 0; each < 3; each++) {
      await client.call(api => api.count());
      workers[each].crash();
      await turn();
    }
    await ended;
    expect(await client.call(api => api.count())).toBe(4);
  });

  it('counts as a loss what it is told is one, and throws other errors as they are', async () => {
    const { workers, open } = fakeWorkers();
    const client = createRevivingClient(open, { isLoss: error => (error as Error).name === 'DeviceLost' });
    let calls = 0;
    const value = await client.call(async api => {
      if (++calls === 1) throw named('DeviceLost');
      return api.count();
    });
    expect([value, workers.length]).toEqual([2, 2]);
    await expect(client.call(() => Promise.reject(named('TypeError')))).rejects.toThrow('TypeError');
    expect(workers).toHaveLength(2);
  });

  it('repeats calls under way when it is restarted, and rejects them when it is ended', async () => {
    const { workers, open } = fakeWorkers();
    const client = createRevivingClient(open);
    await client.call(api => api.count());
    workers[0].hang = true;
    const repeated = client.call(api => api.count());
    await turn();
    client.restart();
    expect(await repeated).toBe(2);
    workers[1].hang = true;
    const rejected = client.call(api => api.count());
    await turn();
    client.end();
    await expect(rejected).rejects.toThrow(workerEndedError);
    expect(await client.call(api => api.count())).toBe(3);
  });

  it('forgets a worker that could not be prepared', async () => {
    const { workers, open } = fakeWorkers();
    let failing = true;
    const client = createRevivingClient(open, {
      async prepare() {
        if (failing) throw new Error('the decoder did not load');
      },
    });
    await expect(client.call(api => api.count())).rejects.toThrow('the decoder did not load');
    expect(workers[0].ended).toBe(true);
    failing = false;
    expect(await client.call(api => api.count())).toBe(2);
  });

  it('does not repeat a job that was cancelled', async () => {
    const { workers, open } = fakeWorkers();
    const client = createRevivingClient(open);
    const stop = new AbortController();
    const job = client.job({ signal: stop.signal }, () => new Promise<number>(() => {}));
    await turn();
    stop.abort();
    workers[0].crash();
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
  });
});
