import { describe, expect, it } from 'vitest';
import type { SearchOptions, SearchWorker } from '../../../src/contracts/search.ts';
import { createSearchClient } from '../../../src/features/similar/searchClient.ts';
import { decodedRows } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import type { Representation } from '../../../src/session/representation.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';
import { allRows, ramp } from '../smallCatalogue.ts';
import { neighboursOf } from './fakeSearch.ts';

const options: SearchOptions = { metric: 'euclidean', components: 2, k: 1 };

function start() {
  const workers: ReturnType<typeof workerClientOf<SearchWorker>>[] = [];
  const log: string[] = [];
  const received: number[] = [];
  let failing = false;
  let meanwhile = async () => {};
  const of = (n: number): Representation => ({
    weights: 'w',
    components: ramp(n, 2),
    rows: allRows(n),
    complete: true,
  });
  const present = { representation: of(5) as Representation | null, version: 1 };
  const client = createSearchClient(
    () => {
      const number = workers.length + 1;
      const worker = workerClientOf({
        async begin(rows, columns) {
          log.push(`${number} has ${rows.length}`);
          if (failing) throw new Error('the memory is full');
          received.splice(0);
          received.push(columns);
        },
        async add(values) {
          for (const value of values) received.push(value);
          await meanwhile();
          return values;
        },
        async adopt(rows, columns, memory) {
          log.push(
            `${number} works in the memory of ${rows.length} × ${columns}: ${memory.buffer.byteLength}`,
          );
        },
        async nearestToRow(row) {
          log.push(`${number} searches ${row}`);
          return neighboursOf(row + 1);
        },
      } as Partial<SearchWorker> as SearchWorker);
      workers.push(worker);
      return worker;
    },
    () => present,
  );
  return {
    client,
    present,
    of,
    workers,
    log,
    /** Columns, then all numbers since the last beginning. */
    received,
    fail: (fails: boolean) => (failing = fails),
    /** What happens while a piece is taken in. */
    during: (what: () => Promise<void>) => (meanwhile = what),
  };
}

describe('components in a memory that threads share', () => {
  it('are not sent: every worker that answers is given their memory', async () => {
    const { client, present, of, workers, log, received } = start();
    const sharedMemory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    present.representation = { ...of(5), sharedMemory };
    await client.nearestToRow(0, options, {});
    workers[0].crash();
    await client.nearestToRow(1, options, {});
    expect(log).toEqual([
      '1 works in the memory of 5 × 2: 65536',
      '1 searches 0',
      '2 works in the memory of 5 × 2: 65536',
      '2 searches 1',
    ]);
    expect(received).toEqual([]);
  });
});

describe('a search worker that comes back', () => {
  it('is sent the components once a version, and again where another worker answers', async () => {
    const { client, present, of, workers, log } = start();
    await client.nearestToRow(0, options, {});
    await client.nearestToRow(1, options, {});
    present.representation = of(7);
    present.version = 2;
    await client.nearestToRow(2, options, {});
    workers[0].crash();
    expect([...(await client.nearestToRow(3, options, {})).rows]).toEqual([4]);
    expect(log).toEqual([
      '1 has 5',
      '1 searches 0',
      '1 searches 1',
      '1 has 7',
      '1 searches 2',
      '2 has 7',
      '2 searches 3',
    ]);
  });

  it('is sent them in pieces, and of an older version no more than was under way', async () => {
    const { client, present, of, log, received, during } = start();
    const n = 600_000; // 1.2 million numbers: two pieces
    present.representation = of(n);
    await client.nearestToRow(1, options, {});
    expect(received.length).toBe(1 + 2 * n);
    const kept = decodedRows(present.representation.components);
    expect(received.every((value, i) => i === 0 || value === kept[i - 1])).toBe(true);

    present.version = 2;
    let second: Promise<unknown> | null = null;
    during(async () => {
      if (second) return;
      present.representation = of(3);
      present.version = 3;
      second = client.nearestToRow(2, options, {});
    });
    await client.nearestToRow(0, options, {});
    await second;
    expect(received).toEqual([2, ...decodedRows(of(3).components)]);
    expect(log.slice(2)).toEqual([`1 has ${n}`, '1 has 3', '1 searches 2', '1 searches 0']);
  });

  it('sends them again after a sending that failed', async () => {
    const { client, log, fail } = start();
    fail(true);
    await expect(client.nearestToRow(0, options, {})).rejects.toThrow('memory is full');
    fail(false);
    await client.nearestToRow(0, options, {});
    expect(log).toEqual(['1 has 5', '1 has 5', '1 searches 0']);
  });

  it('rejects where nothing is represented', async () => {
    const { client, present } = start();
    present.representation = null;
    await expect(client.nearestToRow(0, options, {})).rejects.toThrow('need a representation');
  });
});
