import { describe, expect, it } from 'vitest';
import { createSearchableRows } from '../../../src/kernels/search/certifiedSearch.ts';
import { type Metric, metricNames } from '../../../src/maths/neighbours/metrics.ts';
import { type NearestQuestion, plainRowSearch } from '../../../src/maths/neighbours/rowSearch.ts';
import { codePlace, encodeRow } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(21);

function drain<T>(steps: Generator<number, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function filled(values: Float32Array, columns: number) {
  const count = values.length / columns;
  const searchable = createSearchableRows(count, columns);
  for (let row = 0; row < count; row++) encodeRow(searchable.rows, row, values, row * columns);
  return { ...searchable, plain: plainRowSearch(searchable.rows) };
}

type Filled = ReturnType<typeof filled>;

function expectSame({ search, plain }: Filled, question: NearestQuestion): void {
  const found = drain(search.nearestSteps(question));
  const expected = drain(plain.nearestSteps(question));
  expect(Array.from(found.indices)).toEqual(Array.from(expected.indices));
  expect(Array.from(found.distances)).toEqual(Array.from(expected.distances));
}

function expectSameDistances({ search, plain }: Filled, question: NearestQuestion): void {
  const found = drain(search.distancesSteps(question));
  const expected = drain(plain.distancesSteps(question));
  const within = question.metric === 'cosine' ? 1e-6 : 0;
  let worst = 0;
  found.forEach((distance, row) => {
    if (distance === expected[row]) return; // both may be too large for a float
    if (Number.isNaN(expected[row]) || Number.isNaN(distance)) {
      expect([row, distance]).toEqual([row, expected[row]]);
      return;
    }
    worst = Math.max(worst, Math.abs(distance - expected[row]) - within - 2e-6 * expected[row]);
  });
  expect(worst).toBeLessThanOrEqual(0);
}

/** Catalogues by what makes them hard. (n, columns) row-major */
const catalogues: Record<string, (n: number, columns: number) => Float32Array> = {
  random: (n, columns) => Float32Array.from({ length: n * columns }, () => random.normal()),
  clustered(n, columns) {
    const centres = Float32Array.from({ length: 20 * columns }, () => 3 * random.normal());
    return Float32Array.from({ length: n * columns }, (_, i) => {
      const cluster = Math.floor(i / columns) % 20;
      return centres[cluster * columns + (i % columns)] + 0.05 * random.normal();
    });
  },
  'far from the origin': (n, columns) =>
    Float32Array.from({ length: n * columns }, () => 1000 + random.normal()),
  'with few values, so with many ties': (n, columns) =>
    Float32Array.from({ length: n * columns }, () => random.integer(2)),
  'with doubles': (n, columns) => {
    const values = Float32Array.from({ length: n * columns }, () => random.normal());
    for (let row = 1; row < n; row += 2) values.copyWithin(row * columns, (row - 1) * columns, row * columns);
    return values;
  },
  'of all sizes': (n, columns) =>
    Float32Array.from(
      { length: n * columns },
      (_, i) => random.normal() * 10 ** ((Math.floor(i / columns) % 60) - 30),
    ),
  'with falling variance': (n, columns) =>
    Float32Array.from({ length: n * columns }, (_, i) => random.normal() / (1 + (i % columns)) ** 2),
  'with one giant': (n, columns) => {
    const values = Float32Array.from({ length: n * columns }, () => random.normal());
    return values.fill(1e37, columns, 2 * columns);
  },
  'with zeros and rows without representation': (n, columns) => {
    const values = Float32Array.from({ length: n * columns }, () => random.normal());
    for (let row = 0; row < n; row += 3) values.fill(0, row * columns, (row + 1) * columns);
    for (let row = 1; row < n; row += 5) values[row * columns + (row % columns)] = Number.NaN;
    return values;
  },
};

const cases = metricNames.flatMap(metric => Object.keys(catalogues).map(name => ({ metric, name })));

describe.each(cases)('the certified search, $metric, of a catalogue $name', ({ metric, name }) => {
  it.each([
    [9000, 40, 40], // enough for a scan of the leading numbers
    [1030, 20, 20],
    [700, 40, 7],
    [600, 33, 33],
    [300, 1, 1],
  ])('finds what the plain search finds, in %i rows of %i, %i of which count', (n, columns, length) => {
    const all = catalogues[name](n, columns);
    const rows = filled(all, columns);
    const mask = Uint8Array.from({ length: n }, () => (random.uniform() < 0.05 ? 1 : 0));
    for (let i = 0; i < 6; i++) {
      const row = random.integer(n);
      const own = all.slice(row * columns, (row + 1) * columns);
      const vector = i % 2 === 0 ? own : own.map(value => value + 0.1 * random.normal());
      const question = { vector, metric, length, k: [10, 1, 24, 200, 0, 5000][i] };
      expectSame(rows, question);
      expectSame(rows, { ...question, without: row, mask });
      if (i < 2) expectSameDistances(rows, question);
    }
  });
});

describe('the certified search', () => {
  const zeros = new Float32Array(8);

  it.each(metricNames)('answers among few rows, and for a query of zeros, %s', metric => {
    for (const n of [1, 2, 3, 4, 5, 7]) {
      const values = Float32Array.from({ length: n * 8 }, () => random.normal());
      values.fill(0, 0, 8);
      const rows = filled(values, 8);
      for (const vector of [zeros, values.slice(-8)]) {
        expectSame(rows, { vector, metric, length: 8, k: 3 });
        expectSame(rows, { vector, metric, length: 8, k: 10, without: 0 });
        expectSameDistances(rows, { vector, metric, length: 8, k: 0 });
      }
    }
    expect(
      drain(filled(new Float32Array(0), 8).search.nearestSteps({ vector: zeros, metric, length: 8, k: 3 }))
        .indices.length,
    ).toBe(0);
  });

  it.each(metricNames)('answers for queries far above or below all rows, or not finite, %s', metric => {
    const rows = filled(
      Float32Array.from({ length: 8000 }, () => random.normal()),
      8,
    );
    for (const size of [1e-40, 1e-20, 1e10, 1e17, 1e38]) {
      const vector = Float32Array.from({ length: 8 }, () => size * random.normal());
      expectSame(rows, { vector, metric, length: 8, k: 20 });
    }
    const none = drain(
      rows.search.nearestSteps({ vector: zeros.slice().fill(Number.NaN), metric, length: 8, k: 20 }),
    );
    expect(none.indices.length).toBe(0);
  });

  it('compares few rows in full where galaxies are clustered', () => {
    const columns = 32;
    const rows = filled(catalogues.clustered(40_000, columns), columns);
    const reads = { count: 0 };
    const scales = rows.rows.scales;
    rows.rows.scales = new Proxy(scales, {
      get(target, name) {
        if (typeof name === 'string' && /^\d+$/.test(name)) reads.count++;
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const question = { metric: 'euclidean' as Metric, length: columns, k: 10 };
    const vector = Float32Array.from({ length: columns }, (_, j) => {
      const at = codePlace(rows.rows, 0, j);
      return (256 * rows.rows.coarse[at] + rows.rows.fine[at]) * scales[0];
    });
    drain(rows.search.nearestSteps({ ...question, vector }));
    const first = reads.count;
    drain(rows.search.nearestSteps({ ...question, vector }));
    expect(first).toBeGreaterThan(0);
    expect(reads.count - first).toBeLessThan(4000);
  });

  it('answers two questions at once, of different metrics and lengths', () => {
    const values = catalogues.random(50_000, 16);
    const rows = filled(values, 16);
    const questions: NearestQuestion[] = [
      { vector: values.slice(0, 16), metric: 'euclidean', length: 16, k: 10 },
      { vector: values.slice(160, 176), metric: 'cosine', length: 9, k: 30 },
      { vector: values.slice(320, 336), metric: 'manhattan', length: 16, k: 5 },
    ];
    const running = questions.map(question => rows.search.nearestSteps(question));
    const coloured = rows.search.distancesSteps(questions[1]);
    const done = questions.map(() => null as null | Int32Array);
    let painted: Float32Array | null = null;
    while (done.includes(null) || !painted) {
      running.forEach((steps, i) => {
        if (done[i]) return;
        const step = steps.next();
        if (step.done) done[i] = step.value.indices;
      });
      if (painted) continue;
      const step = coloured.next();
      if (step.done) painted = step.value;
    }
    questions.forEach((question, i) => {
      expect(done[i]).toEqual(drain(rows.plain.nearestSteps(question)).indices);
    });
    expect(painted).toEqual(drain(rows.search.distancesSteps(questions[1])));
  });

  it('refuses what has no answer', () => {
    const rows = filled(new Float32Array(24), 12);
    const question = { metric: 'euclidean' as Metric, k: 3, vector: new Float32Array(12) };
    for (const length of [0, 13]) {
      expect(() => drain(rows.search.nearestSteps({ ...question, length }))).toThrow(
        'need 1 ≤ components ≤ 12',
      );
    }
    expect(() =>
      drain(rows.search.nearestSteps({ ...question, length: 12, vector: new Float32Array(3) })),
    ).toThrow('need a query of 12 numbers; got 3');
  });
});
