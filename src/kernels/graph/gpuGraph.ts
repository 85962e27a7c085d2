import type { KnnGraph } from '../../maths/neighbours/knn.ts';
import { measured, nearestByDefinition, type Points, spareCandidates } from './exactNeighbours.ts';
import { nearestRowsShader, queriesPerGroup, scoreSlack } from './nearestRowsShader.ts';

const pairsPerPart = 2e8; // a GPU compares them in some 10 ms, and lets the screen be drawn in between
const leastSquare = 1e-30; // of distances below it the squares lose digits

/**
 * The exact neighbour graph by the definition of the Euclidean distance, as `exactGraphSteps`, on a GPU: every row is
 * compared with all in single precision, some more than wanted are kept and measured by definition, and a row whose
 * k nearest the rounding leaves in doubt is compared with all by definition.
 *
 * @param k 1 … n − 1
 * @param pairsAtOnce compared in a part, at most; default 2e8
 * @yields the share done, 0–1, after every part that was computed
 * @throws RangeError where the device has no room for the points, Error where it is lost or reports an error
 */
export async function* gpuGraphSteps(
  device: GPUDevice,
  points: Points,
  k: number,
  pairsAtOnce = pairsPerPart,
): AsyncGenerator<number, KnnGraph> {
  const n = points.values.length / points.columns;
  const stride = 4 * Math.ceil(points.columns / 4);
  const kept = Math.min(n, k + 1 + spareCandidates);
  const most = Math.max(1, Math.floor(pairsAtOnce / n / queriesPerGroup)) * queriesPerGroup;
  const errors: string[] = [];
  const listen = (event: GPUUncapturedErrorEvent) => errors.push(event.error.message);
  device.addEventListener('uncapturederror', listen);
  const search = openSearch(device, points, { stride, kept, queries: Math.min(most, n) });
  const graph: KnnGraph = { k, indices: new Int32Array(n * k), distances: new Float64Array(n * k) };
  try {
    for (let first = 0; first < n; first += most) {
      const end = Math.min(first + most, n);
      const { scores, rows } = await search.nearest(first, end);
      if (errors.length > 0) throw new Error(`The graphics device could not compare galaxies: ${errors[0]}`);
      for (let row = first; row < end; row++) {
        const list = row - first;
        let found = measured(points, { k: kept, rows }, { list, row }, k);
        const last =
          kept < n ? scores[(list + 1) * kept - 1] * (1 - scoreSlack(stride)) : Number.POSITIVE_INFINITY;
        const farthest = found.distances.length < k ? Number.POSITIVE_INFINITY : found.distances[k - 1] ** 2;
        if (!(farthest < last && (last > leastSquare || kept === n))) {
          found = nearestByDefinition(points, row, k);
        }
        graph.indices.set(found.indices, row * k);
        graph.distances.set(found.distances, row * k);
      }
      yield end / n;
    }
  } finally {
    device.removeEventListener('uncapturederror', listen);
    search.end();
  }
  return graph;
}

/** Sizes of a search on a GPU. */
interface SearchSizes {
  stride: number;
  kept: number;
  /** Queries at once, at most. */
  queries: number;
}

function openSearch(device: GPUDevice, { values, columns }: Points, { stride, kept, queries }: SearchSizes) {
  const n = values.length / columns;
  const bytes = 4 * n * stride;
  if (bytes > device.limits.maxStorageBufferBindingSize) {
    throw new RangeError(
      `need points of at most ${device.limits.maxStorageBufferBindingSize} bytes; got ${bytes}`,
    );
  }
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
  const buffer = (size: number, usage: number) => device.createBuffer({ size, usage });
  const listBytes = 4 * queries * kept;
  const rows = buffer(bytes, STORAGE | COPY_DST);
  const sizes = buffer(16, UNIFORM | COPY_DST);
  const lists = [0, 1].map(() => buffer(listBytes, STORAGE | COPY_SRC));
  const read = buffer(2 * listBytes, MAP_READ | COPY_DST);
  const padded = stride === columns ? values : new Float32Array(n * stride);
  if (stride !== columns) {
    for (let i = 0; i < n; i++) padded.set(values.subarray(i * columns, (i + 1) * columns), i * stride);
  }
  device.queue.writeBuffer(rows, 0, padded as Float32Array<ArrayBuffer>);
  const module = device.createShaderModule({ code: nearestRowsShader({ stride, kept }) });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const bound = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [rows, sizes, ...lists].map((each, binding) => ({ binding, resource: { buffer: each } })),
  });

  return {
    /** The nearest of the queries `first` … `end` − 1: (queries, kept) scores, squared distances, and rows, −1 where there is none. */
    async nearest(first: number, end: number): Promise<{ scores: Float32Array; rows: Int32Array }> {
      device.queue.writeBuffer(sizes, 0, Uint32Array.of(first, end, n, 0));
      const commands = device.createCommandEncoder();
      const pass = commands.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bound);
      pass.dispatchWorkgroups(Math.ceil((end - first) / queriesPerGroup));
      pass.end();
      lists.forEach((list, i) => {
        commands.copyBufferToBuffer(list, 0, read, i * listBytes, listBytes);
      });
      device.queue.submit([commands.finish()]);
      await read.mapAsync(GPUMapMode.READ).catch((error: Error) => {
        throw new Error(`The graphics device was lost: ${error.message}`); // not an AbortError, which would be a cancel
      });
      const found = read.getMappedRange().slice(0);
      read.unmap();
      return {
        scores: new Float32Array(found, 0, queries * kept),
        rows: new Int32Array(found, listBytes, queries * kept),
      };
    },
    end() {
      for (const each of [rows, sizes, ...lists, read]) each.destroy();
    },
  };
}
