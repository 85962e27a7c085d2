import { afterEach, describe, expect, it } from 'vitest';
import { openWorker, workerCrashedError } from '../../src/rpc/client.ts';
import { loadFailureEvent } from '../../src/rpc/loadFailure.ts';
import { createRevivingClient } from '../../src/rpc/revivingClient.ts';
import type { Faulty } from './faultyWorker.ts';

const limitMs = 1500; // a module of the development server takes some time to load

const workers: Worker[] = [];
function openFaulty() {
  return openWorker<Faulty>(() => {
    const worker = new Worker(new URL('./faultyWorker.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  }, limitMs);
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

describe('a real worker', () => {
  it('is started again when it is terminated under a call, which is made again', async () => {
    const client = createRevivingClient(openFaulty);
    expect(await client.call(api => api.add(1, 2))).toBe(3);
    workers[0].terminate();
    expect(await client.call(api => api.add(2, 3))).toBe(5);
    expect(workers).toHaveLength(2);
  });

  it('that loops for ever is started again twice, and then the call fails with what to do', async () => {
    const client = createRevivingClient(openFaulty);
    await expect(client.call(api => api.loopForEver())).rejects.toMatchObject({
      name: workerCrashedError,
      message: 'A worker of the app could not continue: it did not answer any more. Reload the page.',
    });
    expect(workers).toHaveLength(3);
    expect(await client.call(api => api.add(1, 1))).toBe(2);
  });

  it('that only takes long is left alone', async () => {
    const client = createRevivingClient(openFaulty);
    expect(await client.call(api => api.wait(3 * limitMs))).toBe('waited');
    expect(workers).toHaveLength(1);
  });

  it('whose job stands still though it answers is started again twice, and then the call fails', async () => {
    const client = createRevivingClient(openFaulty);
    await expect(client.job({}, (api, port) => api.standStill(port))).rejects.toMatchObject({
      name: workerCrashedError,
      message:
        'A worker of the app could not continue: it stood still in the middle of its work. Reload the page.',
    });
    expect(workers).toHaveLength(3);
  });

  it('whose job reports, or waits for what takes long, is left alone', async () => {
    const client = createRevivingClient(openFaulty);
    const both = [
      client.job({}, (api, port) => api.work(3 * limitMs, port)),
      client.job({}, (api, port) => api.waitLong(3 * limitMs, port)),
    ];
    expect(await Promise.all(both)).toEqual(['worked', 'waited']);
    expect(workers).toHaveLength(1);
  });

  it('whose script is gone is tried three times, and the page is told', async () => {
    let told = 0;
    const count = () => told++;
    window.addEventListener(loadFailureEvent, count);
    const client = createRevivingClient(() =>
      openWorker<Faulty>(() => {
        const worker = new Worker(new URL('/no-such-worker.js', location.href), { type: 'module' });
        workers.push(worker);
        return worker;
      }, limitMs),
    );
    await expect(client.call(api => api.add(1, 2))).rejects.toThrow('it did not load. Reload the page.');
    window.removeEventListener(loadFailureEvent, count);
    expect([workers.length, told]).toEqual([3, 3]);
  });

  it('that cannot load its code says so, and the page is told', async () => {
    const told = new Promise(resolve =>
      window.addEventListener(loadFailureEvent, () => resolve('told'), { once: true }),
    );
    const client = createRevivingClient(openFaulty);
    await expect(client.call(api => api.loadMissing())).rejects.toThrow('A part of the app did not load.');
    expect(await told).toBe('told');
  });
});
