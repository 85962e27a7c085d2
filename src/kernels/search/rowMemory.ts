import { blockCount, blockLength, type SixteenBitRows } from '../../maths/neighbours/sixteenBitRows.ts';
import { listBytes } from './candidateRows.ts';
import type { RowBounds } from './rowBounds.ts';
import { rowsAtOnce } from './rowLoops.ts';

const pageBytes = 65536; // WebAssembly's unit of memory

/** Most rows a kernel works on between two yields: some 0.2 ms of 64 numbers, a few ms of 1,280. */
export const mostRows = 16384;

/** Rows in 16 bits in a memory of WebAssembly, with what a search needs beside them. A block is at most {@link mostRows} rows. */
export interface RowMemory {
  memory: WebAssembly.Memory;
  rows: SixteenBitRows;
  /** Rows with those that fill the last four. */
  padded: number;
  /** (padded) each, of the search under way */
  bounds: RowBounds;
  /** (padded) the rows' scales; those that fill up are NaN. */
  scales: Float32Array;
  /** (3, block) scalar products of planes */
  products: Int32Array[];
  /** (block) */
  factors: Float32Array;
  /** (block) */
  sums: Float32Array;
  /** (columns up to a multiple of 16) of a query; the two share their place */
  queryFloats: Float32Array;
  queryCodes: Int16Array;
  /** Number of candidates, then the candidates. */
  list: Int32Array;
}

/**
 * @param shared true where several threads are to see the rows; default false
 * @throws RangeError where so much memory is not to be had; what to do about it
 */
export function createRowMemory(count: number, columns: number, shared = false): RowMemory {
  return laidOut(count, columns, bytes => allocated(bytes, shared));
}

/**
 * Room for rows, all zeros with a scale of 0, in a memory that threads share: one writes them, another searches. Undefined where
 * the page is not isolated, so that there is none.
 *
 * @throws RangeError where so much memory is not to be had
 */
export function createSharedRows(
  count: number,
  columns: number,
): Pick<RowMemory, 'rows' | 'memory'> | undefined {
  return globalThis.crossOriginIsolated ? createRowMemory(count, columns, true) : undefined;
}

/**
 * The rows of a memory that {@link createRowMemory} made, on another thread that it was shared with. What the other wrote is
 * there; all but the rows is this thread's to write.
 *
 * @throws RangeError where the memory is too small for them
 */
export function rowMemoryIn(memory: WebAssembly.Memory, count: number, columns: number): RowMemory {
  return laidOut(count, columns, bytes => {
    const { byteLength } = memory.buffer;
    if (byteLength < bytes) throw new RangeError(`need a memory of ${bytes} bytes; got one of ${byteLength}`);
    return memory;
  });
}

function laidOut(count: number, columns: number, memoryOf: (bytes: number) => WebAssembly.Memory): RowMemory {
  const padded = rowsAtOnce * Math.ceil(count / rowsAtOnce);
  const blockBytes = blockLength * padded;
  const width = blockLength * blockCount(columns);
  const block = Math.min(padded, mostRows);
  let free = 0;
  const reserve = (bytes: number) => {
    const at = free;
    free += 16 * Math.ceil(bytes / 16); // loads of 16 bytes are then aligned
    return at;
  };
  const planes = [1, 2].map(() => reserve(padded * width));
  const perRow = [1, 2, 3, 4, 5].map(() => reserve(4 * padded));
  const perBlock = [1, 2, 3, 4, 5].map(() => reserve(4 * block));
  const query = reserve(4 * width);
  const list = reserve(listBytes(block));
  const memory = memoryOf(free);
  const { buffer } = memory;
  const [coarse, fine] = planes.map(at => new Int8Array(buffer, at, padded * width));
  const [scales, squares, leadingSquares, factors, errors] = perRow.map(
    at => new Float32Array(buffer, at, padded),
  );
  scales.fill(Number.NaN, count);
  return {
    memory,
    rows: { count, columns, blockBytes, coarse, fine, scales: scales.subarray(0, count) },
    padded,
    bounds: { squares, leadingSquares, factors, errors },
    scales,
    products: perBlock.slice(0, 3).map(at => new Int32Array(buffer, at, block)),
    factors: new Float32Array(buffer, perBlock[3], block),
    sums: new Float32Array(buffer, perBlock[4], block),
    queryFloats: new Float32Array(buffer, query, width),
    queryCodes: new Int16Array(buffer, query, width),
    list: new Int32Array(buffer, list, listBytes(block) / 4),
  };
}

function allocated(bytes: number, shared: boolean): WebAssembly.Memory {
  const initial = Math.ceil(bytes / pageBytes);
  try {
    return new WebAssembly.Memory(shared ? { initial, maximum: initial, shared } : { initial });
  } catch {
    const megabytes = Math.ceil(bytes / 1e6);
    throw new RangeError(
      `need ${megabytes} MB of memory to search in; got none. Close other tabs, or open fewer galaxies`,
    );
  }
}
