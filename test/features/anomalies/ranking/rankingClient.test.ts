import { expect, it } from 'vitest';
import type { RankOptions } from '../../../../src/contracts/anomalies.ts';
import { createRankingClient } from '../../../../src/features/anomalies/ranking/rankingClient.ts';
import { createRepresentationStore } from '../../../../src/session/representation.ts';
import { allRows, ramp, settle } from '../../smallCatalogue.ts';
import { createFakeAnomalies } from '../fakeAnomalies.ts';

const options: RankOptions = { ratings: { rows: Uint32Array.of(3), scores: Float32Array.of(5) }, seed: 1 };

function opened() {
  const fake = createFakeAnomalies();
  const representation = createRepresentationStore();
  const embed = (n: number) =>
    representation
      .getState()
      .replace({ weights: 'w', components: ramp(n, 3), rows: allRows(n), complete: true });
  embed(10);
  return {
    ...fake,
    representation,
    embed,
    client: createRankingClient(fake.openWorker, representation.getState),
  };
}

it('gives a worker each representation once, and says which an answer is about', async () => {
  const { client, held, latest, embed, workers } = opened();
  const first = client.rank(options, {});
  await settle();
  latest().answer([1]);
  expect(await first).toMatchObject({ version: 1, answer: { version: 1 } });
  const second = client.rank(options, {});
  await settle();
  expect(held).toHaveLength(1);
  embed(12); // while the second is under way: it stays about the ten
  latest().answer([1]);
  expect((await second).rows).toHaveLength(10);
  const third = client.rank(options, {});
  await settle();
  latest().answer([1]);
  expect(await third).toMatchObject({ version: 2, answer: { version: 2 } });
  expect([held.length, workers()]).toEqual([2, 1]);
});

it('makes the last ranking again before deviations where the worker is another', async () => {
  const { client, rankings, weighed, latest, crash, workers } = opened();
  const ranked = client.rank(options, {});
  await settle();
  latest().answer([1]);
  await ranked;
  const deviations = client.deviations({});
  await settle();
  expect([rankings.length, weighed.length]).toEqual([1, 1]); // this worker has the model
  crash();
  await settle();
  expect([workers(), rankings.length, weighed.length]).toEqual([2, 2, 1]);
  expect(latest().options).toEqual(options);
  latest().answer([1]);
  await settle();
  weighed[1].resolve(new Float32Array(10).fill(0.5));
  expect((await deviations).answer[9]).toBe(0.5);
});

it('makes it again where the components are others', async () => {
  const { client, rankings, weighed, latest, embed, workers } = opened();
  const ranked = client.rank(options, {});
  await settle();
  latest().answer([1]);
  await ranked;
  embed(12);
  const deviations = client.deviations({});
  await settle();
  expect([workers(), rankings.length, weighed.length]).toEqual([1, 2, 0]);
  latest().answer([1]);
  await settle();
  weighed[0].resolve(new Float32Array(12));
  expect(await deviations).toMatchObject({ version: 2 });
});

it('refuses without a representation, and goes on once there is one', async () => {
  const { client, representation, embed, latest } = opened();
  representation.getState().replace(null);
  await expect(client.rank(options, {})).rejects.toThrow('need a representation');
  embed(10);
  const ranked = client.rank(options, {});
  await settle();
  latest().answer([1]);
  expect((await ranked).version).toBe(3);
});

it('cancels a call by its signal', async () => {
  const { client, latest } = opened();
  const stop = new AbortController();
  void client.rank(options, { signal: stop.signal }).catch(() => {});
  await settle();
  stop.abort();
  await settle();
  expect(latest().cancelled).toBe(true);
});
