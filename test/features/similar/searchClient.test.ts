import { describe, expect, it } from 'vitest';
import type { SearchOptions, SearchWorker } from '../../../src/contracts/search.ts';
import { createSearchClient } from '../../../src/features/similar/searchClient.ts';
import type { Representation } from '../../../src/session/representation.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';
import { allRows, ramp } from '../smallCatalogue.ts';
import { neighboursOf } from './fakeSearch.ts';

const options: SearchOptions = { metric: 'euclidean', components: 2, k: 1 };

function start() {
  const workers: ReturnType<typeof workerClientOf<SearchWorker>>[] = [];
  const log: string[] = [];
  let failing = false;
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
        async setComponents(matrix) {
          log.push(`${number} has ${matrix.rows}`);
          if (failing) throw new Error('the memory is full');
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
  return { client, present, of, workers, log, fail: (fails: boolean) => (failing = fails) };
}

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
