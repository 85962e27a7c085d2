import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/contracts/matrix.ts';
import type { SearchOptions } from '../../../src/contracts/search.ts';
import { createRowMemory } from '../../../src/kernels/search/rowMemory.ts';
import { type Metric, metricNames } from '../../../src/maths/neighbours/metrics.ts';
import { createSixteenBitRows, decodeRow, encodeRow } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createSearchWorker } from '../../../workers/search/searchWorker.ts';

const n = 400;
const columns = 12;
const random = createRandom(11);
const matrix = {
  rows: n,
  columns,
  values: Float32Array.from({ length: n * columns }, () => random.normal()),
};
matrix.values.copyWithin(30 * columns, 20 * columns, 21 * columns); // rows 20 and 30 coincide: a tie
const rows = Uint32Array.from({ length: n }, (_, i) => 3 * i + 1); // a catalogue of which a third has components
const clock = () => performance.now();

const everyRow = (length: number) => Uint32Array.from({ length }, (_, i) => i);

async function filled(from: Matrix = matrix, of = rows, now = clock) {
  const worker = createSearchWorker(now);
  await worker.begin(of, from.columns);
  const half = from.columns * (from.rows >> 1);
  await worker.add(from.values.slice(0, half));
  await worker.add(from.values.slice(half));
  return worker;
}

function plain(metric: Metric, a: Float32Array, b: Float32Array): number {
  const pairs = Array.from(a, (x, j) => [x, b[j]]);
  if (metric === 'euclidean') return Math.sqrt(pairs.reduce((sum, [x, y]) => sum + (x - y) ** 2, 0));
  if (metric === 'manhattan') return pairs.reduce((sum, [x, y]) => sum + Math.abs(x - y), 0);
  const dot = pairs.reduce((sum, [x, y]) => sum + x * y, 0);
  const norm = (v: Float32Array) => Math.sqrt(Array.from(v).reduce((sum, x) => sum + x * x, 0));
  return 1 - dot / norm(a) / norm(b);
}

/** The 16-bit values of a galaxy, which searches answer for. */
function vector(index: number, length: number): Float32Array {
  const one = createSixteenBitRows(1, columns);
  encodeRow(one, 0, matrix.values, index * columns);
  return decodeRow(one, 0, new Float32Array(length), length);
}

/** All distances by definition, sorted, ties by row. */
function brute(query: Float32Array, { metric, components, k, mask }: SearchOptions, leaveOut = -1) {
  return Array.from(rows, (row, i) => ({
    row,
    d: plain(metric, query.subarray(0, components), vector(i, components)),
  }))
    .filter(({ row }) => row !== leaveOut && mask?.[row] !== 0)
    .sort((a, b) => a.d - b.d || a.row - b.row)
    .slice(0, k);
}

describe.each<SearchOptions>([
  { metric: 'euclidean', components: 12, k: 20 },
  { metric: 'manhattan', components: 5, k: 7 },
  { metric: 'cosine', components: 12, k: 1000 },
])('search by $metric over $components components, k = $k', options => {
  it('gives the neighbours of a row by brute force, without the row', async () => {
    const worker = await filled();
    const found = await worker.nearestToRow(91, options);
    const expected = brute(vector(30, columns), options, 91);
    expect(Array.from(found.rows)).toEqual(expected.map(({ row }) => row));
    expect(found.rows.includes(91)).toBe(false);
    expect(found.rows[0]).toBe(61); // its double
    expected.forEach(({ d }, i) => {
      expect(found.distances[i]).toBeCloseTo(d, 12);
    });
  });

  it('gives those of a vector from outside', async () => {
    const worker = await filled();
    const query = Float32Array.from({ length: columns }, (_, j) => Math.sin(j + 1));
    const found = await worker.nearestToVector(query, options);
    expect(Array.from(found.rows)).toEqual(brute(query, options).map(({ row }) => row));
  });

  it('gives the distance of every row', async () => {
    const worker = await filled();
    const distances = await worker.distancesToRow(91, options);
    const { components, metric } = options;
    distances.forEach((d, i) => {
      expect(d).toBeCloseTo(plain(metric, vector(30, components), vector(i, components)), 5);
    });
  });

  it('keeps to a mask of catalogue rows', async () => {
    const worker = await filled();
    const mask = Uint8Array.from({ length: 3 * n + 1 }, (_, row) => (row % 2 === 0 ? 1 : 0));
    const masked = { ...options, mask };
    const found = await worker.nearestToRow(91, masked);
    expect(Array.from(found.rows)).toEqual(brute(vector(30, columns), masked, 91).map(({ row }) => row));
    expect(found.rows.every(row => row % 2 === 0)).toBe(true);
  });
});

describe('search in a memory that another thread has filled', () => {
  it.each(metricNames)('answers as if the components had been sent: %s', async metric => {
    const { rows: written, memory } = createRowMemory(n, columns, true);
    for (let row = 0; row < n; row++) encodeRow(written, row, matrix.values, row * columns);
    const worker = createSearchWorker(clock);
    await worker.adopt(rows, columns, memory);
    const sent = await filled();
    const options: SearchOptions = { metric, components: columns, k: 20 };
    expect(await worker.nearestToRow(91, options)).toEqual(await sent.nearestToRow(91, options));
    expect(await worker.distancesToRow(91, options)).toEqual(await sent.distancesToRow(91, options));
  });

  it('refuses a memory in which they cannot all be', async () => {
    const { memory } = createRowMemory(n, columns, true);
    const many = everyRow(100 * n);
    await expect(createSearchWorker(clock).adopt(many, columns, memory)).rejects.toThrow('need a memory of');
  });
});

describe('search', () => {
  const options: SearchOptions = { metric: 'euclidean', components: columns, k: 5 };

  it('tells a near neighbour from a far one by where it stands among random pairs', async () => {
    const worker = await filled();
    expect((await worker.nearestToRow(61, options)).nearestQuantile).toBeLessThan(0.01);
    const far = await worker.nearestToVector(new Float32Array(columns).fill(100), options);
    expect(far.nearestQuantile).toBe(1);
    // The quantile of the median distance of all pairs is a half.
    const all: number[] = [];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) all.push(plain('euclidean', vector(i, 1), vector(j, 1)));
    const median = all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
    const line = {
      rows: 2000,
      columns: 1,
      values: Float32Array.from({ length: 2000 }, (_, i) => matrix.values[(i % n) * columns]),
    };
    const along = await filled(line, everyRow(2000));
    const largest = line.values.reduce((a, b) => Math.max(a, b));
    const found = await along.nearestToVector(Float32Array.of(largest + median), {
      ...options,
      components: 1,
    });
    expect(Math.abs(found.nearestQuantile - 0.5)).toBeLessThan(0.06); // five standard deviations of 2,000 pairs
  });

  it('stops at a cancel before it has done all its work, and answers the next call', async () => {
    let ticks = 0;
    const many = 300_000;
    const wide = { rows: many, columns: 16, values: new Float32Array(many * 16) };
    const worker = await filled(wide, everyRow(many), () => ticks++ * 10); // every step counts as 10 ms: each one breathes
    const { port1, port2 } = new MessageChannel();
    let reports = 0;
    port1.onmessage = () => {
      reports++;
      port1.postMessage({ kind: 'cancel' });
    };
    const first = worker.nearestToRow(0, { ...options, components: 16 }, port2);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(reports).toBeGreaterThan(0);
    const second = await worker.nearestToRow(7, { ...options, components: 16 });
    expect(Array.from(second.rows)).toEqual([0, 1, 2, 3, 4]);
  });

  it('answers for a single galaxy with no neighbour', async () => {
    const worker = await filled({ rows: 1, columns: 2, values: Float32Array.of(1, 2) }, Uint32Array.of(9));
    const found = await worker.nearestToRow(9, { ...options, components: 2 });
    expect(found.rows.length).toBe(0);
    expect(found.nearestQuantile).toBeNaN();
  });

  it('refuses what it cannot answer', async () => {
    const worker = createSearchWorker(clock);
    await expect(worker.nearestToRow(1, options)).rejects.toThrow('need begin before a search');
    await expect(worker.add(new Float32Array(12))).rejects.toThrow('need begin before components');
    await expect(worker.begin(rows, 0)).rejects.toThrow('need at least one component; got 0');
    await worker.begin(rows, columns);
    await expect(worker.add(new Float32Array(13))).rejects.toThrow('got 13 numbers');
    await worker.add(matrix.values.slice(0, 24));
    await expect(worker.nearestToRow(1, options)).rejects.toThrow(
      'need the components of 400 galaxies before a search; got 2',
    );
    await expect(worker.add(matrix.values)).rejects.toThrow('need at most 398 more rows of 12 components');
    await worker.add(matrix.values.slice(24));
    await expect(worker.nearestToRow(2, options)).rejects.toThrow('got row 2, which has none yet');
    await expect(worker.nearestToRow(1, { ...options, components: 13 })).rejects.toThrow(
      'need 1 ≤ components ≤ 12; got 13',
    );
    await expect(worker.nearestToVector(new Float32Array(3), options)).rejects.toThrow(
      'need a query of 12 numbers; got 3',
    );
  });
});
