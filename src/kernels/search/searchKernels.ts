import { assembleModule } from '../wasmAssembler.ts';
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

/** The module of one shape of rows. @returns bytes that `WebAssembly.validate` accepts where SIMD is known */
export function searchModule(shape: RowShape): Uint8Array<ArrayBuffer> {
  return assembleModule([
    productsCode(shape),
    squaredScanCode(shape),
    absoluteScanCode(shape),
    differenceSumsCode(shape, 'squared'),
    differenceSumsCode(shape, 'absolute'),
  ]);
}

/** The kernels on a memory. */
export function searchKernels(shape: RowShape, memory: WebAssembly.Memory): SearchKernels {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(searchModule(shape)), {
    host: { memory },
  });
  return instance.exports as unknown as SearchKernels;
}
