import { distance } from '../../maths/neighbours/distance.ts';
import { Nearest } from '../../maths/neighbours/nearest.ts';
import { eightBitRowBytes } from '../../maths/tiles/eightBitRows.ts';
import type { ByteSource } from '../bytes/byteSource.ts';
import { listNumbers } from './listedVectors.ts';
import { listOfRow, nearestLists, type VectorLists } from './vectorLists.ts';

const mostNumbersKept = 32 * 2 ** 20; // 128 MB: half a million galaxies of 64 numbers

/** Where a tiled catalogue's vectors are read. */
interface TiledVectors {
  lists: VectorLists;
  /** The file of all vectors, in the order of the lists. */
  bytes: ByteSource;
  /** Lists read before, which are not read again; a search adds to them. */
  read: Map<number, Promise<Float32Array>>;
}

/** Galaxies found near a vector, nearest first. */
interface TiledNeighbours {
  /** Rows in the order of the vectors. */
  rows: Int32Array;
  /** Euclidean, of the vectors in 8 bits. */
  distances: Float64Array;
  /** Bytes fetched for this search alone. */
  bytes: number;
}

/**
 * The galaxies nearest to a vector among those of the lists whose centroids are nearest to it. Lists that lie together in the
 * file are read in one request.
 *
 * @param query (columns)
 * @param wanted.k neighbours
 * @param wanted.lists read; recall grows with them, as the manifest's test galaxies tell
 * @throws UnreadableError where the vectors cannot be read
 */
export async function tiledNeighbours(
  vectors: TiledVectors,
  query: Float32Array,
  wanted: { k: number; lists: number },
): Promise<TiledNeighbours> {
  const { columns, starts } = vectors.lists;
  const lists = nearestLists(vectors.lists, query, wanted.lists).sort((a, b) => a - b);
  const missing = lists.filter(list => !vectors.read.has(list));
  for (const run of runsOf(missing)) readRun(vectors, run);
  const parts = lists.map(list => vectors.read.get(list)!); // taken at once: another search may forget lists meanwhile
  const nearest = new Nearest(wanted.k);
  for (const [i, list] of lists.entries()) {
    const numbers = await parts[i];
    for (let row = starts[list]; row < starts[list + 1]; row++) {
      const at = (row - starts[list]) * columns;
      nearest.offer(row, distance('euclidean', query, 0, numbers, at, columns));
    }
  }
  forgetOthers(vectors, lists);
  const { indices, distances } = nearest.take();
  const rows = missing.reduce((sum, list) => sum + starts[list + 1] - starts[list], 0);
  return { rows: indices, distances, bytes: rows * eightBitRowBytes(columns) };
}

/**
 * The vector of one galaxy, out of its list.
 *
 * @param row in the order of the vectors
 * @returns (columns) components
 */
export async function tiledVector(vectors: TiledVectors, row: number): Promise<Float32Array> {
  const { columns, starts } = vectors.lists;
  const list = listOfRow(vectors.lists, row);
  if (!vectors.read.has(list)) readRun(vectors, [list]);
  const numbers = await vectors.read.get(list)!;
  return numbers.slice((row - starts[list]) * columns, (row - starts[list] + 1) * columns);
}

/** Forgets the lists longest not used where those read take too much memory. @param used now, and kept */
function forgetOthers({ lists: { columns, starts }, read }: TiledVectors, used: readonly number[]): void {
  for (const list of used) {
    const numbers = read.get(list);
    read.delete(list); // moves it to the end: a Map keeps the order of insertion
    if (numbers) read.set(list, numbers);
  }
  let kept = 0;
  for (const list of read.keys()) kept += (starts[list + 1] - starts[list]) * columns;
  for (const list of read.keys()) {
    if (kept <= mostNumbersKept || read.size <= used.length) return;
    kept -= (starts[list + 1] - starts[list]) * columns;
    read.delete(list);
  }
}

/** Consecutive numbers together. @param sorted ascending */
function runsOf(sorted: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const value of sorted) {
    const run = runs.at(-1);
    if (run?.at(-1) === value - 1) run.push(value);
    else runs.push([value]);
  }
  return runs;
}

/** Begins to read lists that follow one another; a failure is forgotten, so that the next search tries again. */
function readRun({ lists, bytes, read }: TiledVectors, run: readonly number[]): void {
  const { columns, starts } = lists;
  const rowBytes = eightBitRowBytes(columns);
  const first = starts[run[0]];
  const end = starts[run[run.length - 1] + 1];
  const whole =
    first === end ? Promise.resolve(new ArrayBuffer(0)) : bytes.slice(first * rowBytes, end * rowBytes);
  for (const list of run) {
    const numbers = whole.then(part =>
      listNumbers(
        part.slice((starts[list] - first) * rowBytes, (starts[list + 1] - first) * rowBytes),
        list,
        lists,
      ),
    );
    numbers.catch(() => read.delete(list));
    read.set(list, numbers);
  }
}
