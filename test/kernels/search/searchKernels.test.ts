import { describe, expect, it } from 'vitest';
import { plainAbsoluteScan } from '../../../src/kernels/search/absoluteScan.ts';
import { listBytes } from '../../../src/kernels/search/candidateRows.ts';
import { plainDifferenceSums } from '../../../src/kernels/search/differenceSums.ts';
import { plainProducts } from '../../../src/kernels/search/products.ts';
import type { RowShape } from '../../../src/kernels/search/rowLoops.ts';
import { searchKernels } from '../../../src/kernels/search/searchKernels.ts';
import { plainSquaredScan } from '../../../src/kernels/search/squaredScan.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(8);
const memory = new WebAssembly.Memory({ initial: 64 });
const guard = 0x5a; // stands after every array; a kernel that writes too far changes it

/** Puts arrays in memory one after the other, each at a multiple of 16 and with guards behind it. */
function placed<T extends Int8Array | Int16Array | Int32Array | Float32Array>(arrays: T[]): T[] {
  new Uint8Array(memory.buffer).fill(guard);
  let free = 16;
  return arrays.map(array => {
    const Kind = array.constructor as new (buffer: ArrayBuffer, at: number, length: number) => T;
    const view = new Kind(memory.buffer as ArrayBuffer, free, array.length);
    view.set(array);
    free = 16 * Math.ceil((free + array.byteLength) / 16) + 16;
    return view;
  });
}

function expectGuarded(view: Int32Array | Float32Array): void {
  const after = new Uint8Array(memory.buffer, view.byteOffset + view.byteLength, 16);
  expect(after.every(byte => byte === guard)).toBe(true);
}

const lengths = [1, 16, 35, 48, 64, 300];
const counts = [4, 8, 100];
const shapeOf = (count: number, length: number): RowShape => ({ blockBytes: 16 * count + 64, length });
const planeBytes = ({ blockBytes, length }: RowShape) => blockBytes * Math.ceil(length / 16);
const bytesOf = (length: number) => Int8Array.from({ length }, () => random.integer(255) - 127);
const floatsOf = (length: number) => Float32Array.from({ length }, () => 1 + 0.3 * random.normal());

describe.each(lengths)('the kernels of rows of which %i numbers count', length => {
  const width = 16 * Math.ceil(length / 16);

  it('multiply as the plain loop does', () => {
    for (const count of counts) {
      const shape = shapeOf(count, length);
      const kernels = searchKernels(shape, memory);
      const [a, b] = [bytesOf(planeBytes(shape)), bytesOf(planeBytes(shape)).fill(-128, 0, 16)];
      const expected = new Int32Array(count);
      plainProducts(a, b, expected, shape);
      const [atA, atB, y] = placed<Int8Array | Int32Array>([a, b, new Int32Array(count)]);
      kernels.products(atA.byteOffset, atB.byteOffset, y.byteOffset, count);
      expect(y).toEqual(expected);
      expectGuarded(y as Int32Array);
    }
  });

  it('rule out what the plain scan of squared distances rules out, bit for bit', () => {
    for (const count of counts) {
      const shape = shapeOf(count, length);
      const kernels = searchKernels(shape, memory);
      const coarse = bytesOf(planeBytes(shape));
      const squares = floatsOf(count).map(x => x * length);
      const factors = floatsOf(count).map(x => x * 0.01);
      const errors = floatsOf(count).map(x => x * 0.1);
      squares[1] = Number.POSITIVE_INFINITY;
      squares[2] = Number.NaN;
      errors[3] = Number.POSITIVE_INFINITY;
      const mostCode = Math.min(32767, Math.floor(2 ** 31 / (127 * length)) - 1);
      const codes = Int16Array.from(
        { length: width },
        (_, j) => (j < length ? random.integer(2 * mostCode) - mostCode : 0), //
      );
      const query = { codes, square: length * 1.1, twiceFactor: 2 / mostCode };
      for (const reach of [
        0,
        0.5 * Math.sqrt(length),
        Math.sqrt(2.1 * length),
        1e9,
        Number.POSITIVE_INFINITY,
      ]) {
        const expected = plainSquaredScan({ coarse, squares, factors, errors }, query, reach, shape);
        const [c, s, f, e, q, list] = placed<Int8Array | Int16Array | Int32Array | Float32Array>([
          coarse,
          squares,
          factors,
          errors,
          codes,
          new Int32Array(listBytes(count) / 4),
        ]);
        const addresses = [c, s, f, e, q, list].map(each => each.byteOffset);
        kernels.squaredScan(...addresses, 0, count, query.square, query.twiceFactor, reach);
        expect(Array.from(list.subarray(1, 1 + list[0]))).toEqual(expected);
        expectGuarded(list as Int32Array);
        if (reach === 0) expect(expected).toEqual(expect.arrayContaining([2, 3]));
        if (reach === 0 && count === 100) expect(expected.length).toBeLessThan(count);
        if (reach === Number.POSITIVE_INFINITY) expect(expected.length).toBe(count);
      }
    }
  });

  it('rule out what the plain scan of absolute differences rules out, bit for bit', () => {
    for (const count of counts) {
      const shape = shapeOf(count, length);
      const kernels = searchKernels(shape, memory);
      const coarse = bytesOf(planeBytes(shape));
      const factors = floatsOf(count).map(x => x * 0.01);
      const errors = floatsOf(count).map(x => x * 0.1);
      errors[1] = Number.NEGATIVE_INFINITY;
      errors[2] = Number.NaN;
      const query = floatsOf(width).fill(0, length);
      for (const reach of [0, 0.8 * length, 1.1 * length, Number.POSITIVE_INFINITY]) {
        const expected = plainAbsoluteScan({ coarse, factors, errors }, query, reach, shape);
        const [c, f, e, q, list] = placed<Int8Array | Int32Array | Float32Array>([
          coarse,
          factors,
          errors,
          query,
          new Int32Array(listBytes(count) / 4),
        ]);
        kernels.absoluteScan(...[c, f, e, q, list].map(each => each.byteOffset), 40, 40 + count, reach);
        expect(Array.from(list.subarray(1, 1 + list[0]))).toEqual(expected.map(row => row + 40));
        expectGuarded(list as Int32Array);
      }
    }
  });

  it.each(['squared', 'absolute'] as const)(
    'add %s differences as the plain loop does, bit for bit',
    kind => {
      for (const count of counts) {
        const shape = shapeOf(count, length);
        const kernels = searchKernels(shape, memory);
        const [coarse, fine] = [bytesOf(planeBytes(shape)), bytesOf(planeBytes(shape)).fill(-128, 0, 16)];
        const factors = floatsOf(count).map(x => x * 1e-4);
        factors[1] = Number.NaN;
        const query = floatsOf(width).fill(0, length);
        const expected = new Float32Array(count);
        plainDifferenceSums({ coarse, fine, factors }, query, expected, shape, kind);
        const [c, f, s, q, y] = placed<Int8Array | Float32Array>([
          coarse,
          fine,
          factors,
          query,
          new Float32Array(count),
        ]);
        const sum = kind === 'squared' ? kernels.squaredSums : kernels.absoluteSums;
        sum(c.byteOffset, f.byteOffset, s.byteOffset, q.byteOffset, y.byteOffset, count);
        expect(y).toEqual(expected);
        expectGuarded(y as Float32Array);
      }
    },
  );
});
