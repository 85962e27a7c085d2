import type { Progress } from '../../src/contracts/job.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { bytesOfBuffer } from '../../src/data/bytes/byteSource.ts';
import { packListedVectors } from '../../src/data/tiles/listedVectors.ts';
import { tiledNeighbours } from '../../src/data/tiles/tiledSearch.ts';
import type { TiledOrder } from '../../src/data/tiles/tiledWriter.ts';
import { inSixteenBits, type VectorLists } from '../../src/data/tiles/vectorLists.ts';
import { listSpaceBytes, listSpaceSteps } from '../../src/kernels/graph/listSpace.ts';
import { createKernelMemory } from '../../src/kernels/kernelMemory.ts';
import { distance } from '../../src/maths/neighbours/distance.ts';
import { Nearest } from '../../src/maths/neighbours/nearest.ts';
import { chainOrder } from '../../src/maths/tiles/chainOrder.ts';

const testRows = 200; // galaxies whose exact neighbours say what a search of the lists finds
const k = 10;
const listsPerRoot = 2; // of the number of galaxies: small lists hold fewer that are far, at the same number of bytes
const listsTried = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64];

/**
 * Divides a catalogue's vectors into inverted lists, orders them so that near lists lie together, and measures what a search
 * of some of them finds of the exact neighbours (Euclidean, of the vectors before rounding).
 *
 * @param vectors (n, columns) row-major, finite
 */
export async function tiledOrder(vectors: Matrix, report: (progress: Progress) => void): Promise<TiledOrder> {
  const { rows: n, columns, values } = vectors;
  const points = { columns, values };
  report({ phase: 'Dividing the catalogue into lists', done: 0, total: 0, unit: 'galaxies' });
  const listCount = Math.max(1, Math.round(listsPerRoot * Math.sqrt(n)));
  const memory = createKernelMemory(listSpaceBytes(n, columns, listCount));
  const steps = listSpaceSteps(points, memory, { listCount });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { order: divided, starts: dividedStarts } = step.value;
  const lengths = Array.from(dividedStarts.subarray(1), (end, list) => end - dividedStarts[list]);
  const filled = Int32Array.from(lengths.keys()).filter(list => lengths[list] > 0);

  const means = meansOf(
    vectors,
    divided,
    filled.map(list => dividedStarts[list]),
    filled.map(list => lengths[list]),
  );
  const chain = chainOrder(means, columns);
  const centroids = new Float32Array(means.length);
  const starts = new Uint32Array(filled.length + 1);
  const order = new Uint32Array(n);
  for (const [place, at] of chain.entries()) {
    const list = filled[at];
    centroids.set(means.subarray(at * columns, (at + 1) * columns), place * columns);
    order.set(divided.subarray(dividedStarts[list], dividedStarts[list + 1]), starts[place]);
    starts[place + 1] = starts[place] + lengths[list];
  }
  const lists = { columns, centroids: inSixteenBits(centroids), starts, areOrigins: true };
  return { lists, order, ...(await recallOf(vectors, lists, order, report)) };
}

/** The mean vector of each list. @returns (lists, columns) row-major */
function meansOf(
  { columns, values }: Matrix,
  order: Int32Array,
  starts: Int32Array,
  lengths: Int32Array,
): Float32Array {
  const means = new Float32Array(starts.length * columns);
  for (let list = 0; list < starts.length; list++) {
    for (let at = starts[list]; at < starts[list] + lengths[list]; at++) {
      for (let j = 0; j < columns; j++) {
        means[list * columns + j] += values[order[at] * columns + j] / lengths[list];
      }
    }
  }
  return means;
}

/** What searches of more and more lists find of the exact neighbours of evenly spread galaxies. */
async function recallOf(
  { rows: n, columns, values }: Matrix,
  lists: VectorLists,
  order: Uint32Array,
  report: (progress: Progress) => void,
): Promise<Pick<TiledOrder, 'recall' | 'testRows'>> {
  const tests = Math.min(testRows, n);
  const ordered = new Float32Array(n * columns);
  for (const [place, row] of order.entries()) {
    ordered.set(values.subarray(row * columns, (row + 1) * columns), place * columns);
  }
  const bytes = bytesOfBuffer(packListedVectors(ordered, lists).buffer, 'vectors.bin');
  const read = new Map<number, Promise<Float32Array>>();
  const tried = listsTried.filter(count => count <= lists.starts.length - 1);
  const found = new Float64Array(tried.length);
  for (let test = 0; test < tests; test++) {
    report({ phase: 'Measuring the search', done: test, total: tests, unit: 'galaxies' });
    const row = Math.floor((test * n) / tests);
    const nearest = new Nearest(k);
    for (let i = 0; i < n; i++) {
      if (i === row) continue;
      nearest.offer(i, distance('euclidean', ordered, row * columns, ordered, i * columns, columns));
    }
    const exact = new Set(nearest.take().indices);
    const query = ordered.slice(row * columns, (row + 1) * columns);
    for (const [i, count] of tried.entries()) {
      const { rows } = await tiledNeighbours({ lists, bytes, read }, query, { k: k + 1, lists: count }); // itself too
      found[i] += rows.filter(each => exact.has(each)).length / exact.size;
    }
  }
  return { testRows: tests, recall: tried.map((count, i) => ({ lists: count, recall: found[i] / tests })) };
}
