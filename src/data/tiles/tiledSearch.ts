import { distance } from '../../maths/neighbours/distance.ts';
import { Nearest } from '../../maths/neighbours/nearest.ts';
import { eightBitNumbers, eightBitRowBytes, unpackEightBitRows } from '../../maths/tiles/eightBitRows.ts';
import type { ByteSource } from '../bytes/byteSource.ts';
import { nearestLists, type VectorLists } from './vectorLists.ts';

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
  const nearest = new Nearest(wanted.k);
  for (const list of lists) {
    const numbers = await vectors.read.get(list)!;
    for (let row = starts[list]; row < starts[list + 1]; row++) {
      const at = (row - starts[list]) * columns;
      nearest.offer(row, distance('euclidean', query, 0, numbers, at, columns));
    }
  }
  const { indices, distances } = nearest.take();
  const rows = missing.reduce((sum, list) => sum + starts[list + 1] - starts[list], 0);
  return { rows: indices, distances, bytes: rows * eightBitRowBytes(columns) };
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
      eightBitNumbers(
        unpackEightBitRows(
          part.slice((starts[list] - first) * rowBytes, (starts[list + 1] - first) * rowBytes),
          columns,
        ),
      ),
    );
    numbers.catch(() => read.delete(list));
    read.set(list, numbers);
  }
}
