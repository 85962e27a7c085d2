import { describe, expect, it } from 'vitest';
import type { Ratings } from '../../../src/contracts/anomalies.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createAnomaliesWorker } from '../../../workers/anomalies/anomaliesWorker.ts';

const n = 1200;
const columns = 44; // more than the worker keeps
const random = createRandom(21);
const matrix = {
  rows: n,
  columns,
  values: Float32Array.from(
    { length: n * columns },
    (_, i) => (random.normal() * 3) / (1 + (i % columns) / 10) + 5,
  ),
};
const rows = Uint32Array.from({ length: n }, (_, i) => 2 * i + 3);
const clock = () => performance.now();

/** Interest in what lies to one side, to the half point. */
function scoreOfRow(row: number): number {
  const at = ((row - 3) / 2) * columns;
  const value = (matrix.values[at] - 5) / 3 + (matrix.values[at + 1] - 5) / 3;
  return Math.min(5, Math.max(0, Math.round(2 * (1.5 + 1.5 * value)) / 2));
}

function ratingsOf(rated: readonly number[]): Ratings {
  return { rows: Uint32Array.from(rated), scores: Float32Array.from(rated, scoreOfRow) };
}

async function filled() {
  const worker = createAnomaliesWorker(clock);
  await worker.setComponents(matrix, rows, 7);
  return worker;
}

const forty = Array.from({ length: 40 }, (_, i) => 3 + 2 * ((i * 37) % n));

describe('ranking', () => {
  it('starts at random: none rated, none left out, none twice, the same for the same seed', async () => {
    const worker = await filled();
    const leaveOut = rows.slice(0, n - 12);
    const options = { ratings: ratingsOf([rows[n - 1]]), leaveOut, seed: 4 };
    const { batch, version, mean } = await worker.rank(options);
    const asked = batch.map(each => each.row);
    expect(asked).toHaveLength(10);
    expect(new Set(asked).size).toBe(10);
    for (const row of asked) {
      expect(leaveOut.includes(row) || row === rows[n - 1]).toBe(false);
      expect(rows).toContain(row);
    }
    expect(batch.every(each => each.reason === 'random start' && Number.isFinite(each.mean))).toBe(true);
    expect(version).toBe(7);
    expect(mean.every(Number.isFinite)).toBe(true);
    expect((await (await filled()).rank(options)).batch).toEqual(batch);
    const nothing = await worker.rank({ ratings: ratingsOf([]), seed: 4 });
    expect(nothing.batch).toHaveLength(10);
    expect(nothing.mean.every(Number.isNaN)).toBe(true);
    expect(nothing.hyperparameters).toBeNull();
    expect(nothing.order).toEqual(rows);
  });

  it('from examples alone, galaxies like them are expected to interest, and others are not', async () => {
    const own = createRandom(8);
    const clump = 40; // the first so many rows lie together
    const values = Float32Array.from(
      { length: n * 10 },
      (_, i) => own.normal() * (i < clump * 10 ? 0.3 : 1) + (i < clump * 10 ? 2 : 0),
    );
    const worker = createAnomaliesWorker(clock);
    await worker.setComponents({ rows: n, columns: 10, values }, rows, 1);
    const ratings = { rows: rows.slice(0, 3), scores: Float32Array.of(5, 5, 5) };
    const { order, mean } = await worker.rank({ ratings, randomStart: 0, seed: 2 });
    const isAlike = (row: number) => row < rows[clump];
    expect([...order.slice(0, clump)].filter(isAlike).length).toBeGreaterThan(0.9 * clump);
    expect(mean.slice(clump).reduce((sum, each) => sum + each, 0) / (n - clump)).toBeLessThan(4);
  });

  it('answers the same, however the ratings came: one by one, undone, or all at once', async () => {
    const grown = await filled();
    await grown.rank({ ratings: ratingsOf(forty.slice(0, 29)), seed: 1 });
    for (const count of [30, 31, 40, 39]) {
      await grown.rank({ ratings: ratingsOf(forty.slice(0, count)), seed: 1 });
    }
    const one = await grown.rank({ ratings: ratingsOf(forty), seed: 1 });
    const other = await (await filled()).rank({ ratings: ratingsOf(forty), seed: 1 });
    expect(one).toEqual(other);
    expect(other.hyperparameters?.fittedTo).toBe(30);
    expect(other.shortcuts).toContainEqual({ kind: 'hyperparametersFromSome', count: 30, total: 40 });
  });

  it('puts what the person would like ahead, and ratings above predictions', async () => {
    const worker = await filled();
    const { order, mean, std, crossCheck, nearestRated, farFromRated, batch, logMarginalLikelihood } =
      await worker.rank({ ratings: ratingsOf(forty), seed: 1 });
    const average = (some: ArrayLike<number>) =>
      Array.from(some, scoreOfRow).reduce((sum, score) => sum + score, 0) / some.length;
    expect(average(order.slice(0, 60))).toBeGreaterThan(average(rows) + 1);
    expect([...order].sort((a, b) => a - b)).toEqual([...rows]);
    const interest = (row: number) => (forty.includes(row) ? scoreOfRow(row) : mean[rows.indexOf(row)]);
    for (let i = 1; i < n; i++) {
      expect(interest(order[i - 1])).toBeGreaterThanOrEqual(interest(order[i]));
    }
    expect(std.every(Number.isFinite)).toBe(true);
    expect(crossCheck.rows).toEqual(Uint32Array.from(forty.slice(20)));
    expect(Array.from(crossCheck.scores)).toEqual(forty.slice(20).map(scoreOfRow));
    const off = Array.from(crossCheck.mean, (m, i) => (m - crossCheck.scores[i]) / crossCheck.std[i]);
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(5);
    expect(logMarginalLikelihood).toBeLessThan(0);
    forty.forEach(row => {
      expect(nearestRated[rows.indexOf(row)]).toBe(0);
    });
    const quarter = nearestRated.slice().sort()[Math.floor(0.75 * (n - 1))];
    expect(farFromRated).toHaveLength(20);
    for (const row of farFromRated) expect(nearestRated[rows.indexOf(row)]).toBeGreaterThan(quarter);
    for (const each of batch) {
      expect(forty).not.toContain(each.row);
      expect(['most promising', 'most uncertain']).toContain(each.reason);
      expect(each.mean).toBeCloseTo(mean[rows.indexOf(each.row)], 5);
      expect(each.std).toBeCloseTo(std[rows.indexOf(each.row)], 5);
    }
  });

  it.each(['upperConfidenceBound', 'uncertainty', 'interest', 'thompson'] as const)(
    'asks by %s',
    async acquisition => {
      const worker = await filled();
      const options = { ratings: ratingsOf(forty), acquisition, seed: 1, batchRule: 'top' as const };
      const { batch, mean, std } = await worker.rank(options);
      expect(new Set(batch.map(each => each.row)).size).toBe(10);
      const value = {
        upperConfidenceBound: () => 0,
        uncertainty: (i: number) => std[i],
        interest: (i: number) => mean[i],
        thompson: () => 0,
      }[acquisition];
      const unrated = [...rows.keys()].filter(i => !forty.includes(rows[i]));
      const most = Math.max(...unrated.map(value));
      expect(value(rows.indexOf(batch[0].row))).toBeCloseTo(most, 5);
      const above = (values: ArrayLike<number>, i: number) =>
        unrated.filter(other => values[other] > values[i]).length;
      for (const { row, reason } of batch) {
        const i = rows.indexOf(row);
        const higher = above(mean, i) <= above(std, i) ? 'most promising' : 'most uncertain';
        const own = {
          upperConfidenceBound: higher,
          uncertainty: 'most uncertain',
          interest: 'most promising',
          thompson: 'plausible guess',
        };
        expect(reason).toBe(own[acquisition]);
      }
    },
  );

  it('leaves out ratings of galaxies without components, and refuses what cannot be', async () => {
    const worker = await filled();
    const some = { rows: Uint32Array.of(3, 4, 5), scores: Float32Array.of(1, 2, 4.5) };
    expect((await worker.rank({ ratings: some, seed: 1 })).ratingsLeftOut).toBe(1);
    const twice = { rows: Uint32Array.of(3, 3), scores: Float32Array.of(1, 2) };
    await expect(worker.rank({ ratings: twice, seed: 1 })).rejects.toThrow('rated once');
    const high = { rows: Uint32Array.of(3), scores: Float32Array.of(6) };
    await expect(worker.rank({ ratings: high, seed: 1 })).rejects.toThrow('need scores of 0 … 5; got 6');
    await expect(createAnomaliesWorker(clock).rank({ ratings: some, seed: 1 })).rejects.toThrow(
      'setComponents',
    );
  });

  it('gives the deviations of the last ranking for any rows', async () => {
    const worker = await filled();
    await expect(worker.deviations()).rejects.toThrow('need a rank');
    const { std } = await worker.rank({ ratings: ratingsOf(forty), seed: 1 });
    const all = await worker.deviations();
    all.forEach((value, i) => {
      expect(value).toBeCloseTo(std[i], 6);
    });
    expect((await worker.deviations(rows.slice(5, 7)))[1]).toBe(all[6]);
    await expect(worker.deviations(Uint32Array.of(4))).rejects.toThrow('got row 4');
  });

  it('ends a ranking that a later one overtakes, and one that is cancelled', async () => {
    let ticks = 0;
    const worker = createAnomaliesWorker(() => ticks++ * 10); // every step counts as 10 ms: each one breathes
    await worker.setComponents(matrix, rows, 1);
    const first = worker.rank({ ratings: ratingsOf(forty), seed: 1 });
    const second = worker.rank({ ratings: ratingsOf(forty.slice(0, 12)), seed: 1 });
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect((await second).hyperparameters?.fittedTo).toBe(10);
    const { port1, port2 } = new MessageChannel();
    let reports = 0;
    const third = new Promise((done, failed) => {
      port1.onmessage = ({ data }) => {
        if (data.kind === 'progress' && ++reports === 3) port1.postMessage({ kind: 'cancel' });
      };
      worker.rank({ ratings: ratingsOf(forty), seed: 1 }, port2 as unknown as MessagePort).then(done, failed);
    });
    await expect(third).rejects.toMatchObject({ name: 'AbortError' });
    port1.close();
    const again = await worker.rank({ ratings: ratingsOf(forty), seed: 1 });
    expect(again).toEqual(
      await (await filled()).rank({ ratings: ratingsOf(forty), seed: 1 }).then(a => ({ ...a, version: 1 })),
    );
  });
});

describe('a ranking without ratings', () => {
  it.each(['isolationForest', 'localOutlierFactor'] as const)('by %s', async method => {
    const worker = createAnomaliesWorker(clock);
    const odd = { ...matrix, values: matrix.values.slice() };
    odd.values.fill(40, 9 * columns, 10 * columns);
    await worker.setComponents(odd, rows, 2);
    const { scores, order, shortcuts, version } = await worker.unusual({ method, seed: 1 });
    expect(order[0]).toBe(rows[9]);
    expect(scores.indexOf(Math.max(...scores))).toBe(9);
    expect([...order].sort((a, b) => a - b)).toEqual([...rows]);
    expect([shortcuts, version]).toEqual([[], 2]);
  });
});
