/**
 * A .npy file of 32-bit floats, for numpy.load (format 1.0 of numpy.lib.format).
 *
 * @param values row-major in `shape`
 * @param shape as numpy would print it: (n, d) of a matrix of n rows
 * @throws RangeError where the values do not fill that shape
 */
export function writeNpy(values: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== values.length) {
    throw new RangeError(`need ${size} values for the shape (${shape.join(', ')}); got ${values.length}`);
  }
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const preamble = 10; // magic, version, length of the header
  const padded = Math.ceil((preamble + described.length + 1) / 64) * 64 - preamble; // the data begins at a multiple of 64
  const header = `${described.padEnd(padded - 1)}\n`;
  const bytes = new Uint8Array(preamble + padded + 4 * values.length);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, padded, true);
  bytes.set(new TextEncoder().encode(header), preamble);
  for (const [i, value] of values.entries()) view.setFloat32(preamble + padded + 4 * i, value, true);
  return bytes;
}
