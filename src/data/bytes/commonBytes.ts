/**
 * Memory for what a worker reads and the page and other workers then look at: common to all of them where the page is isolated,
 * so that nothing is copied on its way. Whoever gets it does not write to it.
 *
 * @param length in bytes
 * @returns zeros
 */
export function commonBytes(length: number): ArrayBuffer | SharedArrayBuffer {
  return globalThis.crossOriginIsolated ? new SharedArrayBuffer(length) : new ArrayBuffer(length);
}
