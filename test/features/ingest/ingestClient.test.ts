import { describe, expect, it, vi } from 'vitest';
import type { CatalogueSource, IngestWorker } from '../../../src/contracts/ingest.ts';
import { createIngestClient } from '../../../src/features/ingest/ingestClient.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';
import { smallCatalogue } from '../smallCatalogue.ts';

const url = (name: string): CatalogueSource => ({ kind: 'url', url: `https://here/${name}`, name });

/** Ingest workers that number what they open from 1 and log what they are asked. */
function fakeWorkers(rowCounts: Record<string, number> = {}) {
  const workers: ReturnType<typeof workerClientOf<IngestWorker>>[] = [];
  const log: string[] = [];
  function open() {
    const number = workers.length + 1;
    const names = new Map<number, string>();
    let hangs = false;
    const worker = workerClientOf<IngestWorker>({
      async open(source) {
        const name = 'name' in source ? source.name : 'sky';
        names.set(names.size + 1, name);
        log.push(`${number} opens ${name}`);
        if (name === 'slow') await new Promise(resolve => setTimeout(resolve, 10));
        if (name === 'endless') return new Promise(() => {});
        const hasImages = name !== 'table';
        return smallCatalogue(rowCounts[name] ?? 10, { handle: names.size, name, hasImages });
      },
      async images(handle) {
        log.push(`${number} images of ${names.get(handle)}`);
        if (hangs) return new Promise(() => {});
        return [];
      },
      async close(handle) {
        log.push(`${number} closes ${names.get(handle)}`);
      },
    } as Partial<IngestWorker> as IngestWorker);
    workers.push(worker);
    return Object.assign(worker, { hang: () => (hangs = true) });
  }
  return { open, workers: workers as ReturnType<typeof open>[], log };
}

describe('an ingest worker that comes back', () => {
  it('opens a catalogue again under the same handle when it is next asked about it, once', async () => {
    const { open, workers, log } = fakeWorkers();
    const client = createIngestClient(open);
    const a = await client.open(url('a'), {});
    const b = await client.open(url('b'), {});
    expect(a.handle).not.toBe(b.handle);
    workers[0].hang();
    const interrupted = client.images(b.handle, new Uint32Array(1));
    await new Promise(resolve => setTimeout(resolve));
    workers[0].crash();
    expect(await interrupted).toEqual([]);
    await Promise.all([
      client.images(b.handle, new Uint32Array(1)),
      client.images(a.handle, new Uint32Array(1)),
    ]);
    expect(log).toEqual([
      '1 opens a',
      '1 opens b',
      '1 images of b',
      '2 opens b',
      '2 images of b',
      '2 opens a',
      '2 images of b',
      '2 images of a',
    ]);
  });

  it('is ended where no catalogue has anything left to give, and else stays', async () => {
    vi.useFakeTimers();
    try {
      const { open, workers, log } = fakeWorkers();
      const ended = (number: number) => workers[number - 1].ended();
      const client = createIngestClient(open);
      const images = await client.open(url('a'), {});
      const table = await client.open(url('table'), {});
      await vi.advanceTimersByTimeAsync(60_000);
      expect(ended(1)).toBe(false);
      await client.close(images.handle);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(ended(1)).toBe(true);
      await client.close(table.handle);
      expect(workers.length).toBe(1);
      expect(log).toEqual(['1 opens a', '1 opens table', '1 closes table', '1 closes a']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('says so where the files have changed meanwhile', async () => {
    const rowCounts = { a: 10 };
    const { open, workers } = fakeWorkers(rowCounts);
    const client = createIngestClient(open);
    const { handle } = await client.open(url('a'), {});
    workers[0].crash();
    rowCounts.a = 9;
    await expect(client.images(handle, new Uint32Array(1))).rejects.toThrow('open it again');
  });

  it('knows no catalogue that was closed, and closes in a new worker nothing it does not have', async () => {
    const { open, workers, log } = fakeWorkers();
    const client = createIngestClient(open);
    const a = await client.open(url('a'), {});
    const b = await client.open(url('b'), {});
    await client.close(a.handle);
    await expect(client.images(a.handle, new Uint32Array(1))).rejects.toThrow('closed or unknown');
    workers[0].crash();
    await client.close(b.handle);
    expect(log).toEqual(['1 opens a', '1 opens b', '1 closes a']);
  });

  it('is ended by a stop that it does not hear, and what was open and what waited go on in another', async () => {
    const { open, workers, log } = fakeWorkers();
    const client = createIngestClient(open, 20);
    const a = await client.open(url('a'), {});
    const stop = new AbortController();
    const opening = client.open(url('endless'), { signal: stop.signal });
    workers[0].hang();
    const images = client.images(a.handle, new Uint32Array(1)); // behind the endless file
    await new Promise(resolve => setTimeout(resolve));
    stop.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(await images).toEqual([]);
    expect(workers[0].ended()).toBe(true);
    expect((await client.open(url('b'), {})).name).toBe('b');
    expect(log).toEqual([
      '1 opens a',
      '1 opens endless',
      '1 images of a',
      '2 opens a',
      '2 images of a',
      '2 opens b',
    ]);
  });

  it('goes on after a stop that it hears in time', async () => {
    const { open, workers } = fakeWorkers();
    const client = createIngestClient(open, 20);
    const stop = new AbortController();
    const opening = client.open(url('slow'), { signal: stop.signal });
    await new Promise(resolve => setTimeout(resolve));
    stop.abort();
    await opening; // the store closes what arrives after a stop
    await new Promise(resolve => setTimeout(resolve, 60));
    expect(workers).toHaveLength(1);
    expect(workers[0].ended()).toBe(false);
  });

  it('opens again, when it is next asked, what could not be opened again', async () => {
    const rowCounts = { a: 10 };
    const { open, workers } = fakeWorkers(rowCounts);
    const client = createIngestClient(open);
    const { handle } = await client.open(url('a'), {});
    workers[0].crash();
    rowCounts.a = 9;
    await expect(client.images(handle, new Uint32Array(1))).rejects.toThrow('open it again');
    rowCounts.a = 10;
    expect(await client.images(handle, new Uint32Array(1))).toEqual([]);
  });
});
