import { assembleModule } from '../assembler/wasmAssembler.ts';
import { isShared } from '../kernelMemory.ts';
import { absoluteScanCode } from './absoluteScan.ts';
import { differenceSumsCode } from './differenceSums.ts';
import { productsCode } from './products.ts';
import type { RowShape } from './rowLoops.ts';
import { squaredScanCode } from './squaredScan.ts';

/** The exported functions; each file that defines one says what its arguments are: addresses in bytes, row numbers, floats. */
export interface SearchKernels {
  products(a: number, b: number, y: number, rows: number): void;
  squaredScan(...numbers: number[]): void;
  absoluteScan(...numbers: number[]): void;
  squaredSums(coarse: number, fine: number, factors: number, query: number, y: number, rows: number): void;
  absoluteSums(coarse: number, fine: number, factors: number, query: number, y: number, rows: number): void;
}

/**
 * The module of one shape of rows.
 *
 * @param shared for a memory that threads share
 * @returns bytes that `WebAssembly.validate` accepts where SIMD is known
 */
export function searchModule(shape: RowShape, shared = false): Uint8Array<ArrayBuffer> {
  const functions = [
    productsCode(shape),
    squaredScanCode(shape),
    absoluteScanCode(shape),
    differenceSumsCode(shape, 'squared'),
    differenceSumsCode(shape, 'absolute'),
  ];
  return assembleModule(functions, shared);
}

/** The kernels on a memory. */
export function searchKernels(shape: RowShape, memory: WebAssembly.Memory): SearchKernels {
  const module = new WebAssembly.Module(searchModule(shape, isShared(memory)));
  const instance = new WebAssembly.Instance(module, { host: { memory } });
  return instance.exports as unknown as SearchKernels;
}
