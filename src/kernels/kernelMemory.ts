const pageBytes = 65536; // WebAssembly's unit of memory
const alignment = 16; // so that a vector of lanes never crosses a line of the cache for nothing

/** A memory for kernels, handed out array by array from its start. */
export interface KernelMemory {
  memory: WebAssembly.Memory;
  /** The next `length` numbers of 16 bits, 0. */
  shorts(length: number): Int16Array;
  /** The next `length` numbers of 32 bits, 0. */
  integers(length: number): Int32Array;
  /** The next `length` floats, 0. */
  floats(length: number): Float32Array;
}

/** Bytes an array takes in a {@link KernelMemory}: its own, rounded up to the alignment. */
export function placedBytes(length: number, bytesPerNumber: number): number {
  return Math.ceil((length * bytesPerNumber) / alignment) * alignment;
}

/**
 * A memory of at least so many bytes.
 *
 * @param shared true where several threads work in it, which modules have to be assembled for; default false
 * @throws RangeError where the machine does not give it; its arrays throw one where it is used up
 */
export function createKernelMemory(bytes: number, shared = false): KernelMemory {
  const pages = Math.ceil(bytes / pageBytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  let free = 0;
  const next = (length: number, bytesPerNumber: number): [ArrayBufferLike, number, number] => {
    const at = free;
    free += placedBytes(length, bytesPerNumber);
    return [memory.buffer, at, length];
  };
  return {
    memory,
    shorts: length => new Int16Array(...next(length, 2)),
    integers: length => new Int32Array(...next(length, 4)),
    floats: length => new Float32Array(...next(length, 4)),
  };
}

/** Whether other threads can work in a memory. */
export function isShared({ buffer }: Pick<WebAssembly.Memory, 'buffer'>): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}
