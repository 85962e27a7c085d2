import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOnDisk } from '../../../bake/tiled/tiledFolder.ts';
import { tiledOrder } from '../../../bake/tiled/tiledOrder.ts';
import type { Column } from '../../../src/contracts/column.ts';
import { columnLimits, countValues } from '../../../src/data/tiles/columnCounts.ts';
import { listNumbers, packListedVectors } from '../../../src/data/tiles/listedVectors.ts';
import { writeTiled } from '../../../src/data/tiles/tiledWriter.ts';
import type { VectorLists } from '../../../src/data/tiles/vectorLists.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { hasModules, python, pythonPath, runPython } from './python.ts';

const n = 1500;
const width = 8;
const token = 'a secret';
const random = createRandom(11);
const vectors = Float32Array.from({ length: n * width }, () => random.normal());
const redshifts = Float64Array.from({ length: n }, (_, row) =>
  row % 5 === 0 ? Number.NaN : random.uniform(),
);
const classes = ['round', "spiral's", 'edge-on'];
const columns: Column[] = [
  { kind: 'number', name: 'red.shift', source: '', values: redshifts },
  {
    kind: 'category',
    name: 'class',
    source: '',
    categories: classes,
    codes: Uint8Array.from({ length: n }, (_, row) => (row % 11 === 0 ? 255 : row % 3)),
  },
  {
    kind: 'text',
    name: 'note',
    source: '',
    values: Array.from({ length: n }, (_, row) => `seen ${row} times`),
  },
];
const shares = Float32Array.from({ length: n }, (_, row) => (row % 10) / 10); // 0.6 in 32 bits is above 0.6 in 64
columns.push({ kind: 'number', name: 'share', source: '', values: shares });
const theirRows = Float64Array.from({ length: n }, (_, row) => 9000 - 2 * row); // a survey's own column has this name, too
columns.push({ kind: 'number', name: 'row', source: '', values: theirRows });
const ids = Array.from({ length: n }, (_, row) => `J${row}`);
const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
const survey = join(folder, 'survey');
/** (n) catalogue row at each place */
let order: Uint32Array;
/** (n, width) in the order of the files */
let stored: Float32Array;

beforeAll(async () => {
  const matrix = { rows: n, columns: width, values: vectors };
  const lists = await tiledOrder(matrix, () => undefined);
  order = lists.order;
  const catalogue = {
    ids,
    columns,
    vectors: matrix,
    positions: Float32Array.from({ length: 2 * n }, () => random.uniform()),
  };
  await writeTiled(
    folderOnDisk(survey),
    { ...catalogue, notes: { name: 'A survey', simulated: true } },
    lists,
  );
  stored = storedVectors(
    Float32Array.from(
      { length: n * width },
      (_, i) => vectors[order[Math.floor(i / width)] * width + (i % width)],
    ),
    lists.lists,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Vectors as a file holds them: each is read again from its list. */
function storedVectors(values: Float32Array, lists: VectorLists): Float32Array {
  const packed = packListedVectors(values, lists);
  const rowBytes = packed.length / n;
  const found = new Float32Array(values.length);
  for (let list = 0; list < lists.starts.length - 1; list++) {
    const [first, end] = [lists.starts[list], lists.starts[list + 1]];
    const part = packed.buffer.slice(first * rowBytes, end * rowBytes);
    found.set(listNumbers(part, list, lists), first * width);
  }
  return found;
}

/** What is exactly nearest among some rows. */
function nearestOf(query: ArrayLike<number>, k: number, meets: (row: number) => boolean) {
  const found = [];
  for (let place = 0; place < n; place++) {
    if (!meets(order[place])) continue;
    const own = stored.subarray(place * width, (place + 1) * width);
    found.push({ row: place, distance: Math.hypot(...own.map((value, j) => value - query[j])) });
  }
  return found.sort((a, b) => a.distance - b.distance).slice(0, k);
}

const stores: [engine: string, modules: string[], place: string[]][] = [
  ['memory', [], []],
  ['lancedb', ['lancedb'], []],
  ['qdrant', ['qdrant_client'], ['--place', ':memory:']],
];

for (const [engine, modules, place] of stores) {
  describe.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec', ...modules))(
    `the service over ${engine} (Python)`,
    () => {
      let service: ChildProcess;
      let url: string;
      beforeAll(async () => {
        const args = [
          '-m',
          'morphospace_serve',
          survey,
          '--engine',
          engine,
          '--port',
          '0',
          '--token',
          token,
          ...place,
        ];
        service = spawn(python, [...args, '--origin', 'https://survey.example'], {
          env: pythonPath(),
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        url = await new Promise((resolve, reject) => {
          service.stdout!.on('data', told => resolve(/http:\S+/.exec(String(told))?.[0] ?? ''));
          service.on('exit', status =>
            reject(new Error(`need a service that starts; it ended with ${status}`)),
          );
        });
      }, 120_000);
      afterAll(() => void service.kill());

      async function ask(call: string, body: unknown, headers: Record<string, string> = {}) {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const own = { Authorization: `Bearer ${token}`, ...headers };
        const response = await fetch(`${url}${call}`, { method: 'POST', body: text, headers: own });
        return { status: response.status, headers: response.headers, answer: await response.json() };
      }

      it('finds the nearest rows, of all and of those that meet conditions, fifty at a time', async () => {
        const where = [
          { column: 'red.shift', low: 0.2, high: 0.7 },
          { column: 'class', words: ["spiral's", 'edge-on'] },
        ];
        const meets = (row: number) =>
          redshifts[row] >= 0.2 && redshifts[row] <= 0.7 && row % 11 !== 0 && row % 3 > 0;
        const asked = Array.from({ length: 50 }, (_, i) => {
          const vector = Array.from({ length: width }, () => Math.fround(random.normal()));
          return i % 2 ? { vector, k: 7, where } : { vector, k: 7 };
        });
        const told = await Promise.all(asked.map(question => ask('nearest', question)));
        for (const [i, { status, answer }] of told.entries()) {
          expect(status).toBe(200);
          const exact = nearestOf(asked[i].vector, 7, asked[i].where ? meets : () => true);
          expect(answer.rows).toEqual(exact.map(({ row }) => row));
          expect(answer.ids).toEqual(exact.map(({ row }) => ids[order[row]]));
          for (const [j, { distance }] of exact.entries())
            expect(answer.distances[j]).toBeCloseTo(distance, 4);
        }
        const few = await ask('nearest', {
          vector: asked[0].vector,
          k: 1000,
          where: [{ column: 'id', words: ['J7', 'J8'] }],
        });
        expect([...few.answer.ids].sort()).toEqual(['J7', 'J8']);
      });

      it('gives rows in the order asked for, and all columns where none is named', async () => {
        const rows = [n - 1, 3, 3, 0];
        const { answer } = await ask('rows', { rows });
        expect(answer.rows).toEqual(rows);
        expect(answer.columns).toEqual({
          id: rows.map(row => ids[order[row]]),
          'red.shift': rows.map(row => (Number.isNaN(redshifts[order[row]]) ? null : redshifts[order[row]])),
          class: rows.map(row => (order[row] % 11 === 0 ? null : classes[order[row] % 3])),
          note: rows.map(row => `seen ${order[row]} times`),
          share: rows.map(row => shares[order[row]]),
          row: rows.map(row => theirRows[order[row]]),
        });
        const one = await ask('rows', { rows: [5], columns: ['note'] });
        expect(one.answer.columns).toEqual({ note: [`seen ${order[5]} times`] });
      });

      it('counts as the app counts, of all and of those that meet conditions', async () => {
        const all = Uint32Array.from({ length: n }, (_, row) => row);
        const [numbers, words] = columns;
        const limits = columnLimits(numbers);
        expect((await ask('counts', { column: 'red.shift' })).answer).toEqual(
          countValues(numbers, all, limits),
        );
        const where = [{ column: 'class', words: ['round'] }];
        const round = all.filter(row => row % 11 !== 0 && row % 3 === 0);
        expect((await ask('counts', { column: 'red.shift', where })).answer).toEqual(
          countValues(numbers, round, limits),
        );
        const near = all.filter(row => redshifts[row] <= 0.5);
        const counted = (
          await ask('counts', { column: 'class', where: [{ column: 'red.shift', high: 0.5 }] })
        ).answer;
        expect(counted).toEqual(countValues(words, near, null));
        const few = all.filter(row => shares[row] >= 0.2 && shares[row] <= 0.6);
        const within = [{ column: 'share', low: 0.2, high: 0.6 }];
        expect((await ask('counts', { column: 'class', where: within })).answer).toEqual(
          countValues(words, few, null),
        );
        const none = (await ask('counts', { column: 'red.shift', where: [{ column: 'red.shift', low: 7 }] }))
          .answer;
        expect(none).toMatchObject({ without: 0 });
      });

      it('takes limits of any size, and vectors as large as it says', async () => {
        const beyond = '{"column": "class", "where": [{"column": "row", "low": 100000000000000000000}]}';
        const { answer } = await ask('counts', beyond);
        expect(answer).toEqual({ without: 0, counts: [0, 0, 0] });
        const within = [{ column: 'row', low: -1e300, high: 1e300 }];
        const far = await ask('nearest', { vector: vector.map(() => 1e15), k: 2, where: within });
        expect(far.answer.distances.every((distance: number) => distance > 2.8e15)).toBe(true);
        expect(far.answer.distances).toHaveLength(2);
      });

      const vector = Array.from({ length: width }, () => 0);
      const faults: [call: string, body: unknown, sentence: string][] = [
        ['nearest', '{', 'need JSON; got something else.'],
        ['nearest', '[1]', 'need a JSON object.'],
        ['nearest', '['.repeat(100_000), 'need JSON; got something else.'],
        ['nearest', { vector: [1, 2], k: 3 }, 'need a vector of 8 numbers; got 2.'],
        [
          'nearest',
          { vector: vector.map(() => 'x'), k: 3 },
          'need vector, a list of numbers of at most 1e+15.',
        ],
        [
          'nearest',
          `{"vector": [${vector.map(() => '1e999')}], "k": 3}`,
          'need vector, a list of numbers of at most 1e+15.',
        ],
        ['nearest', { vector, k: 1001 }, 'need k, a whole number from 1 to 1000; got 1001.'],
        ['nearest', { vector, k: 1.5 }, 'need k, a whole number from 1 to 1000; got 1.5.'],
        [
          'nearest',
          { vector, k: 3, where: [{ column: 'mass', low: 1 }] },
          'need a column of this survey; got mass: there are id, red.shift, class, note, share, row.',
        ],
        [
          'nearest',
          { vector, k: 3, where: [{ column: 'class', low: 1 }] },
          'need words, a list of texts, for column class.',
        ],
        [
          'nearest',
          { vector, k: 3, where: [{ column: 'red.shift', low: "1'; DROP" }] },
          'need low and high, numbers, for column red.shift.',
        ],
        [
          'nearest',
          { vector: vector.map(() => 3e38), k: 3 },
          'need vector, a list of numbers of at most 1e+15.',
        ],
        [
          'nearest',
          { vector, k: 3, where: [{ column: 'class', words: ['\ud800'] }] },
          'need words, a list of texts, for column class.',
        ],
        ['counts', '{"column": "\\ud800"}', 'need a column of this survey; got \ud800: there are'],
        ['rows', { rows: [n] }, 'need rows from 0 to 1499; got 1500.'],
        ['rows', { rows: [0], columns: ['mass'] }, 'need a column of this survey; got mass'],
        ['counts', { column: 'note' }, 'need a column of numbers or categories; got note, which is text.'],
        ['counts', {}, 'need a column of this survey; got None'],
      ];
      it('answers 400 and a sentence to each fault, and goes on', async () => {
        for (const [call, body, sentence] of faults) {
          const { status, answer } = await ask(call, body);
          expect(status, sentence).toBe(400);
          expect(answer.error).toContain(sentence);
        }
        expect((await ask('nearest', { vector, k: 1 })).status).toBe(200);
      });

      it('asks for its token, and lets only pages of this machine and named ones read', async () => {
        const wrong = await ask('rows', { rows: [0] }, { Authorization: 'Bearer another' });
        expect([wrong.status, wrong.answer.error]).toEqual([401, expect.stringContaining('token')]);
        expect((await ask('others', {})).status).toBe(404);
        expect((await fetch(url)).status).toBe(405);
        expect((await ask('rows', ' '.repeat(1_000_001))).status).toBe(413);
        const allowed = async (Origin: string) =>
          (await ask('rows', { rows: [] }, { Origin })).headers.get('Access-Control-Allow-Origin');
        expect(await allowed('https://survey.example')).toBe('https://survey.example');
        expect(await allowed('http://localhost:5173')).toBe('http://localhost:5173');
        expect(await allowed('http://localhost.example')).toBe(null);
        expect(await allowed('https://elsewhere.example')).toBe(null);
        const before = await fetch(`${url}rows`, {
          method: 'OPTIONS',
          headers: { Origin: 'http://localhost:1' },
        });
        expect(before.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
      });
    },
  );
}

describe.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec'))('a survey that was baked anew (Python)', () => {
  const other = join(folder, 'other');
  beforeAll(() =>
    writeTiled(
      folderOnDisk(other),
      {
        ids: ids.map(id => `new ${id}`),
        columns,
        vectors: { rows: n, columns: width, values: vectors },
        positions: new Float32Array(2 * n),
        notes: { name: 'A survey', simulated: true },
      },
      {
        lists: {
          ...{ columns: width, centroids: new Float32Array(width), starts: Uint32Array.of(0, n) },
          areOrigins: true,
        },
        ...{ order: Uint32Array.from(ids.keys()), recall: [], testRows: 0 },
      },
    ),
  );
  const print = (script: string) => {
    const { status, stdout, stderr } = runPython(['-c', script, survey, other, join(folder, 'kept.lance')]);
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout);
  };

  it('is told from the former by its fingerprint', () => {
    const [one, again, another] = print(
      `import json, sys
from morphospace_serve.survey import Survey
print(json.dumps([Survey(sys.argv[i]).fingerprint for i in (1, 1, 2)]))`,
    );
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(again).toBe(one);
    expect(another).not.toBe(one);
  });

  const engines = [
    ['lancedb', 'lance_store', 'LanceStore', ''],
    [
      'qdrant_client',
      'qdrant_store',
      'QdrantStore',
      'one = qdrant_client.QdrantClient(":memory:"); qdrant_store.QdrantClient = lambda **_: one',
    ],
  ];
  for (const [module, file, store, preparation] of engines)
    it.skipIf(!hasModules(module))(`is taken in again by ${store}, and not without need`, () => {
      const asked = print(
        `import json, sys, ${module}
from morphospace_serve import ${file}
from morphospace_serve.survey import Survey
${preparation}
taken = []
def first(folder):
    survey = Survey(folder)
    tables = survey.tables
    survey.tables = lambda: taken.append(folder) or tables()
    return ${file}.${store}(survey, sys.argv[3]).rows([0], ["id"])["id"][0]
found = [first(sys.argv[i]) for i in (1, 1, 2, 2)]
print(json.dumps([found, [sys.argv.index(each) for each in taken]]))`,
      );
      const own = ids[order[0]];
      expect(asked).toEqual([
        [own, own, 'new J0', 'new J0'],
        [1, 2],
      ]);
    });
});

it.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec', 'lancedb'))(
  'a service that was stopped before its indices were there makes them (Python)',
  () => {
    const script = `
import json, sys
from morphospace_serve import lance_store
from morphospace_serve.survey import Survey
lance_store.INDEXED_FROM = 1000
def opened():
    return lance_store.LanceStore(Survey(sys.argv[1]), sys.argv[2])
def indexed(store):
    return sorted(column for each in store.table.list_indices() for column in each.columns)
first = opened()
told = [indexed(first)]
for each in first.table.list_indices():
    first.table.drop_index(each.name)
told += [indexed(first), indexed(opened())]
print(json.dumps(told))`;
    const { stdout, stderr } = runPython(['-c', script, survey, join(folder, 'stopped.lance')]);
    const both = ['row', 'vector'];
    expect(JSON.parse(stdout), stderr).toEqual([both, [], both]);
  },
  120_000, // a graph of all galaxies, twice
);

it.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec'))('a folder of another format is refused (Python)', () => {
  const later = join(folder, 'later');
  mkdirSync(later);
  writeFileSync(join(later, 'catalogue.json'), '{"format": "morphospace-tiles-9"}');
  const { status, stderr } = runPython(['-m', 'morphospace_serve', later, '--engine', 'memory']);
  expect([status, stderr]).toEqual([1, expect.stringContaining('got morphospace-tiles-9: bake')]);
  expect(stderr).not.toContain('Traceback');
});

it.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec'))('an empty token opens no service to everybody', () => {
  const { status, stderr } = runPython([
    '-m',
    'morphospace_serve',
    survey,
    '--engine',
    'memory',
    '--token',
    '',
  ]);
  expect([status, stderr]).toEqual([2, expect.stringContaining('need a token that is not empty')]);
});
