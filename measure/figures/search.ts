import { createSearchableRows } from '../../src/kernels/search/certifiedSearch.ts';
import { decodeRow, encodeRow } from '../../src/maths/neighbours/sixteenBitRows.ts';
import { createFloat32Scan } from '../peers/float32Scan.ts';
import { type HnswIndex, loadHnsw } from '../peers/hnswIndex.ts';
import { naiveNearest, typedNearest } from '../peers/plainLoops.ts';
import { clusteredVectors } from '../sources/clusteredVectors.ts';

const columns = 64;
const clusters = 200;
const seed = 7;
const k = 10;
const rounds = 3; // odd, for a median

/** CPU milliseconds a search of the ten nearest of a galaxy, Euclidean; each the median of three rounds in turns. */
interface SearchSide {
  /** The certified search of the search worker. */
  oursMs: number;
  /** A scan of 32-bit floats in WebAssembly with SIMD. */
  float32Ms: number;
  /** A double loop over arrays of arrays. */
  naiveMs: number;
  /** The same over one Float32Array. */
  typedMs: number;
  /** Whether every answer of ours was that of the double loop, row by row. */
  exact: boolean;
  /** Share of the 32-bit scan's rows that are right: it adds in single precision. */
  float32Recall: number;
  naiveOverOurs: number;
  typedOverOurs: number;
}

interface HnswSide {
  hnswMs: number;
  /** Share of the rows it found that are right. */
  hnswRecall: number;
  /** CPU seconds before its first search. */
  hnswBuildSeconds: number;
}

interface SearchFigure {
  '100k': SearchSide & HnswSide;
  '1M': SearchSide;
  /** The same on a GPU: told by a run on hardware. */
  webGpu: 'not run';
}

/** Ours beside plain loops, a 32-bit scan and hnswlib-wasm, in one thread of one process, on the same 16-bit values. */
export async function measureSearch(): Promise<SearchFigure> {
  const createIndex = await loadHnsw();
  return {
    '100k': raceOf(100_000, 20, createIndex) as SearchSide & HnswSide,
    '1M': raceOf(1_000_000, 10),
    webGpu: 'not run',
  };
}

/**
 * @param rows a multiple of 4
 * @param queries rows that are searched by, spread over all
 * @param createIndex makes the approximate side; none where it is left out
 */
function raceOf(
  rows: number,
  queries: number,
  createIndex?: (rows: number, columns: number) => HnswIndex,
): SearchSide | (SearchSide & HnswSide) {
  const searchable = createSearchableRows(rows, columns);
  const float32 = createFloat32Scan(rows, columns);
  const naive: number[][] = [];
  let row = 0;
  for (const values of clusteredVectors({ rows, columns, clusters, seed })) {
    encodeRow(searchable.rows, row, values, 0);
    naive.push(Array.from(decodeRow(searchable.rows, row, vectorAt(float32.values, row), columns)));
    row++;
  }
  console.error(`${rows} rows made`);
  const vector = (query: number) => vectorAt(float32.values, query);
  const question = { metric: 'euclidean' as const, length: columns, k };
  const sides: Record<string, (query: number) => ArrayLike<number>> = {
    naive: query => naiveNearest(naive, query, k),
    typed: query => typedNearest(float32.values, columns, query, k),
    float32: query => float32.nearest(query, k),
    ours: query =>
      drained(searchable.search.nearestSteps({ ...question, vector: vector(query), without: query })).indices,
  };
  let hnswBuildSeconds = 0;
  if (createIndex) {
    const index = createIndex(rows, columns);
    const start = cpuMs();
    for (let i = 0; i < rows; i++) index.add(vector(i), i);
    hnswBuildSeconds = (cpuMs() - start) / 1000;
    console.error(`hnswlib-wasm has built its index in ${hnswBuildSeconds.toFixed(1)} s`);
    sides.hnsw = query => index.nearest(vector(query), query, k);
  }

  const asked = Array.from({ length: queries }, (_, i) => Math.floor(((i + 0.5) * rows) / queries));
  const { ms, answers } = timed(sides, asked);
  const right = answers.naive;
  if (recallOf(answers.typed, right) < 1) throw new Error('need one answer of both plain loops; got two');
  const side: SearchSide = {
    oursMs: rounded(ms.ours),
    float32Ms: rounded(ms.float32),
    naiveMs: rounded(ms.naive),
    typedMs: rounded(ms.typed),
    exact: answers.ours.every((found, i) => String(found) === String(right[i])),
    float32Recall: rounded(recallOf(answers.float32, right)),
    naiveOverOurs: rounded(ms.naive / ms.ours),
    typedOverOurs: rounded(ms.typed / ms.ours),
  };
  console.error(rows, JSON.stringify(side));
  if (!createIndex) return side;
  return {
    ...side,
    hnswMs: rounded(ms.hnsw),
    hnswRecall: rounded(recallOf(answers.hnsw, right)),
    hnswBuildSeconds: rounded(hnswBuildSeconds),
  };
}

/** Medians of the rounds, the sides in turns so that a busy moment hits all; every answer of the last round. */
function timed(sides: Record<string, (query: number) => ArrayLike<number>>, asked: number[]) {
  const names = Object.keys(sides);
  const times = Object.fromEntries(names.map(name => [name, [] as number[]]));
  const answers = Object.fromEntries(names.map(name => [name, [] as number[][]]));
  for (const name of names) for (const query of asked) sides[name](query); // warm: compiled, their bounds made
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const start = cpuMs();
      const found = asked.map(sides[name]);
      times[name].push((cpuMs() - start) / asked.length);
      answers[name] = found.map(each => Array.from(each));
    }
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[(rounds - 1) / 2];
  return { ms: Object.fromEntries(names.map(name => [name, median(times[name])])), answers };
}

function vectorAt(values: Float32Array, row: number): Float32Array {
  return values.subarray(row * columns, (row + 1) * columns);
}

function drained<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Share of the right rows that were found. */
function recallOf(found: number[][], right: number[][]): number {
  const shares = right.map((rows, i) => rows.filter(row => found[i].includes(row)).length / rows.length);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Processor time of this process, milliseconds: what else the machine does counts little. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const rounded = (value: number) => Number(value.toPrecision(3));
