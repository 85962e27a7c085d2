import { type ShortRows, spareRows } from '../../maths/neighbours/shortRows.ts';
import { type KernelMemory, placedBytes } from '../kernelMemory.ts';
import { assembleModule } from '../wasmAssembler.ts';
import { type NearestLists, nearestTileCode, type TileState } from './nearestTile.ts';

/** Offers candidates `from` … `to` − 1 to queries `first` … `end` − 1: {@link plainNearestTile} of its state. */
export type OfferTile = (first: number, end: number, from: number, to: number) => void;

/** Queries worked on at once: 64 rows of 64 numbers are 8 kB and stay in the first-level cache. */
export const queriesAtOnce = 64;

/** Bytes that {@link placeRows} takes. */
export function rowsBytes(n: number, stride: number): number {
  return placedBytes((n + spareRows) * stride, 2) + placedBytes(n + spareRows, 4);
}

/** Room for n short rows. */
export function placeRows(memory: KernelMemory, n: number, stride: number): ShortRows {
  return { values: memory.shorts((n + spareRows) * stride), squares: memory.integers(n + spareRows) };
}

/** Bytes that {@link placeLists} takes. */
export function listsBytes(queries: number, k: number): number {
  return 2 * placedBytes((queries + spareRows) * k, 4) + placedBytes(queries + spareRows, 4);
}

/** Room for lists of the k nearest of so many queries, not yet emptied. */
export function placeLists(memory: KernelMemory, queries: number, k: number): NearestLists {
  return {
    k,
    scores: memory.integers((queries + spareRows) * k),
    rows: memory.integers((queries + spareRows) * k),
    worst: memory.integers(queries + spareRows),
  };
}

/** Bytes {@link tileKernel} takes. */
export const tileBytes = placedBytes(spareRows, 4);

/**
 * The kernel for one state, whose arrays were placed in the memory.
 *
 * @throws CompileError where WebAssembly lacks SIMD
 */
export function tileKernel(memory: KernelMemory, state: TileState): OfferTile {
  const code = nearestTileCode(state, memory.integers(spareRows));
  const module = new WebAssembly.Module(assembleModule([code]));
  const instance = new WebAssembly.Instance(module, { host: { memory: memory.memory } });
  return (instance.exports as unknown as { nearestTile: OfferTile }).nearestTile;
}
