import { type ShortRows, spareRows } from '../../maths/neighbours/shortRows.ts';
import { assembleModule } from '../assembler/wasmAssembler.ts';
import { isShared, type KernelMemory, placedBytes } from '../kernelMemory.ts';
import { type NearestLists, nearestTileCode, type TileState } from './nearestTile.ts';

/** Offers candidates `from` … `to` − 1 to queries `first` … `end` − 1: {@link plainNearestTile} of its state. */
type OfferTile = (first: number, end: number, from: number, to: number) => void;

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

/** The kernel of one state. */
export interface TileKernel {
  offer: OfferTile;
  memory: WebAssembly.Memory;
  /** Offers on any thread that has the memory, where that is shared. */
  module: WebAssembly.Module;
}

/**
 * The kernel for one state, whose arrays were placed in the memory.
 *
 * @throws CompileError where WebAssembly lacks SIMD
 */
export function tileKernel({ memory }: KernelMemory, state: TileState): TileKernel {
  const shared = isShared(memory);
  const module = new WebAssembly.Module(assembleModule([nearestTileCode(state)], shared));
  return { offer: instantiateTile(module, memory), memory, module };
}

/** The kernel's function in the memory it was assembled for. */
export function instantiateTile(module: WebAssembly.Module, memory: WebAssembly.Memory): OfferTile {
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  return (exports as unknown as { nearestTile: OfferTile }).nearestTile;
}
