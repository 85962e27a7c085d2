import { expect } from 'vitest';
import { networkKernels } from '../../src/kernels/networkKernels.ts';

const memory = new WebAssembly.Memory({ initial: 16 });
const guard = 12345; // stands around every array; a kernel that writes too far changes it

/** The kernels that {@link runKernel} gives addresses to. */
export const kernels = networkKernels(memory)!;

/**
 * Puts arrays in memory at odd float addresses, runs a kernel, and returns them as they are then.
 *
 * @param arrays (n) each, of any n
 */
export function runKernel(arrays: Float32Array[], call: (...at: number[]) => void): Float32Array[] {
  const heap = new Float32Array(memory.buffer).fill(guard);
  let next = 1;
  const starts = arrays.map(array => {
    heap.set(array, next);
    next += array.length + 1;
    return next - array.length - 1;
  });
  call(...starts.map(start => 4 * start));
  for (const start of [...starts, next]) expect(heap[start - 1]).toBe(guard);
  return arrays.map((array, i) => heap.slice(starts[i], starts[i] + array.length));
}
